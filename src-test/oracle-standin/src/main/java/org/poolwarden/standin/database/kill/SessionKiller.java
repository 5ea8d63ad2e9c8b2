package org.poolwarden.standin.database.kill;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;
import org.poolwarden.standin.database.catalog.SessionId;
import org.poolwarden.standin.database.sql.AlterSystem;
import org.poolwarden.standin.database.transaction.RunningStatement;
import org.poolwarden.standin.engine.OraException;

/** Carries out ALTER SYSTEM, and answers as Oracle does. */
public final class SessionKiller {

    private final ScriptedAnswers script;
    private final Function<SessionId, ? extends KillableSession> sessions;
    private final Predicate<SessionId> background;
    private final Duration markedAfter;

    /**
     * @param script what to answer instead of doing anything
     * @param sessions finds a user session; null if there is none of that id
     * @param background whether it is the session of a background process
     * @param markedAfter how long it waits for a session to notice
     */
    public SessionKiller(
            ScriptedAnswers script,
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
     *     ordered from {@link ScriptedAnswers}
     */
    public void run(AlterSystem statement, SessionId caller, RunningStatement execution) throws OraException {
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
        Deadline deadline = Deadline.of(execution, markedAfter);
        boolean done =
                switch (statement.verb()) {
                    case CANCEL -> cancel(victim, statement.sqlId());
                    case KILL -> victim.ending().end(killing(statement), deadline);
                    case DISCONNECT -> disconnect(victim, statement, deadline);
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

    private static SessionEnding.Way killing(AlterSystem statement) {
        if (statement.force()) {
            return SessionEnding.Way.PROCESS_ENDS;
        }
        return statement.immediate() ? SessionEnding.Way.KILL_IMMEDIATE : SessionEnding.Way.KILL;
    }

    /** POST_TRANSACTION alone, with no transaction open, is a plain KILL. */
    private static boolean disconnect(KillableSession victim, AlterSystem statement, Deadline deadline)
            throws OraException {
        SessionEnding.Way way = statement.immediate() ? SessionEnding.Way.DISCONNECT : SessionEnding.Way.KILL;
        return statement.postTransaction()
                ? victim.endAfterTransaction(way, deadline)
                : victim.ending().end(way, deadline);
    }
}
