package org.poolwarden.it.soak;

/**
 * What all actors share.
 *
 * @param server the server
 * @param remote the application
 * @param database the process
 * @param checkouts to be asked for each checkout and each flush
 */
record World(
        SoakServer server,
        Remote remote,
        StandInProcess database,
        Epoch epoch,
        Sessions sessions,
        Rows rows,
        Kills kills,
        Journal journal,
        Weather weather,
        Checkouts checkouts) {

    /** Flushes all pools while nobody borrows. Whoever has something borrowed goes on. */
    void flush(String how) throws Exception {
        boolean done = checkouts.flush(() -> {
            sessions.flush(true);
            try {
                server.flush(how);
            } finally {
                sessions.flush(false);
            }
            return null;
        });
        journal.say("trouble: " + how + (done ? "" : " was left out, for somebody waits for a connection"));
    }

    /** A connection that was handed out did not answer: only a database that was killed itself explains that. */
    void deadBorrow(String session, String who, Reply reply) {
        if (weather.keepsSessions()) {
            journal.fault(who + " was handed session " + session + ", which is dead; it was ended by "
                    + sessions.whatEnded(session) + ": " + reply.outcome() + ", ping: " + reply.value("ping"));
        }
    }
}
