package org.poolwarden.standin.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import org.poolwarden.standin.database.catalog.RecoveryRow;
import org.poolwarden.standin.database.catalog.SessionId;
import org.poolwarden.standin.database.catalog.SessionRow;
import org.poolwarden.standin.database.kill.Deadline;
import org.poolwarden.standin.database.kill.SessionEnding;
import org.poolwarden.standin.database.sql.AlterSystem;
import org.poolwarden.standin.database.transaction.RunningStatement;
import org.poolwarden.standin.engine.OraException;
import org.poolwarden.standin.engine.XaSession;
import org.poolwarden.standin.engine.Xid;

/**
 * What a test may do to sessions behind everybody's back, so that a kill goes as badly as it can. All of it is off
 * until it is switched on. Sessions are named whole, as {@link SessionRow#key} does; naming one that is not there is an
 * IllegalArgumentException. Safe for use by many threads.
 */
public final class Backstage {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final OracleDatabase database;

    Backstage(OracleDatabase database) {
        this.database = database;
    }

    /**
     * With true, the session's process does not look up: it notices no kill, no cancel and no loss of its client, as
     * one that hangs in the operating system. Whoever kills it waits and gets ORA-00031. Once marked, it answers no
     * call either. With false it looks, and does all that was asked of it meanwhile.
     */
    public void deaf(SessionId session, boolean deaf) {
        try {
            find(session).ending().deaf(deaf, deadline());
        } catch (OraException e) {
            throw interrupted(e);
        }
    }

    /**
     * How fast transactions of ended sessions are undone, from now on; also those that are just being undone.
     *
     * @param recordsPerSecond 0 stops them; Long.MAX_VALUE, the default, takes no time at all
     */
    public void rollbackPace(long recordsPerSecond) {
        database.rollbacks().pace(notNegative(recordsPerSecond));
    }

    /** The same for the transaction of one session, which need not be there any more. */
    public void rollbackPace(SessionId session, long recordsPerSecond) {
        database.rollbacks().pace(session, notNegative(recordsPerSecond));
    }

    /**
     * The operating system ends the session's process, as {@code kill -9} does, however deaf it is: PMON takes the
     * session out of the dictionary and has the transaction recovered.
     */
    public void endProcess(SessionId session) {
        try {
            find(session).ending().end(SessionEnding.Way.PROCESS_ENDS, new Deadline(execution(), System.nanoTime()));
        } catch (OraException e) {
            throw interrupted(e);
        }
    }

    /**
     * An administrator says COMMIT FORCE or ROLLBACK FORCE to a prepared branch of a global transaction. Its
     * transaction manager is told when it comes to end it.
     *
     * @throws IllegalArgumentException if no such branch is prepared
     */
    public void force(Xid branch, XaSession.Heuristic outcome) {
        try {
            database.branches().force(branch, outcome);
        } catch (SQLException e) {
            throw new IllegalStateException("H2 could not end branch " + branch, e);
        }
    }

    /** With false, PMON does not see that a process has ended: its session stays KILLED, without a process. */
    public void pmonAwake(boolean awake) {
        database.pmonAwake(awake);
    }

    /**
     * The network loses the session. Returns when it has gone; or when it is being undone; or at once if it is deaf.
     *
     * @throws IllegalStateException if it does not go
     */
    public void cut(SessionId session) {
        try {
            if (!find(session).cut(deadline())) {
                throw new IllegalStateException("session " + session + " does not end");
            }
        } catch (OraException e) {
            throw interrupted(e);
        }
    }

    /**
     * From now on ALTER SYSTEM does nothing to the session and answers like this.
     *
     * @param session null for every one that nothing else was ordered for
     * @param verb KILL, DISCONNECT or CANCEL
     * @param oraCode 31 for ORA-00031; 0 takes it back
     */
    public void answers(SessionId session, String verb, int oraCode) {
        database.killScript().orders(verb(verb), session, oraCode, Duration.ZERO);
    }

    /**
     * From now on ALTER SYSTEM hangs for so long before it does anything: if it is given up before, nothing was done.
     *
     * @param session null for every one that nothing else was ordered for
     * @param time zero takes it back
     */
    public void hangs(SessionId session, String verb, Duration time) {
        database.killScript().orders(verb(verb), session, 0, time);
    }

    /** Makes it a parallel-query slave. */
    public void parallelSlave(SessionId slave, SessionId coordinator) {
        database.slaves().parallel(find(slave).key(), find(coordinator).key());
    }

    /**
     * Makes it the slave of a scheduler job.
     *
     * @param job with its owner: SHOP.NIGHTLY
     */
    public void jobSlave(SessionId slave, String job) {
        database.slaves().job(find(slave).key(), job);
    }

    /** Puts a row into gv$fast_start_transactions that no session stands behind. */
    public void recovery(RecoveryRow row) {
        database.recoveries().shows(row);
    }

    /**
     * The database rolls the open transaction of an idle session back, as it does for a waiter of a higher priority. The
     * session hears nothing of it, at its next statement neither: ORA-63302 is not modelled.
     */
    public void rollBack(SessionId session) {
        find(session).finishTransaction(false);
    }

    /** What the database says of what it does by itself. */
    public Automatic automatic() {
        return database.automatic();
    }

    /**
     * Takes everything back: all hear, all rollbacks are through, PMON is awake, ALTER SYSTEM does what it says, and
     * the database does nothing by itself.
     */
    public void takeBack() {
        database.automatic().clear();
        database.killScript().clear();
        database.pmonAwake(true);
        database.rollbacks().hurry();
        for (OracleSession session : database.live()) {
            try {
                session.ending().deaf(false, deadline());
            } catch (OraException e) {
                throw interrupted(e);
            }
        }
    }

    private OracleSession find(SessionId key) {
        OracleSession session = database.live(key);
        if (session == null) {
            throw new IllegalArgumentException("there is no session " + key);
        }
        return session;
    }

    private Deadline deadline() {
        return Deadline.of(execution(), PATIENCE);
    }

    private RunningStatement execution() {
        return new RunningStatement(database.locks().waits());
    }

    private static AlterSystem.Verb verb(String verb) {
        return AlterSystem.Verb.valueOf(verb.toUpperCase(Locale.ROOT));
    }

    private static long notNegative(long pace) {
        if (pace < 0) {
            throw new IllegalArgumentException("a pace is not negative: " + pace);
        }
        return pace;
    }

    private static IllegalStateException interrupted(OraException e) {
        return new IllegalStateException("interrupted while waiting for a session", e);
    }
}
