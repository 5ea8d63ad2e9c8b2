package org.poolwarden.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.poolwarden.leak.evidence.Borrower.Known;
import org.poolwarden.leak.evidence.Borrower.Whereabouts;
import org.poolwarden.leak.evidence.Invocation.State;
import org.poolwarden.leak.evidence.Lease.Transaction;

/** Every row of verdicts.txt. The threshold is 300 s, the grace 30 s. */
@DisplayName("The table of verdicts")
class VerdictTableTest {

    private static final Judge JUDGE = new Judge(Duration.ofSeconds(300), Duration.ofSeconds(30), Pins.NONE);

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    @DisplayName("gives each piece of evidence its verdict, its strength and its reasons")
    void everyRow(String row) {
        String[] halves = row.split("\\|");
        Judgement judgement = evidence(halves[0].strip()).judgement(JUDGE);
        String[] expected = halves[1].strip().split(" +", 3);

        assertEquals(Verdict.valueOf(expected[0]), judgement.verdict(), judgement::toString);
        assertEquals(Judgement.Proof.valueOf(expected[1]), judgement.proof(), judgement::toString);
        assertEquals(
                expected[2],
                judgement.codes().stream().map(Enum::name).collect(Collectors.joining(" ")),
                judgement::toString);
        assertEquals(judgement.codes().size(), judgement.reasons().size(), "a code for each reason");
    }

    @Test
    @DisplayName("has sixty rows at least, and every reason and verdict that a lease can have occurs")
    void isComplete() throws IOException {
        List<String> rows = rows().toList();
        assertTrue(rows.size() >= 60, rows.size() + " rows");
        String all = rows.stream().map(row -> row.split("\\|")[1] + " ").collect(Collectors.joining(" "));
        Set<Verdict> ofLeases = EnumSet.range(Verdict.IN_USE, Verdict.UNMATCHED);
        ofLeases.forEach(verdict -> assertTrue(all.contains(" " + verdict + " "), "no row is " + verdict));
        // six have tests of their own: the table does not say who blocks or who waits, what frames were whose, who
        // shares a session, what instances there are, nor what another node has read
        EnumSet.range(Code.IN_DOUBT, Code.HAND_OVER).stream()
                .filter(code -> !EnumSet.of(
                                Code.WAITS,
                                Code.WEDGES_REAPER,
                                Code.NO_APPLICATION,
                                Code.CONTRADICTED,
                                Code.INSTANCE_SILENT,
                                Code.NOT_READ)
                        .contains(code))
                .forEach(code -> assertTrue(all.contains(" " + code + " "), "no row has " + code));
    }

    static Stream<String> rows() throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                VerdictTableTest.class.getResourceAsStream("verdicts.txt"), StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList().stream();
        }
    }

    /** A thread of which the server tells may be anywhere: in its pool, say. */
    private static Whereabouts whereabouts(String where) {
        if (where.startsWith("CALL_")) {
            return Whereabouts.IDLE;
        }
        return where.equals("STILL_IN") ? Whereabouts.IN_BORROWING_FRAMES : Whereabouts.valueOf(where);
    }

    private static State invocation(String where) {
        return where.startsWith("CALL_") ? State.valueOf(where.substring("CALL_".length())) : State.UNKNOWN;
    }

    private static CaseEvidence evidence(String text) {
        String[] part = text.split(" +");
        String[] holds = part.length > 8 ? part[8].split("/") : new String[] {"0", "0"};
        return new CaseEvidence(
                Long.parseLong(part[0]),
                CaseEvidence.Side.valueOf(part[1]),
                Long.parseLong(part[2]),
                whereabouts(part[3]),
                invocation(part[3]),
                Known.valueOf(part[4]),
                part[5].equals("present"),
                Integer.parseInt(part[6]),
                Transaction.valueOf(part[7]),
                Long.parseLong(holds[0]),
                Integer.parseInt(holds[1]));
    }
}
