package org.poolwarden.it.soak;

/**
 * What all actors share.
 *
 * @param server the server
 * @param remote the application
 * @param database the process
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
        Weather weather) {

    /** A connection that was handed out did not answer: only a database that was killed itself explains that. */
    void deadBorrow(String session, String who, Reply reply) {
        if (weather.keepsSessions()) {
            journal.fault(who + " was handed session " + session + ", which is dead; it was ended by "
                    + sessions.whatEnded(session) + ": " + reply.outcome() + ", ping: " + reply.value("ping"));
        }
    }
}
