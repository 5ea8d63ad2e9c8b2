package org.poolwarden.console.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;
import org.poolwarden.guard.KillMode;

class ParametersTest {

    @Test
    void aLeaseIsPlainDigits() throws Refusal {
        assertEquals(42, Parameters.lease("42"));
        assertEquals(999_999_999_999_999_999L, Parameters.lease("999999999999999999"));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {" ", "4 2", "-1", "+1", "1e3", "0x1", "٤٢", "1234567890123456789", "42\n", "<b>"})
    void anythingElseIsABadRequest(String value) {
        Refusal refusal = assertThrows(Refusal.class, () -> Parameters.lease(value));
        assertEquals(400, refusal.status());
        assertEquals(ConsoleMessages.NO_LEASE, refusal.getMessage());
    }

    @Test
    void aKillNeedsAnId() throws Refusal {
        assertEquals("k1", Parameters.kill("k1"));
        assertEquals(
                400, assertThrows(Refusal.class, () -> Parameters.kill(null)).status());
        assertEquals(
                400, assertThrows(Refusal.class, () -> Parameters.kill("  ")).status());
    }

    @Test
    void aReasonLosesTheSpaceAroundItAndAMissingOneIsBlank() {
        assertEquals("INC-17 stock locked", Parameters.reason(" INC-17 stock locked\n"));
        assertEquals("", Parameters.reason("   "));
        assertEquals("", Parameters.reason(null));
    }

    @Test
    void modesAreNamedWithCommasAndToEndAtOnceIsTheDefault() throws Refusal {
        assertEquals(List.of(KillMode.IMMEDIATE), Parameters.modes(null));
        assertEquals(
                List.of(KillMode.POST_TRANSACTION, KillMode.IMMEDIATE), Parameters.modes("POST_TRANSACTION,IMMEDIATE"));
        assertEquals(List.of(KillMode.KILL, KillMode.FORCE), Parameters.modes("KILL,FORCE"));
        for (String wrong : List.of("immediate", "IMMEDIATE,", "NOW", ",")) {
            Refusal refusal = assertThrows(Refusal.class, () -> Parameters.modes(wrong), wrong);
            assertEquals(ConsoleMessages.NO_MODE, refusal.getMessage());
        }
    }

    @Test
    void onlySeveralModesNeedAWait() throws Refusal {
        List<KillMode> two = List.of(KillMode.CANCEL, KillMode.KILL);
        assertEquals(Duration.ofSeconds(45), Parameters.wait(two, "45"));
        assertEquals(Duration.ZERO, Parameters.wait(List.of(KillMode.KILL), "soon"));
        assertThrows(Refusal.class, () -> Parameters.wait(two, "soon"));
        assertThrows(Refusal.class, () -> Parameters.wait(two, "1000000"));
    }

    @Test
    void aSessionHasThreeNumbersWithBlanksWherePeoplePutThem() throws Refusal {
        assertArrayEquals(new int[] {2, 46, 99}, Parameters.session(" 2, 46 ,99 "));
        for (String wrong : List.of("46,99", "2,46,99,1", "2,46,@99", "2,-46,99", "", "4294967296,1,1")) {
            Refusal refusal = assertThrows(Refusal.class, () -> Parameters.session(wrong), wrong);
            assertEquals(ConsoleMessages.NO_SESSION, refusal.getMessage());
        }
    }

    @Test
    void thePageRefreshesAtFewIntervalsOnly() throws Refusal {
        assertEquals(0, Parameters.every(null));
        assertEquals(15, Parameters.every("15"));
        assertThrows(Refusal.class, () -> Parameters.every("1"));
    }
}
