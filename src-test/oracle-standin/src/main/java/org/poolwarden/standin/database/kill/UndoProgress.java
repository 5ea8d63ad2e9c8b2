package org.poolwarden.standin.database.kill;

import java.util.concurrent.TimeUnit;
import org.poolwarden.standin.database.catalog.SessionId;
import org.poolwarden.standin.database.catalog.UndoBlocks;

/** What is left to undo of one transaction, and how fast that becomes less. */
public final class UndoProgress {

    private final SessionId session;
    private final long total;
    private final Runnable whenDone;
    private double left;
    private long lookedAt;

    /**
     * @param now in nanoseconds, as System.nanoTime
     * @param whenDone really rolls back; called once, when nothing is left
     */
    UndoProgress(SessionId session, long records, long now, Runnable whenDone) {
        this.lookedAt = now;
        this.session = session;
        this.total = records;
        this.left = records;
        this.whenDone = whenDone;
    }

    SessionId session() {
        return session;
    }

    Runnable whenDone() {
        return whenDone;
    }

    /** Goes on at this pace, in records a second, from where it was when this was last called. */
    synchronized void goOn(long pace, long now) {
        double seconds = (double) (now - lookedAt) / TimeUnit.SECONDS.toNanos(1);
        lookedAt = now;
        left = pace == Rollbacks.AT_ONCE ? 0 : Math.max(0, left - pace * seconds);
    }

    /** USED_UREC. */
    synchronized long records() {
        return (long) Math.ceil(left);
    }

    synchronized boolean isDone() {
        return left <= 0;
    }

    long totalBlocks() {
        return UndoBlocks.of(total);
    }

    long blocksDone() {
        return isDone() ? totalBlocks() : totalBlocks() - UndoBlocks.of(records());
    }
}
