package org.poolwarden.pool;

/** How much is recorded of each checkout. */
public enum Tracking {
    /** Nothing: a lease has its age, from the pool's own time stamps, and no borrower. */
    OFF,
    /** The borrowing thread. */
    STAMP,
    /**
     * The thread and its stack: at every checkout of a pool up to some thousands a second, and at some above; at every
     * checkout of a pool that is under suspicion.
     */
    SITES
}
