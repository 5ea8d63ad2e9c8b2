package org.poolwarden.pool.ironjacamar.internals;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.function.BooleanSupplier;

/** A lock that is waited for, but not for ever. */
final class SlotLock {

    /** Longer than any checkout or return that is not stuck itself. */
    private static final long WAIT_MILLIS = 2_000;

    private SlotLock() {}

    /**
     * Also for a thread that was interrupted, as at an undeployment: then the fence must come away all the more.
     *
     * @throws IllegalStateException if the lock was not to be had; nothing was decided then
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
