package org.poolwarden.pool.ironjacamar.reclaim;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.pool.ironjacamar.Eventually;
import org.poolwarden.pool.ironjacamar.reclaim.Transactions.Doomed;

class TransactionsTest {

    private volatile boolean marked;
    private volatile Synchronization registered;

    @ParameterizedTest
    @CsvSource({
        Status.STATUS_ACTIVE + ", ACTIVE",
        Status.STATUS_MARKED_ROLLBACK + ", ROLLBACK_ONLY",
        Status.STATUS_NO_TRANSACTION + ", NONE",
        Status.STATUS_PREPARING + ", IN_DOUBT",
        Status.STATUS_PREPARED + ", IN_DOUBT",
        Status.STATUS_COMMITTING + ", IN_DOUBT",
        Status.STATUS_COMMITTED + ", IN_DOUBT",
        Status.STATUS_ROLLING_BACK + ", ROLLBACK_ONLY",
        Status.STATUS_ROLLEDBACK + ", ROLLBACK_ONLY",
        Status.STATUS_UNKNOWN + ", IN_DOUBT"
    })
    void whatMayStillCommitAfterActiveIsInDoubt(int status, Lease.Transaction expected) {
        assertEquals(expected, Transactions.status(transaction(status)));
    }

    @Test
    void noTransactionIsNone() {
        assertEquals(Lease.Transaction.NONE, Transactions.status(null));
        assertEquals(Doomed.NO, Transactions.doom(null));
    }

    @Test
    void oneThatCannotSayIsInDoubt() {
        assertEquals(Lease.Transaction.IN_DOUBT, Transactions.status(transaction(-1)));
    }

    /** Marked rollback-only, a container would end it without a word. */
    @Test
    void onlyAnActiveOneIsDoomedAndItsCommitThrowsWhileItIsNotMarked() {
        assertEquals(Doomed.YES, Transactions.doom(transaction(Status.STATUS_ACTIVE)));
        assertThrows(IllegalStateException.class, registered::beforeCompletion);
        assertFalse(marked);
        registered = null;
        assertEquals(Doomed.NO, Transactions.doom(transaction(Status.STATUS_PREPARED)));
        assertNull(registered);
    }

    @Test
    void oneThatHasBegunToCommitMeanwhileIsNotDoomed() {
        AtomicInteger reads = new AtomicInteger();
        jakarta.transaction.Transaction committing = proxy(name -> {
            if (name.equals("getStatus")) {
                return reads.getAndIncrement() == 0 ? Status.STATUS_ACTIVE : Status.STATUS_COMMITTING;
            }
            return null;
        });
        assertEquals(Doomed.NO, Transactions.doom(committing));
    }

    @Test
    void oneWhoseCommitMeetsItAtOnceIsDoomedThoughNotActive() {
        assertEquals(Doomed.ENDING, Transactions.doom(commitsAtOnce()));
    }

    /** Rolled back meanwhile by its time-out, say: it cannot commit either. */
    @Test
    void oneThatIsRolledBackMeanwhileIsDoomedThoughNotActive() {
        AtomicInteger reads = new AtomicInteger();
        jakarta.transaction.Transaction timingOut = proxy(name -> name.equals("getStatus")
                ? reads.getAndIncrement() == 0 ? Status.STATUS_ACTIVE : Status.STATUS_ROLLING_BACK
                : null);
        assertEquals(Doomed.ENDING, Transactions.doom(timingOut));
    }

    /** Its commit takes the synchronization as its last, meets it, and is at an unknown status after that. */
    private static jakarta.transaction.Transaction commitsAtOnce() {
        AtomicReference<Synchronization> last = new AtomicReference<>();
        return proxy((name, arguments) -> {
            if (name.equals("registerSynchronization")) {
                last.set((Synchronization) arguments[0]);
                assertThrows(IllegalStateException.class, last.get()::beforeCompletion);
                return null;
            }
            return last.get() == null ? Status.STATUS_ACTIVE : Status.STATUS_UNKNOWN;
        });
    }

