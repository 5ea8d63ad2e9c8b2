package org.poolwarden.guard.jdbc;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.poolwarden.guard.AuditEntry;
import org.poolwarden.guard.AuditQuery;
import org.poolwarden.guard.Claim;
import org.poolwarden.guard.FoundSessions;
import org.poolwarden.guard.Guard;
import org.poolwarden.guard.GuardAnswer;
import org.poolwarden.guard.GuardException;
import org.poolwarden.guard.GuardException.Fate;
import org.poolwarden.guard.GuardException.Kind;
import org.poolwarden.guard.GuardIdentity;
import org.poolwarden.guard.GuardRuling;
import org.poolwarden.guard.KillMode;
import org.poolwarden.guard.OraErrors;
import org.poolwarden.guard.Recovery;
import org.poolwarden.guard.SessionDetail;
import org.poolwarden.leak.evidence.DatabaseFacts;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Holdings;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.logging.Messages;
import org.poolwarden.threads.NeutralConnections;

/**
 * The guard over JDBC. Fails closed: an answer that is not understood is a {@link GuardException}. Nothing is sent
 * before the first call. Belongs to the database that answers first, and names every session by it; if the datasource
 * leads to another one later (a switchover, a changed URL), the calls that notice it fail and reading sessions fails
 * from then on, until the first one is back: make a new guard for the new database.
 */
public final class JdbcGuard implements Guard {

    private final String datasource;
    private final DataSource dataSource;
    private final String schema;
    private final GuardSql sql;

    private final AutomaticCourse course = new AutomaticCourse(System::nanoTime);

    /** Empty until a database has answered. */
    private final AtomicReference<DatabaseFacts> database = new AtomicReference<>();

    /** Whether it was that database that said last who it is; if not, its sessions are not to be read either. */
    private volatile boolean sure;

    /**
     * @param datasourceJndiName for messages; the datasource itself is the caller's to look up
     * @param schema the owner of the guard in that database
     * @throws IllegalArgumentException unless {@link #isSchemaName} of the schema
     */
    public JdbcGuard(String datasourceJndiName, DataSource dataSource, String schema) {
        this.datasource = Objects.requireNonNull(datasourceJndiName, "datasourceJndiName");
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        this.schema = schema;
        this.sql = new GuardSql(schema);
    }

    /** Whether this can be the owner of a guard: a letter, then at most 127 letters, digits, _, $ and #. */
    public static boolean isSchemaName(String name) {
        return GuardSql.isSimpleIdentifier(name);
    }

    @Override
    public GuardIdentity identify() throws GuardException {
        return borrow("asking the guard which database it is", this::identify);
    }

    @Override
    public List<Session> sessions() throws GuardException {
        return borrow(
                "reading the sessions", connection -> SessionQuery.all(connection, sql, here(connection), course));
    }

    @Override
    public FoundSessions sessions(Set<SessionId> wanted) throws GuardException {
        SessionQuery.ByKey<FoundSessions> query =
                (connection, guard, here, keys) -> SessionQuery.byKey(connection, guard, here, keys, course);
        return wanted.isEmpty() ? new FoundSessions(Map.of(), Set.of()) : byKey("reading ", wanted, query);
    }

    @Override
    public Map<SessionId, GuardRuling> rulings(Set<SessionId> wanted) throws GuardException {
        return wanted.isEmpty() ? Map.of() : byKey("judging ", wanted, RulingQuery::of);
    }

    @Override
    public Map<SessionId, Holdings> holdings(Set<SessionId> wanted) throws GuardException {
        return wanted.isEmpty() ? Map.of() : byKey("reading what is held by ", wanted, HoldingsQuery::of);
    }

    private <T> T byKey(String verb, Set<SessionId> wanted, SessionQuery.ByKey<T> query) throws GuardException {
        return borrow(verb + wanted.size() + " sessions", connection -> {
            DatabaseId here = here(connection);
            for (SessionId session : wanted) {
                requireOf(here, session);
            }
            return query.ask(connection, sql, here, wanted);
        });
    }

    @Override
    public Optional<String> sqlText(SessionId session, String sqlId) throws GuardException {
        Objects.requireNonNull(sqlId, "sqlId");
        return borrow("reading the statement of session " + session, connection -> {
            requireOwn(connection, session);
            return sqlText(connection, session, sqlId);
        });
    }

    @Override
    public void checkSession(SessionId session) throws GuardException {
        borrow("checking session " + session, connection -> {
            requireOwn(connection, session);
            return check(connection, session);
        });
    }

