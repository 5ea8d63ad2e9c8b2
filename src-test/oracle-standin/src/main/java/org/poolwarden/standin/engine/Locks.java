package org.poolwarden.standin.engine;

import java.util.concurrent.locks.ReentrantLock;

/**
 * The locks of one database.
 *
 * @param oneChangeAtATime held while a statement finds its rows and changes them, and while a transaction commits
 */
record Locks(RowLocks rows, LockWaits waits, ReentrantLock oneChangeAtATime) {

    /** No row is locked and no session waits. */
    Locks() {
        this(new RowLocks(), new LockWaits(), new ReentrantLock());
    }
}
