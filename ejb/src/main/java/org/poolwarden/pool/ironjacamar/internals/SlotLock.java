package org.poolwarden.pool.ironjacamar.internals;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.function.BooleanSupplier;

/** Waits for a lock for a bounded time. */
final class SlotLock {

    /** Any checkout or return that is not stuck itself takes less time. */
    private static final long WAIT_MILLIS = 2_000;

    private SlotLock() {}

    /**
     * Decides while it holds the lock. It also works on an interrupted thread, as at an undeployment, because the fence
     * has to be removed then.
     *
     * @throws IllegalStateException if the lock could not be taken in time; then nothing was decided
     */
    static boolean under(Lock lock, BooleanSupplier decision) {
        boolean interrupted = Thread.interrupted();
        try {
            if (!lock.tryLock(WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the slot's lock was held for " + WAIT_MILLIS + " ms");
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
}