    @Override
    public Optional<SessionDetail> detail(SessionId session) throws GuardException {
        return borrow("reading session " + session, connection -> {
            requireOwn(connection, session);
            List<SessionDetail.Waiter> waiters = waiters(connection, session);
            List<SessionDetail> found =
                    Rows.of(connection, sql.detail(), 1, numbers(session), row -> DetailRow.detail(row, waiters));
            if (found.isEmpty() || !found.get(0).killed()) {
                return found.stream().findFirst();
            }
            var cleanup = Rows.of(connection, sql.cleanup(), 1, numbers(session), DetailRow::cleanup);
            return Optional.of(found.get(0).with(cleanup.isEmpty() ? null : cleanup.get(0)));
        });
    }

    @Override
    public List<Recovery> recovery() throws GuardException {
        return borrow("reading what is still rolled back", connection -> {
            here(connection);
            return Rows.of(connection, sql.recovery(), 0, List.of(), DetailRow::recovery);
        });
    }

    @Override
    public Set<String> sessionless() throws GuardException {
        return borrow("reading the sessionless transactions", connection -> {
            here(connection);
            return Set.copyOf(Rows.of(connection, sql.sessionless(), 0, List.of(), row -> row.getString(1)));
        });
    }

    @Override
    public List<AuditEntry> audit(AuditQuery query, int max) throws GuardException {
        AuditConditions conditions = new AuditConditions(query);
        return borrow(
                "reading the audit", connection -> AuditRow.of(connection, sql, conditions, max, here(connection)));
    }

    @Override
    public List<AuditEntry> audit(SessionId session, int max) throws GuardException {
        return borrow("reading the audit of session " + session, connection -> {
            requireOwn(connection, session);
            return AuditRow.of(connection, sql, session, max);
        });
    }

    @Override
    public GuardAnswer cancel(SessionId session, String sqlId, Claim claim) throws GuardException {
        return ask(session, KillMode.CANCEL, sqlId, claim);
    }

    @Override
    public GuardAnswer end(SessionId session, KillMode mode, Claim claim) throws GuardException {
        Objects.requireNonNull(mode, "mode");
        if (mode == KillMode.CANCEL) {
            throw new IllegalArgumentException("CANCEL ends no session");
        }
        return ask(session, mode, mode.word(), claim);
    }

    @Override
    public void noteEnd(SessionId session, String killId, String note) throws GuardException {
        borrow("noting the end of session " + session, connection -> {
            requireOwn(connection, session);
            return note(connection, session, killId, note);
        });
    }

    private boolean note(Connection connection, SessionId session, String killId, String note) throws SQLException {
        try (CallableStatement call = connection.prepareCall(sql.noteEnd())) {
            int next = bind(call, session);
            call.setString(next, killId);
            call.setString(next + 1, note);
            call.execute();
            return true;
        }
    }

    private GuardAnswer ask(SessionId session, KillMode mode, String word, Claim claim) throws GuardException {
        return borrow(what(mode, session), connection -> {
            requireOwn(connection, session);
            waitAtMost(connection, GuardSql.END_TIMEOUT);
            return ask(connection, session, mode, word, claim);
        });
    }

    private GuardIdentity identify(Connection connection) throws SQLException, GuardException {
        try (PreparedStatement statement = connection.prepareStatement(sql.identify())) {
            try (ResultSet row = statement.executeQuery()) {
                GuardIdentity found = IdentityRow.read(row, connection, schema);
                if (found == null) {
                    throw failed("the guard does not say which database it is");
                }
                database.compareAndSet(null, found.facts());
                sure = found.facts().equals(database.get());
                if (!sure) {
                    throw failed("the datasource led to " + database.get().id() + " and leads to " + found.database()
                            + " now");
                }
                return found;
            }
        }
    }

    private static String what(KillMode mode, SessionId session) {
        return (mode == KillMode.CANCEL ? "cancelling the statement of session " : "ending session ") + session;
    }

    private DatabaseId here(Connection connection) throws SQLException, GuardException {
        return sure ? database.get().id() : identify(connection).database();
    }

    private List<SessionDetail.Waiter> waiters(Connection connection, SessionId session) throws SQLException {
        Long instance = (long) session.instance();
        Long sid = (long) session.sid();
        return Rows.of(
                connection,
                sql.waiters(),
                GuardSql.MAX_WAITERS,
                List.of(instance, sid, instance, sid),
                DetailRow::waiter);
    }

    /** In gv$session's order. */
    private static List<Long> numbers(SessionId session) {
        return List.of((long) session.instance(), (long) session.sid(), (long) session.serial());
    }

    /** The same numbers occur in every database: asked again on the very connection that is to act. */
    private void requireOwn(Connection connection, SessionId session) throws SQLException, GuardException {
        requireOf(identify(connection).database(), session);
    }

    private void requireOf(DatabaseId here, SessionId session) throws GuardException {
        if (!here.equals(session.database())) {
            throw failed("session " + session + " is not of the database " + here + "; nothing was done");
        }
    }

