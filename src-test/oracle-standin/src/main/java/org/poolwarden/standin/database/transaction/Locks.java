package org.poolwarden.standin.database.transaction;

import java.util.concurrent.locks.ReentrantLock;

/**
 * The locks of one database.
 *
 * @param oneChangeAtATime held while a statement finds its rows and changes them, and while a transaction commits
 */
public record Locks(RowLocks rows, LockWaits waits, ReentrantLock oneChangeAtATime) {

    /** No row is locked and no session waits. */
    public Locks() {
        this(new RowLocks(), new LockWaits(), new ReentrantLock());
    }
}