    /** The commit flushes, say, in a synchronization, and its statement is what blocks. */
    @Test
    void oneWhoseSynchronizationsHangIsMarkedInstead() {
        CountDownLatch never = new CountDownLatch(1);
        jakarta.transaction.Transaction flushing = proxy(name -> {
            switch (name) {
                case "registerSynchronization" -> never.await();
                case "setRollbackOnly" -> marked = true;
                default -> {
                    return Status.STATUS_ACTIVE;
                }
            }
            return null;
        });
        assertEquals(Doomed.YES, Transactions.doom(flushing));
        assertTrue(marked);
        never.countDown();
    }

    /** The kill was refused: a doom that is registered after that must not make the commit fail. */
    @Test
    void oneThatTookItTooLateCommitsAfterARefusal() {
        CountDownLatch flushed = new CountDownLatch(1);
        jakarta.transaction.Transaction flushing = proxy((name, arguments) -> {
            switch (name) {
                case "registerSynchronization" -> {
                    flushed.await();
                    registered = (Synchronization) arguments[0];
                }
                case "setRollbackOnly" -> throw new IllegalStateException("it is committing");
                default -> {
                    return Status.STATUS_ACTIVE;
                }
            }
            return null;
        });
        assertThrows(IllegalStateException.class, () -> Transactions.doom(flushing));
        flushed.countDown();
        Eventually.holds(() -> registered != null);
        assertDoesNotThrow(registered::beforeCompletion);
    }

    @Test
    void aDoomThatWasTakenBackIsNotRegistered() {
        CommitVeto doom = new CommitVeto();
        assertTrue(doom.withdraw());
        doom.register(transaction(Status.STATUS_ACTIVE));
        assertNull(registered);
    }

    @Test
    void aDoomThatACommitHasMetCannotBeTakenBack() {
        CommitVeto doom = new CommitVeto();
        assertThrows(IllegalStateException.class, doom::beforeCompletion);
        assertFalse(doom.withdraw());
        assertTrue(doom.hasStruck());
    }

    /** As Narayana's: its commit came between two questions, and takes neither a synchronization nor a mark. */
    @ParameterizedTest
    @CsvSource({
        Status.STATUS_PREPARING + ", NO",
        Status.STATUS_COMMITTING + ", NO",
        Status.STATUS_COMMITTED + ", NO",
        Status.STATUS_NO_TRANSACTION + ", NO",
        Status.STATUS_ROLLING_BACK + ", ENDING"
    })
    void aRefusalOfOneThatEndsMeanwhileSaysHowItEnds(int end, Doomed expected) {
        AtomicInteger status = new AtomicInteger(Status.STATUS_ACTIVE);
        jakarta.transaction.Transaction ending = proxy(name -> {
            if (name.equals("getStatus")) {
                return status.get();
            }
            status.set(end);
            throw new IllegalStateException("ARJUNA016102: the transaction is not active");
        });
        assertEquals(expected, Transactions.doom(ending));
    }

    @Test
    void aRefusalIsNotSwallowed() {
        jakarta.transaction.Transaction refusing = proxy(name -> {
            if (!name.equals("getStatus")) {
                throw new SystemException("no");
            }
            return Status.STATUS_ACTIVE;
        });
        assertThrows(IllegalStateException.class, () -> Transactions.doom(refusing));
    }

    /** @param status -1: getStatus fails */
    private jakarta.transaction.Transaction transaction(int status) {
        return proxy((name, arguments) -> {
            switch (name) {
                case "setRollbackOnly" -> marked = true;
                case "registerSynchronization" -> registered = (Synchronization) arguments[0];
                default -> {
                    if (status == -1) {
                        throw new SystemException("unknown");
                    }
                    return status;
                }
            }
            return null;
        });
    }

    private static jakarta.transaction.Transaction proxy(Answer answer) {
        return proxy((name, arguments) -> answer.to(name));
    }

    private static jakarta.transaction.Transaction proxy(Call call) {
        return (jakarta.transaction.Transaction) Proxy.newProxyInstance(
                TransactionsTest.class.getClassLoader(),
                new Class<?>[] {jakarta.transaction.Transaction.class},
                (self, method, arguments) -> call.answer(method.getName(), arguments));
    }

    private interface Answer {
        Object to(String method) throws Exception;
    }

    private interface Call {
        Object answer(String method, Object[] arguments) throws Exception;
    }
}
