package org.poolwarden.it.soak;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The lives of the database. What was seen of one life says nothing of the next. Safe for use by many threads.
 */
final class Epoch {

    private final AtomicInteger number = new AtomicInteger();

    /** Even while the database is up, odd while it is down or about to go down. */
    int now() {
        return number.get();
    }

    void next() {
        number.incrementAndGet();
    }

    /** Whether the database has been up all the time since then. */
    boolean isStill(int then) {
        return then == now() && then % 2 == 0;
    }

    /** Whether it came up about then, and has been up since. */
    boolean isBeginning(int then) {
        return then % 2 == 1 && now() - then <= 1;
    }
}
