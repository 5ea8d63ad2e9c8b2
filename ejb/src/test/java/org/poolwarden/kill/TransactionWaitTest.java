package org.poolwarden.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.poolwarden.kill.KillScene.assertState;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.poolwarden.guard.FakeGuard;
import org.poolwarden.guard.FakeGuard.Raise;
import org.poolwarden.guard.GuardAnswer;
import org.poolwarden.guard.GuardAnswer.Outcome;
import org.poolwarden.guard.KillMode;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.Kill.SlotState;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.leak.evidence.Lease.Transaction;
import org.poolwarden.scan.Samples;

@DisplayName("POST_TRANSACTION lets whoever owns the transaction decide when it is over")
class TransactionWaitTest {

    private final KillScene scene = new KillScene();

    @BeforeEach
    void endsAtOnce() {
        scene.guard.end = session -> {
            scene.nowListed(null);
            return new GuardAnswer(Outcome.DONE, 5);
        };
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("in a JTA transaction the database is asked for nothing before the server has ended it: XA")
    void waitsForJta(boolean xa) {
        modes(KillMode.POST_TRANSACTION);
        scene.slot.transaction = Transaction.ACTIVE;
        scene.slot.xa = xa;
        KillRun run = scene.prepare();
        scene.ticker.atPause(3, () -> {
            assertState(SessionState.KILLING, SlotState.FENCED, run.record().kill());
            assertEquals(List.of("fence"), scene.deeds());
            scene.slot.transaction = Transaction.IN_DOUBT;
        });
        scene.ticker.atPause(5, () -> {
            assertEquals(List.of("fence"), scene.deeds());
            scene.slot.transaction = Transaction.NONE;
        });

        scene.finish();

        Kill kill = run.record().kill();
        assertState(SessionState.GONE, SlotState.FREED, kill);
        assertEquals(List.of("fence", "isolate", "end", "abort", "evict"), scene.deeds());
        assertEquals(xa, kill.facts().locksFree() == null, kill.message());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("which closes its handles too: the database is asked, so that the audit has the act: XA")
    void closedInTheTransaction(boolean xa) {
        modes(KillMode.POST_TRANSACTION);
        scene.slot.transaction = Transaction.ACTIVE;
        scene.slot.xa = xa;
        scene.ticker.atPause(3, () -> {
            assertTrue(scene.slot.outlives, "else the end of the transaction destroys the connection");
            scene.slot.transaction = Transaction.NONE;
            scene.slot.held = false;
        });

        Kill kill = scene.kill();

        assertState(SessionState.GONE, SlotState.FREED, kill);
        assertEquals(List.of("fence", "isolate", "end", "abort", "evict"), scene.deeds());
        assertEquals(5L, kill.auditId());
        assertTrue(kill.steps().stream().anyMatch(step -> step.what().startsWith("The JTA transaction is over.")));
        assertEquals(xa, kill.facts().locksFree() == null, kill.message());
        assertEquals(xa, kill.message().contains("DBA_2PC_PENDING"), kill.message());
        assertEquals(!xa, kill.message().contains("and its locks are free"), kill.message());
    }

    @Test
    @DisplayName("between the fence and the second check: the kill goes on, for nobody else can have the connection")
    void closedBeforeTheWait() {
        modes(KillMode.POST_TRANSACTION);
        scene.slot.transaction = Transaction.ACTIVE;
        scene.slot.onFence = () -> {
            scene.slot.transaction = Transaction.NONE;
            scene.slot.held = false;
        };

        Kill kill = scene.kill();

        assertState(SessionState.GONE, SlotState.FREED, kill);
        assertEquals(List.of("fence", "isolate", "end", "abort", "evict"), scene.deeds());
    }

    @Test
    @DisplayName("and the pool destroys the connection itself: the kill ends when the session is seen to be gone")
    void destroyedByItsPool() {
        modes(KillMode.POST_TRANSACTION);
        scene.slot.transaction = Transaction.ACTIVE;
        KillRun run = scene.prepare();
        scene.ticker.atPause(3, () -> {
            scene.slot.transaction = Transaction.NONE;
            scene.slot.held = false;
            scene.slot.freed = true;
        });
        scene.ticker.atPause(5, () -> {
            assertState(SessionState.KILLING, SlotState.FREED, run.record().kill());
            scene.nowListed(null);
        });

        scene.finish();

        assertState(SessionState.GONE, SlotState.FREED, run.record().kill());
        assertEquals(List.of("fence"), scene.deeds());
    }

    @Test
    @DisplayName("which never ends: the fence is taken back, and nothing was touched")
    void givesUp() {
        modes(KillMode.POST_TRANSACTION);
        scene.slot.transaction = Transaction.ACTIVE;

        Kill kill = scene.kill();

        assertState(SessionState.FAILED, SlotState.HELD, kill);
        assertEquals(List.of("fence", "unfence"), scene.deeds());
        assertTrue(kill.message().startsWith("PWARDEN0337"), kill.message());
    }

    @Test
    @DisplayName("and another begins before the database is asked: that one may end first too")
    void anotherBegins() {
        modes(KillMode.POST_TRANSACTION);
        scene.slot.transaction = Transaction.ACTIVE;
        int[] fences = {0};
        scene.ticker.atPause(3, () -> {
            scene.slot.transaction = Transaction.NONE;
            scene.guard.onCheck = () -> {
                if (fences[0]++ == 0) {
                    scene.slot.transaction = Transaction.IN_DOUBT;
                }
            };
        });
        scene.ticker.atPause(6, () -> {
            assertEquals(List.of("fence"), scene.deeds());
            scene.slot.transaction = Transaction.NONE;
        });

        assertState(SessionState.GONE, SlotState.FREED, scene.kill());
        assertEquals(List.of("fence", "isolate", "end", "abort", "evict"), scene.deeds());
    }

    @Test
    @DisplayName("A harsher mode that the guard denies meanwhile leaves the wait standing")
    void deniedEscalation() {
        modes(KillMode.POST_TRANSACTION, KillMode.IMMEDIATE);
        scene.slot.transaction = Transaction.ACTIVE;
        scene.ticker.atPause(30, () -> scene.guard.checks.add(Raise.DENIED));
        scene.ticker.atPause(35, () -> {
            assertEquals(List.of("fence"), scene.deeds());
            scene.slot.transaction = Transaction.NONE;
        });

        Kill kill = scene.kill();

        assertState(SessionState.GONE, SlotState.FREED, kill);
        assertEquals(List.of("fence", "isolate", "end", "abort", "evict"), scene.deeds());
        assertTrue(kill.steps().stream().anyMatch(step -> step.what().startsWith("IMMEDIATE could not be tried:")));
    }

    @Test
    @DisplayName("When Poolwarden stops during the wait, nothing was touched and the fence is off")
    void stopped() {
        modes(KillMode.POST_TRANSACTION);
        scene.slot.transaction = Transaction.ACTIVE;
        KillRun run = scene.prepare();
        scene.ticker.atPause(3, run::stop);

        scene.finish();

        Kill kill = run.record().kill();
        assertState(SessionState.FAILED, SlotState.HELD, kill);
        assertTrue(kill.message().startsWith("PWARDEN0334"), kill.message());
        assertEquals(List.of("fence", "unfence"), scene.deeds());
    }

    @Test
    @DisplayName("A local transaction whose application has closed the connection is rolled back, not left to anybody")
    void abandoned() {
        modes(KillMode.POST_TRANSACTION);
        scene.guard.end = session -> new GuardAnswer(Outcome.DONE, 5);
        KillRun run = scene.prepare();
        scene.ticker.atPause(3, () -> {
            assertEquals(List.of("fence", "isolate", "end"), scene.deeds());
            scene.slot.abandoned = true;
        });
        scene.ticker.atPause(5, () -> {
            assertEquals(List.of("fence", "isolate", "end", "abort", "evict"), scene.deeds());
            scene.nowListed(null);
        });

        scene.finish();

        Kill kill = run.record().kill();
        assertState(SessionState.GONE, SlotState.FREED, kill);
        assertFalse(kill.message().contains("allowed to finish first"), kill.message());
    }

    @Test
    @DisplayName("\"Locks free\" is never said of an XA session that is gone without undo, in any mode")
    void branchMayLive() {
        modes(KillMode.IMMEDIATE);
        scene.slot.transaction = Transaction.ACTIVE;
        scene.slot.xa = true;

        Kill kill = scene.kill();

        assertState(SessionState.GONE, SlotState.FREED, kill);
        assertNotNull(kill.facts().sessionGone());
        assertNull(kill.facts().locksFree());
        assertTrue(kill.message().contains("It is not known whether its locks are free"), kill.message());
    }

    @Test
    @DisplayName("\"Locks free\" is never said while a sessionless transaction that was there before the kill lives on")
    void sessionlessTransactionMayLive() {
        modes(KillMode.IMMEDIATE);
        scene.guard.sessionless.add("A1B2");

        Kill kill = scene.kill();

        assertState(SessionState.GONE, SlotState.FREED, kill);
        assertNotNull(kill.facts().sessionGone());
        assertNull(kill.facts().locksFree());
        assertTrue(kill.message().contains("It is not known whether its locks are free"), kill.message());
        assertTrue(kill.message().contains("V$GLOBAL_TRANSACTION for FORMATID 5135422"), kill.message());
    }

    @Test
    @DisplayName("\"Locks free\" is not said of an ended JTA transaction either while such a one lives on")
    void sessionlessTransactionMayOutliveAJtaTransaction() {
        modes(KillMode.POST_TRANSACTION);
        scene.slot.transaction = Transaction.ACTIVE;
        scene.guard.sessionless.add("A1B2");
        KillRun run = scene.prepare();
        scene.ticker.atPause(3, () -> {
            scene.slot.transaction = Transaction.NONE;
            scene.slot.freed = true;
            scene.nowListed(null);
        });

        scene.finish();

        Kill kill = run.record().kill();
        assertState(SessionState.GONE, SlotState.FREED, kill);
        assertNull(kill.facts().locksFree());
        assertTrue(kill.message().contains("essionless transaction"), kill.message());
    }

    @Test
    @DisplayName("A sessionless transaction that has ended with the session keeps nobody from saying it")
    void sessionlessTransactionEnded() {
        modes(KillMode.IMMEDIATE);
        scene.guard.sessionless.add("A1B2");
        whileEnding(scene.guard.sessionless::clear);

        Kill kill = scene.kill();

        assertState(SessionState.GONE, SlotState.FREED, kill);
        assertNotNull(kill.facts().locksFree());
        assertTrue(kill.message().contains("its locks are free"), kill.message());
    }

    @Test
    @DisplayName("One that the session began in its last moment does")
    void sessionlessTransactionBegunAtTheEnd() {
        modes(KillMode.IMMEDIATE);
        whileEnding(() -> scene.guard.sessionless.add("C3D4"));

        Kill kill = scene.kill();

        assertState(SessionState.GONE, SlotState.FREED, kill);
        assertNull(kill.facts().locksFree());
        assertTrue(kill.message().contains("It is not known whether its locks are free"), kill.message());
    }

    private void whileEnding(Runnable event) {
        FakeGuard.End ending = scene.guard.end;
        scene.guard.end = session -> {
            event.run();
            return ending.end(session);
        };
    }

    @Test
    @DisplayName("Where nobody can read whether such a transaction lives on, one may, and that it was not read is said")
    void sessionlessTransactionsThatCannotBeRead() {
        modes(KillMode.IMMEDIATE);
        scene.guard.sessionless.add("A1B2");
        FakeGuard.End ending = scene.guard.end;
        scene.guard.end = session -> {
            scene.guard.sessionlessly = FakeGuard.Raise.DOWN;
            return ending.end(session);
        };

        Kill kill = scene.kill();

        assertState(SessionState.GONE, SlotState.FREED, kill);
        assertNull(kill.facts().locksFree());
        assertTrue(
                kill.message()
                        .contains("It is not known whether its locks are free. Poolwarden could not read whether the"
                                + " database has sessionless transactions ("),
                kill.message());
    }

    private void modes(KillMode... modes) {
        scene.request = new KillRequest(1, List.of(modes), Duration.ofSeconds(30), Samples.OPS, "it leaks");
    }
}
