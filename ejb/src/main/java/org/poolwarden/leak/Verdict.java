package org.poolwarden.leak;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What the joined evidence says of a lease, or of a session without one. */
public enum Verdict {
    /** Under the threshold. */
    IN_USE,
    /** Over the threshold, but its session is working or was a moment ago: not a leak. */
    BUSY,
    /** Over the threshold and its session is idle. */
    SUSPECT,
    /** SUSPECT, and proof that the borrower is gone. */
    LEAKED,
    /** The guard says that the session is gone or killed, and the slot is still held. */
    ZOMBIE,
    /** No guard for that database, not an Oracle pool, or the two sides disagree: shown, never acted on. */
    UNMATCHED,
    /** A session that idles in the pool. */
    IDLE,
    /** A session with our mark and no connection here, or one that a node left behind which has left the fleet. */
    ORPHAN,
    /** Any other session. */
    FOREIGN;

    /** The verdicts that prove a leak. */
    public static final Set<Verdict> PROVEN = Collections.unmodifiableSet(EnumSet.of(LEAKED, ZOMBIE));

    /** Whether it proves that a lease is a leak: its borrower is gone, or it holds a slot without a session. */
    public boolean isProven() {
        return PROVEN.contains(this);
    }

    /** Whether it says by itself that a lease is a leak: suspected, proven, or holding a slot without a session. */
    public boolean isLeak() {
        return this == SUSPECT || isProven();
    }
}
