package org.poolwarden.it.soak;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Keeps checkouts and flushes apart, and nothing else: closes, statements, commits and kills go on. IronJacamar's flush
 * destroys an idle connection that a checkout takes while it is looked at, under its borrower, and loses a permit, with
 * no kill at all (IronJacamarAloneTest). Safe for use by many threads.
 */
final class Checkouts {

    private static final int PATIENCE_SECONDS = 5;

    private final ReadWriteLock turn = new ReentrantReadWriteLock();

    /** Takes a connection out of a pool while no pool is flushed. */
    <T> T borrow(Callable<T> checkout) throws Exception {
        turn.readLock().lock();
        try {
            return checkout.call();
        } finally {
            turn.readLock().unlock();
        }
    }

    /**
     * Flushes while nobody takes a connection.
     *
     * @return whether it was done; not while a checkout waits for a place for so long
     */
    boolean flush(Callable<?> flush) throws Exception {
        if (!turn.writeLock().tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            return false;
        }
        try {
            flush.call();
            return true;
        } finally {
            turn.writeLock().unlock();
        }
    }
}
