package org.poolwarden.pool.ironjacamar.internals;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.poolwarden.pool.PoolBusyException;

/** Waits for a lock for a bounded time. */
final class SlotLock {

    /** Any checkout or return that is not stuck itself takes less time. */
    private static final long WAIT_MILLIS = 2_000;

    private SlotLock() {}

    /**
     * Decides while it holds the lock. It also works on an interrupted thread, as at an undeployment, because the fence
     * has to be removed then.
     *
     * @throws PoolBusyException if the lock could not be taken in time; then nothing was decided
     */
    static boolean under(Lock lock, BooleanSupplier decision) {
        boolean interrupted = Thread.interrupted();
        try {
            if (!lock.tryLock(WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new PoolBusyException("the slot's lock was held for " + WAIT_MILLIS + " ms");
            }
            try {
                return decision.getAsBoolean();
            } finally {
                lock.unlock();
            }
        } catch (InterruptedException e) {
            interrupted = true;
            throw new IllegalStateException("interrupted while a connection was being reclaimed", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Runs the step while it holds the lock. Null if the lock is not free at this moment. */
    static <T> T ifFree(Lock lock, Supplier<T> step) {
        if (!lock.tryLock()) {
            return null;
        }
        try {
            return step.get();
        } finally {
            lock.unlock();
        }
    }
}
