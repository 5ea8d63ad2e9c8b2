package org.poolwarden.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.poolwarden.kill.KillScene.assertState;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.poolwarden.guard.KillMode;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.Kill.SlotState;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.kill.turn.KillTurns;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.request.Requester;
import org.poolwarden.scan.Samples;

@Timeout(60)
@DisplayName("A kill that shares its database with other nodes")
class KillsTurnTest extends KillsScene {

    private static final String OTHERS = "Waiting for its turn: the others are first.";

    private final ScriptedTurns turns = new ScriptedTurns();

    @Test
    @DisplayName("says for what it waits, touches nothing until its turn, and gives it back")
    void waits() throws Exception {
        turns.obstacle = OTHERS;
        kills.takeTurns(turns);
        String id = submit(1, Samples.FREE);
        awaitTrue(() -> find(id).message().equals(OTHERS));
        assertState(SessionState.REQUESTED, SlotState.HELD, find(id));
        assertEquals(List.of(), ended);

        turns.obstacle = null;

        awaitTrue(() -> ended.contains("1"));
        assertEquals(1, turns.open.get(), "as long as the database is asked");
        alterSystem.release();
        awaitTrue(() -> find(id).isOver());
        awaitTrue(() -> turns.open.get() == 0);
    }

    @Test
    @DisplayName("is one of three of its own node that wait there, in the order of their requests")
    void threeThreads() throws Exception {
        turns.obstacle = OTHERS;
        kills.takeTurns(turns);
        for (long lease = 1; lease <= 5; lease++) {
            submit(lease, Samples.FREE);
        }
        awaitTrue(() -> turns.open.get() == 3);
        assertEquals(3, threads.size());
        alterSystem.release(5);

        turns.obstacle = null;

        awaitTrue(() -> ended.size() == 5);
        awaitTrue(() -> turns.open.get() == 0);
    }

    @Test
    @DisplayName("can be withdrawn as long as it waits")
    void withdrawn() throws Exception {
        turns.obstacle = OTHERS;
        kills.takeTurns(turns);
        String id = submit(1, Samples.FREE);
        awaitTrue(() -> find(id).message().equals(OTHERS));

        assertTrue(kills.withdraw(id, new Requester("ops", "test", null)));

        assertState(SessionState.SKIPPED, SlotState.HELD, find(id));
        awaitTrue(() -> turns.open.get() == 0);
        turns.obstacle = null;
        String next = submit(2, Samples.FREE);
        awaitTrue(() -> ended.size() == 1);
        assertEquals(List.of("2"), ended);
        assertFalse(kills.withdraw(next, new Requester("ops", "test", null)), "it has begun");
    }

    @Test
    @DisplayName("waits for no other node with its harsher mode, for nobody would follow it meanwhile")
    void harsher() throws Exception {
        kills.takeTurns(turns);
        marked = true;
        List<KillMode> modes = List.of(KillMode.IMMEDIATE, KillMode.KILL);
        KillRequest request = new KillRequest(1, modes, Duration.ofMillis(1), Samples.OPS, "it leaks");
        String id = submit(kills, 1, Samples.FREE, request);
        awaitTrue(() -> ended.size() == 1);
        turns.obstacle = OTHERS;

        alterSystem.release();

        awaitTrue(() -> ended.size() == 2);
        marked = false;
        alterSystem.release();
        awaitTrue(() -> find(id).isOver());
        awaitTrue(() -> turns.open.get() == 0);
    }

    @Test
    @DisplayName("is told as not followed if Poolwarden stops before its turn")
    void stopped() throws Exception {
        turns.obstacle = OTHERS;
        kills.takeTurns(turns);
        String id = submit(1, Samples.FREE);
        awaitTrue(() -> find(id).message().equals(OTHERS));

        kills.close();

        assertState(SessionState.FAILED, SlotState.HELD, find(id));
        assertEquals(List.of(), ended);
        assertEquals(0, turns.open.get());
    }

    @Test
    @DisplayName("gives its turn back if it breaks off")
    void breaksOff() throws Exception {
        kills.takeTurns(turns);
        broken = new OutOfMemoryError("in a test");
        fatal = new OutOfMemoryError("in a test");
        String id = submit(1, Samples.FREE);

        awaitTrue(() -> find(id).isOver());
        awaitTrue(() -> turns.open.get() == 0);
    }

    private Kill find(String id) {
        return kills.find(id).orElseThrow();
    }

    /** Lets everybody begin, or nobody. */
    private static final class ScriptedTurns implements KillTurns {

        private final AtomicInteger open = new AtomicInteger();
        private volatile String obstacle;

        @Override
        public Turn claim(DatabaseId database) {
            assertEquals(Samples.FREE, database);
            open.incrementAndGet();
            return new Turn() {
                @Override
                public String obstacle() {
                    return obstacle;
                }

                @Override
                public void close() {
                    open.decrementAndGet();
                }
            };
        }
    }
}
