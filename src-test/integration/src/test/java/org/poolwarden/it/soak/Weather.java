package org.poolwarden.it.soak;

import java.util.concurrent.atomic.AtomicReference;

/** What is wrong with the world in this round. Safe for use by many threads. */
final class Weather {

    /** The kinds of rounds. */
    enum Trouble {
        /** Nothing. */
        CALM,
        /** The pools are flushed. */
        FLUSH,
        /** Poolwarden is deployed anew. */
        REDEPLOY,
        /** The database stands still for some seconds. */
        STOP,
        /** The database is killed, and started anew. */
        RESTART
    }

    private final AtomicReference<Trouble> trouble = new AtomicReference<>(Trouble.CALM);

    void becomes(Trouble next) {
        trouble.set(next);
    }

    Trouble now() {
        return trouble.get();
    }

    /** Whether each step must go as planned, and each kill end as it should. */
    boolean isFair() {
        return trouble.get() == Trouble.CALM || trouble.get() == Trouble.FLUSH;
    }

    /** Whether sessions end only if somebody has asked for that. */
    boolean keepsSessions() {
        return trouble.get() != Trouble.RESTART;
    }
}
