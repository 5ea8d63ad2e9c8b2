package org.poolwarden.pool;

/** How much is recorded of each checkout. */
public enum Tracking {
    /** Nothing: a lease has its age, from the pool's own time stamps, and no borrower. */
    OFF,
    /** The borrowing thread. */
    STAMP,
    /**
     * The thread and the application's frames: at every checkout while a pool is slow enough for that, at some above;
     * and the whole stack at every checkout of a pool that is under suspicion.
     */
    SITES
}
