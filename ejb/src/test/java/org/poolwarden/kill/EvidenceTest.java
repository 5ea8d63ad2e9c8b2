package org.poolwarden.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.poolwarden.kill.KillScene.assertState;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.guard.FakeGuard;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.Kill.SlotState;
import org.poolwarden.leak.evidence.Automatic;
import org.poolwarden.leak.evidence.Holdings;
import org.poolwarden.scan.Samples;
import org.poolwarden.scan.holdings.HoldingsHistory;
import org.poolwarden.scan.holdings.HoldingsReader;

@DisplayName("The report of a kill")
class EvidenceTest {

    private final KillScene scene = new KillScene();

    @BeforeEach
    void holds() {
        scene.holdings = new HoldingsReader(new HoldingsHistory(scene.ticker), true);
        scene.guard.held.put(
                Samples.ID, new Holdings(212L, List.of(new Holdings.Statement("abc", 200)), 8L, 2L, 1024L));
    }

    @Test
    @DisplayName("has what the session held beside its transaction, and what the database would have done by itself")
    void holdings() {
        scene.nowListed(Samples.idle().with(new Automatic("MAX_IDLE_TIME", 240L, null, null, false)));

        Kill kill = scene.kill();

        assertState(SessionState.GONE, SlotState.FREED, kill);
        String report = String.join("\n", kill.diagnosis().lines());
        assertTrue(report.contains("Its session holds 212 open cursors, most of abc: 200; 8 blocks"), report);
        assertTrue(report.contains("The database ends this session by itself in 4 min at the earliest"), report);
    }

    @Test
    @DisplayName("lacks that if the database does not tell it, and the session is ended all the same")
    void silent() {
        scene.guard.holding = FakeGuard.Raise.DOWN;

        Kill kill = scene.kill();

        assertState(SessionState.GONE, SlotState.FREED, kill);
        assertNull(kill.diagnosis().holdings());
        assertFalse(String.join("\n", kill.diagnosis().lines()).contains("holds"), "unknown is left out");
    }

    @Test
    @DisplayName("lacks that also if the driver breaks in a way that nobody expects")
    void broken() {
        scene.guard.onHoldings = () -> {
            throw new IllegalStateException("the driver broke");
        };

        Kill kill = scene.kill();

        assertState(SessionState.GONE, SlotState.FREED, kill);
        assertNull(kill.diagnosis().holdings());
    }

    @Test
    @DisplayName("has that the database had rolled the transaction back by itself before it was killed")
    void rolledBackBefore() {
        scene.nowListed(Samples.idle().with(new Automatic(null, null, "LOW", 60L, true)));

        String report = String.join("\n", scene.kill().diagnosis().lines());

        assertTrue(report.contains("The database has rolled its transaction back for one of a higher"), report);
    }

    @Test
    @DisplayName("asks for none of it if that is switched off")
    void off() {
        scene.holdings = Samples.NO_HOLDINGS;

        Kill kill = scene.kill();

        assertNull(kill.diagnosis().holdings());
        assertEquals(
                List.of(),
                scene.calls.stream().filter(call -> call.startsWith("holdings")).toList());
    }
}
