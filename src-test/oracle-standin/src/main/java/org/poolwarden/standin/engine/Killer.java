package org.poolwarden.standin.engine;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;

/** Carries out ALTER SYSTEM, and answers as Oracle does. */
final class Killer {

    private final KillScript script;
    private final Function<SessionId, ? extends KillableSession> sessions;
    private final Predicate<SessionId> background;
    private final Duration markedAfter;

    /**
     * @param script what to answer instead of doing anything
     * @param sessions finds a user session; null if there is none of that id
     * @param background whether it is the session of a background process
     * @param markedAfter how long it waits for a session to notice
     */
    Killer(
            KillScript script,
            Function<SessionId, ? extends KillableSession> sessions,
            Predicate<SessionId> background,
            Duration markedAfter) {
        this.script = script;
        this.sessions = sessions;
        this.background = background;
        this.markedAfter = markedAfter;
    }

    /**
     * Returns when it is done.
     *
     * @throws OraException 27 own session, 29 not a user session, 30 no such session, 31 marked for kill; or what was
     *     ordered from {@link KillScript}
     */
    void run(AlterSystem statement, SessionId caller, Execution execution) throws OraException {
        SessionId named = statement.session();
        SessionId target =
                named.instance() == 0 ? new SessionId(caller.instance(), named.sid(), named.serial()) : named;
        script.plays(statement.verb(), target, execution);
        if (target.equals(caller) && statement.verb() != AlterSystem.Verb.CANCEL) {
            throw new OraException(27, "cannot kill current session");
        }
        if (background.test(target)) {
            throw new OraException(29, "session is not a user session");
        }
        KillableSession victim = sessions.apply(target);
        if (victim == null) {
            throw new OraException(30, "User session ID does not exist.");
        }
        Patience patience = Patience.of(execution, markedAfter);
        boolean done =
                switch (statement.verb()) {
                    case CANCEL -> cancel(victim, statement.sqlId());
                    case KILL -> victim.ending().end(killing(statement), patience);
                    case DISCONNECT -> disconnect(victim, statement, patience);
                };
        if (!done) {
            throw new OraException(31, "session marked for kill");
        }
    }

    private static boolean cancel(KillableSession victim, String sqlId) {
        if (sqlId == null || sqlId.equals(victim.runningSqlId())) {
            victim.cancel();
        }
        return true;
    }

    private static Ending.Way killing(AlterSystem statement) {
        return statement.immediate() ? Ending.Way.KILL_IMMEDIATE : Ending.Way.KILL;
    }

    /** POST_TRANSACTION alone, with no transaction open, is a plain KILL. */
    private static boolean disconnect(KillableSession victim, AlterSystem statement, Patience patience)
            throws OraException {
        Ending.Way way = statement.immediate() ? Ending.Way.DISCONNECT : Ending.Way.KILL;
        return statement.postTransaction()
                ? victim.endAfterTransaction(way, patience)
                : victim.ending().end(way, patience);
    }
}