    private Optional<String> sqlText(Connection connection, SessionId session, String sqlId) throws SQLException {
        try (CallableStatement call = connection.prepareCall(sql.sqlText())) {
            int next = bind(call, session);
            call.setString(next, sqlId);
            call.registerOutParameter(next + 1, Types.VARCHAR);
            call.execute();
            return Optional.ofNullable(call.getString(next + 1));
        }
    }

    private boolean check(Connection connection, SessionId session) throws SQLException {
        try (CallableStatement call = connection.prepareCall(sql.check())) {
            bind(call, session);
            call.execute();
            return true;
        }
    }

    /** @param word the fourth parameter of a procedure that has one: the mode, or the sql_id */
    private GuardAnswer ask(Connection connection, SessionId session, KillMode mode, String word, Claim claim)
            throws SQLException, GuardException {
        GuardAnswer answer = null;
        boolean sent = false;
        try (CallableStatement call = connection.prepareCall(sql.ending(mode))) {
            int next = bind(call, session);
            if (mode != KillMode.KILL && mode != KillMode.FORCE) {
                call.setString(next++, word);
            }
            call.setString(next++, claim.requester());
            call.setString(next++, claim.reason());
            call.setString(next++, claim.killId());
            call.registerOutParameter(next, Types.VARCHAR);
            call.registerOutParameter(next + 1, Types.NUMERIC);
            sent = true;
            call.execute();
            answer = answer(call, next, session);
        } catch (SQLException e) {
            if (answer != null) {
                notClosed(e);
            } else if (sent) {
                throw OraErrors.sent(attempt(what(mode, session)), e);
            } else {
                throw e;
            }
        }
        return answer;
    }

    /** Sid, serial#, instance: the guard's order, which is not gv$session's. */
    private static int bind(CallableStatement call, SessionId session) throws SQLException {
        call.setLong(1, session.sid());
        call.setLong(2, session.serial());
        call.setLong(3, session.instance());
        return 4;
    }

    private GuardAnswer answer(CallableStatement call, int outcomeAt, SessionId session)
            throws SQLException, GuardException {
        String outcome = call.getString(outcomeAt);
        long auditId = call.getLong(outcomeAt + 1);
        boolean audited = !call.wasNull();
        for (GuardAnswer.Outcome known : GuardAnswer.Outcome.values()) {
            if (audited && known.name().equals(outcome)) {
                return new GuardAnswer(known, auditId);
            }
        }
        String message = "the guard answered outcome " + outcome + " and audit id " + (audited ? auditId : null)
                + " to the request to end session " + session + ": the session's fate is unknown (" + datasource + ")";
        throw new GuardException(Kind.FAILED, 0, message, Fate.UNKNOWN, null);
    }

    private GuardException failed(String message) {
        return new GuardException(Kind.FAILED, 0, message + " (" + datasource + ")", null);
    }

    /** One piece of work on a borrowed connection. */
    private interface Work<T> {
        T on(Connection connection) throws SQLException, GuardException;
    }

    private <T> T borrow(String what, Work<T> work) throws GuardException {
        Thread thread = Thread.currentThread();
        ClassLoader ours = thread.getContextClassLoader();
        // The driver starts threads of its own that live as long as it does and keep the loader they were born with.
        thread.setContextClassLoader(dataSource.getClass().getClassLoader());
        try {
            return onConnection(what, work);
        } finally {
            thread.setContextClassLoader(ours);
        }
    }

    private <T> T onConnection(String what, Work<T> work) throws GuardException {
        T answer = null;
        // Each time: nobody knows when the pool opens a new one, and the driver may start a thread with any of them.
        try (Connection connection = NeutralConnections.open(dataSource)) {
            waitAtMost(connection, GuardSql.READ_TIMEOUT);
            answer = work.on(connection);
            waitAtMost(connection, GuardSql.READ_TIMEOUT); // the pool validates it next, and must not wait longer
        } catch (SQLException e) {
            if (answer == null) {
                throw OraErrors.translate(attempt(what), e);
            }
            notClosed(e);
        }
        return answer;
    }

    /**
     * The network's time-out and not the statement's: for that one the driver starts a thread that outlives us and
     * keeps us in memory; as the executor given here would, were it one of ours.
     */
    private static void waitAtMost(Connection connection, int seconds) throws SQLException {
        connection.setNetworkTimeout(ForkJoinPool.commonPool(), Math.toIntExact(TimeUnit.SECONDS.toMillis(seconds)));
    }

    private String attempt(String what) {
        return what + " through " + datasource;
    }

    /** The database has answered, and its answer counts: a session that was ended must not be told as a failure. */
    private void notClosed(SQLException e) {
        Messages.LOG.debugf(e, "What was borrowed from %s could not be closed", datasource);
    }
}
