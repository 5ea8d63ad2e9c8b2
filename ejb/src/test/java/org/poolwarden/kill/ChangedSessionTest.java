package org.poolwarden.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.Kill.SlotState;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.scan.Samples;

@DisplayName("A kill of a session that may have changed under its connection")
class ChangedSessionTest {

    private final KillScene scene = new KillScene();

    @Test
    void sessionThatChangedUnderItsConnectionIsSkippedUnfenced() {
        scene.slot.says = new ClientSession(new SessionId(Samples.FREE, 1, 105, 1), "SHOP");

        Kill kill = scene.kill();

        assertState(SessionState.SKIPPED, SlotState.HELD, kill);
        assertTrue(kill.message().startsWith("PWARDEN0313"), kill::message);
        assertEquals(List.of("fence", "unfence"), scene.deeds());
    }

    /** A driver that connects anew after its session ended: the slot that is to be taken is in honest use. */
    @Test
    void connectionWithANewSessionIsNotTakenThoughTheOldOneIsGone() {
        scene.nowListed(null);
        scene.slot.says = new ClientSession(new SessionId(Samples.FREE, 1, 105, 1), "SHOP");

        assertState(SessionState.SKIPPED, SlotState.HELD, scene.kill());
        assertEquals(List.of("fence", "unfence"), scene.deeds());
    }

    /** It may have connected anew, and the thread inside its call may do honest work. */
    @Test
    void connectionThatCannotBeAskedIsNotTakenThoughItsSessionIsGone() {
        scene.nowListed(null);
        scene.slot.silent = true;

        Kill kill = scene.kill();

        assertState(SessionState.FAILED, SlotState.HELD, kill);
        assertTrue(kill.message().startsWith("PWARDEN0339"), kill::message);
        assertEquals(List.of("fence", "unfence"), scene.deeds());

        scene.slot.silent = false;
        assertState(SessionState.GONE, SlotState.FREED, scene.kill());
    }

    @Test
    void connectionThatCannotBeAskedIsKilledIfItsSessionStaysWithItForLife() {
        scene.slot.silent = true;
        assertEquals(SessionState.GONE, scene.kill().session());
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHARED", "NONE"})
    void sessionOfASharedServerIsKilledOnlyIfItsConnectionSaysThatItIsStillThat(String server) {
        scene.guard.served(server);
        scene.slot.silent = true;
        Kill kill = scene.kill();
        assertState(SessionState.FAILED, SlotState.HELD, kill);
        assertTrue(kill.message().startsWith("PWARDEN0336"), kill::message);
        assertEquals(List.of("fence", "unfence"), scene.deeds());

        scene.slot.silent = false;
        assertEquals(SessionState.GONE, scene.kill().session());
    }

    @Test
    void sessionOfTheDatabasesOwnPoolIsNeverKilled() {
        scene.guard.served("POOLED");
        Kill kill = scene.kill();
        assertState(SessionState.FAILED, SlotState.HELD, kill);
        assertTrue(kill.message().contains("V$SESSION.SERVER is POOLED"), kill::message);
        assertEquals(List.of("fence", "unfence"), scene.deeds());
    }

    private static void assertState(SessionState session, SlotState slot, Kill kill) {
        assertEquals(session, kill.session(), kill::message);
        assertEquals(slot, kill.slot(), kill::message);
    }
}
