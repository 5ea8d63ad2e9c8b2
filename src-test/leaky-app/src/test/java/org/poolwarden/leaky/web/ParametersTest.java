package org.poolwarden.leaky.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.poolwarden.leaky.answer.Refusal;
import org.poolwarden.leaky.database.Database;
import org.poolwarden.leaky.transaction.Demarcation;
import org.poolwarden.leaky.transaction.TransactionEnd;

class ParametersTest {

    @Test
    void completeParametersAreRead() {
        Parameters parameters = parameters(Map.of("name", "a-1", "seconds", " 5 ", "ds", "ops"));

        assertEquals("a-1", parameters.name());
        assertEquals(5, parameters.seconds());
        assertEquals(Database.OPS, parameters.database());
    }

    @Test
    void withoutDsItIsTheShop() {
        assertEquals(
                Database.SHOP, parameters(Map.of("name", "a", "seconds", "5")).database());
    }

    @Test
    void aMissingParameterIsNamedWithAnExample() {
        assertRefused("missing parameter: seconds, for example seconds=30", () -> parameters(Map.of("name", "a")));
        assertRefused(
                "missing parameter: name, for example name=a", () -> parameters(Map.of("name", " ", "seconds", "5")));
    }

    @Test
    void anUnknownParameterIsNamedWithTheKnownOnes() {
        assertRefused(
                "unknown parameter: nmae, row; known here: name, seconds, ds",
                () -> parameters(Map.of("row", "1", "nmae", "a")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "3601", "1.5", "five", "99999999999"})
    void whatIsNotANumberOfSecondsIsRefused(String seconds) {
        assertRefused(
                "seconds must be a whole number from 0 to 3600, not " + seconds,
                () -> parameters(Map.of("name", "a", "seconds", seconds)).seconds());
    }

    @Test
    void aNameThatCouldNotBeAThreadsNameIsRefused() {
        assertRefused(
                "name must be 1 to 40 letters, digits, dots, hyphens or underscores",
                () -> parameters(Map.of("name", "a\nb", "seconds", "5")).name());
    }

    @Test
    void anUnknownDatabaseIsRefused() {
        Parameters parameters = parameters(Map.of("name", "a", "seconds", "5", "ds", "crm"));
        assertRefused("ds must be shop or ops, not crm", parameters::database);
    }

    @Test
    void anEndingIsReadWithItsHyphensAndAnUnknownOneIsRefused() {
        assertEquals(
                TransactionEnd.STALL_AFTER_DECISION,
                ending("stall-after-decision").ending());
        assertRefused(
                "end must be commit, rollback, hold, stall-before-decision or stall-after-decision, not halt",
                () -> ending("halt").ending());
    }

    @Test
    void aDemarcationIsReadAndAnUnknownOneIsRefused() {
        assertEquals(Demarcation.SUSPENDED, demarcation("suspended").demarcation());
        assertRefused(
                "demarcation must be container, bean, shared, suspended or none, not nobody",
                () -> demarcation("nobody").demarcation());
    }

    private static Parameters demarcation(String name) {
        return new Parameters(List.of(Parameter.DEMARCATION), Map.of("demarcation", new String[] {name}));
    }

    private static Parameters ending(String end) {
        return new Parameters(List.of(Parameter.END), Map.of("end", new String[] {end}));
    }

    private static Parameters parameters(Map<String, String> given) {
        Function<Map.Entry<String, String>, String[]> array = entry -> new String[] {entry.getValue()};
        return new Parameters(
                List.of(Parameter.NAME, Parameter.SECONDS, Parameter.DS),
                given.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, array)));
    }

    private static void assertRefused(String line, Executable request) {
        Refusal refusal = assertThrows(Refusal.class, request);
        assertEquals(400, refusal.status());
        assertEquals(line, refusal.getMessage());
    }
}
