package org.poolwarden.standin.database.catalog;

import java.time.Duration;

/** Parameters of a database that may change while it runs. Safe for use by many threads. */
public final class Limits {

    private static final Duration MINUTE = Duration.ofSeconds(60);

    private volatile int sessions = Integer.MAX_VALUE;
    private volatile Duration distributedLockWait = MINUTE;

    /** How many sessions each instance takes, killed ones that are not gone included; no limit at first. */
    public int sessions() {
        return sessions;
    }

    /**
     * From now on; those that are open stay.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public void sessions(int newSessions) {
        if (newSessions < 0) {
            throw new IllegalArgumentException("a number of sessions, not " + newSessions);
        }
        sessions = newSessions;
    }

    /** DISTRIBUTED_LOCK_TIMEOUT: how long a branch of a global transaction waits for a lock; 60 s at first. */
    public Duration distributedLockWait() {
        return distributedLockWait;
    }

    /**
     * From the next wait on.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public void distributedLockWait(Duration newWait) {
        if (newWait.isNegative() || newWait.isZero()) {
            throw new IllegalArgumentException("a time to wait, not " + newWait);
        }
        distributedLockWait = newWait;
    }
}
