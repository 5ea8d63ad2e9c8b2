package org.poolwarden.standin.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A session of the database, on a connection of its own to H2. */
final class OracleSession implements EngineSession {

    private static final long REPLY_MILLIS = 100;

    /** What PADDR of a killed session points to. */
    private static final String NO_PROCESS = "00".repeat(8);

    private final OracleDatabase database;
    private final Engine.Handshake handshake;
    private final Engine.Wire wire;
    private final SessionId key;
    private final Ending ending;
    private final LocalDateTime logonTime =
            LocalDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS);
    private final Activity activity = new Activity();
    private final Work own;
    private final SessionBranches branches;
    private final BlockRunner blocks = new BlockRunner(this);
    private final SessionSettings settings;

    /** Its own, or that of the branch that it is attached to. */
    private volatile Work work;

    private volatile StatementRunner runner;
    private volatile Execution execution;
    private volatile boolean endsWithTransaction;

    OracleSession(
            OracleDatabase database,
            Engine.Handshake handshake,
            Engine.Wire wire,
            SessionId key,
            Connection connection) {
        this.database = database;
        this.handshake = handshake;
        this.wire = wire;
        this.key = key;
        ending = new Ending(this, wire);
        own = new Work(database, connection, handshake.username());
        settings = new SessionSettings(handshake.username(), () -> work);
        branches = new SessionBranches(this, database.branches());
        work(own);
    }

    @Override
    public int sid() {
        return key.sid();
    }

    @Override
    public int serial() {
        return key.serial();
    }

    @Override
    public String spid() {
        return spid(key);
    }

    @Override
    public DatabaseInfo database() {
        return database.name().info(key.instance());
    }

    SessionId key() {
        return key;
    }

    Ending ending() {
        return ending;
    }

    OracleDatabase owner() {
        return database;
    }

    Engine.Handshake handshake() {
        return handshake;
    }

    SessionSettings settings() {
        return settings;
    }

    OpenTransaction transaction() {
        return work.transaction();
    }

    @Override
    public XaSession xa() {
        return branches;
    }

    /** Goes on with the transaction of a branch. The caller uses the session. */
    void attach(Work other) throws SQLException {
        settings.applyTo(other);
        work(other);
    }

    /** Goes back to its own. */
    void detach() {
        work.transaction().isLeftBy(this);
        work(own);
    }

    private void work(Work newWork) {
        newWork.transaction().belongsTo(this);
        work = newWork;
        runner = new StatementRunner(this, newWork, database);
    }

    Activity activity() {
        return activity;
    }

    @Override
    public void callBegins() throws OraException {
        ending.throwIfMarked();
        activity.callBegins();
    }

    @Override
    public void callEnds() {
        activity.callEnds();
        if (endsWithTransaction && !inTransaction()) {
            ending.lost();
            // The reply to the call that ended the transaction has still to reach the client.
            CompletableFuture.delayedExecutor(REPLY_MILLIS, TimeUnit.MILLISECONDS)
                    .execute(wire::cut);
        }
    }

    @Override
    public StatementKind kindOf(String sql) {
        return SqlText.kindOf(sql);
    }

    @Override
    public Result execute(String sql, List<Bind> binds) throws OraException {
        return ending.used(() -> {
            Execution mine = new Execution(database.lockWaits());
            execution = mine;
            if (ending.notices()) {
                mine.cancel();
            }
            activity.runs(sql);
            try (CurrentSession current = CurrentSession.is(this)) {
                return run(SqlText.of(sql), binds, mine);
            } finally {
                mine.over();
                execution = null;
            }
        });
    }

    private Result run(SqlText text, List<Bind> binds, Execution mine) throws SQLException, OraException {
        branches.throwIfRolledBack();
        database.checkAccess(text, handshake.username(), settings.currentSchema());
        switch (text.form()) {
            case PLSQL -> blocks.run(text, binds, mine);
            case ALTER_SESSION -> settings.alter(text);
            case ALTER_SYSTEM -> {
                if (!database.mayAlterSystem(handshake.username())) {
                    throw new OraException(1031, "insufficient privileges");
                }
                database.killer().run(AlterSystem.of(text), this, mine);
            }
            case COMMIT, ROLLBACK, SAVEPOINT -> control(text);
            case DDL -> {
                branches.throwIfAttached(2089, "COMMIT is not allowed in a subordinate session");
                commitNow();
                runner.run(text, binds, mine);
            }
            default -> {
                return runner.run(text, binds, mine);
            }
        }
        return Result.count(0);
    }

    private void control(SqlText text) throws SQLException, OraException {
        TransactionControl control = TransactionControl.of(text);
        if (control.verb() == TransactionControl.Verb.COMMIT) {
            branches.throwIfAttached(2089, "COMMIT is not allowed in a subordinate session");
        }
        branches.throwIfAttached(2074, "cannot " + control.verb() + " in a distributed transaction");
        switch (control.verb()) {
            case COMMIT -> commitNow();
            case ROLLBACK -> rollbackNow();
            case SAVEPOINT -> {
                control.runOn(work.connection());
                transaction().savepoint(control.savepoint());
            }
            default -> {
                if (!transaction().hasSavepoint(control.savepoint())) {
                    throw new OraException(1086, "savepoint '" + control.savepoint() + "' never established");
                }
                control.runOn(work.connection());
                database.rowLocks().unlock(transaction().rolledBackTo(control.savepoint()), transaction());
            }
        }
    }

    @Override
    public void commit() throws OraException {
        ending.used(() -> {
            branches.throwIfAttached(2089, "COMMIT is not allowed in a subordinate session");
            commitNow();
            return null;
        });
    }

    @Override
    public void rollback() throws OraException {
        ending.used(() -> {
            branches.throwIfAttached(2074, "cannot ROLLBACK in a distributed transaction");
            rollbackNow();
            return null;
        });
    }

    private void commitNow() throws SQLException {
        own.commit();
    }

    private void rollbackNow() throws SQLException {
        own.rollback();
    }

    /** Whether it is attached to a branch of a global transaction. */
    boolean isInBranch() {
        return branches.isAttached();
    }

    @Override
    public boolean inTransaction() {
        return branches.isAttached() || transaction().isOpen();
    }

    @Override
    public void endToEnd(String module, String action, String clientIdentifier, String clientInfo) {
        activity.endToEnd(module, action, clientIdentifier, clientInfo);
    }

    @Override
    public void cancel() {
        if (ending.hearsCancel()) {
            cancelRunning();
        }
    }

    void cancelRunning() {
        Execution running = execution;
        if (running != null) {
            running.cancel();
        }
    }

    @Override
    public void logoff() {
        ending.loggedOff();
    }

    @Override
    public void lost() {
        ending.lost();
    }

    /** What it runs now, or null. */
    Execution execution() {
        return execution;
    }

    String runningSqlId() {
        return activity.runningSqlId();
    }

    /** Ends it when its transaction does; at once if there is none. */
    boolean endAfterTransaction(Ending.Way ifNoneIsOpen, Patience patience) throws OraException {
        endsWithTransaction = true;
        // Asked after that was set: a transaction that ends now is seen here or by its own call.
        return inTransaction() || ending.end(ifNoneIsOpen, patience);
    }

    /** The network loses it. */
    boolean cut(Patience patience) throws OraException {
        wire.cut();
        return ending.lost(patience);
    }

    /** The end of its last transaction; the caller is alone with the connection. */
    void finishTransaction(boolean commit) {
        try {
            branches.lost();
            if (commit) {
                commitNow();
            } else {
                rollbackNow();
            }
        } catch (SQLException e) {
            own.ended();
            throw new IllegalStateException("H2 could not end the transaction of session " + key, e);
        }
    }

    /** It leaves the dictionary, after its transaction has ended. */
    void disappears() {
        try (Connection mine = own.connection()) {
            database.gone(this);
        } catch (SQLException e) {
            throw new IllegalStateException("H2 could not end session " + key, e);
        }
    }

    /** All that the dictionary shows of it. */
    SessionRow row() {
        Activity.Moment now = activity.now();
        LockWaits waits = database.lockWaits();
        OpenTransaction transaction = transaction();
        boolean open = transaction.isOpen();
        Long rollingBack = ending.recordsLeft();
        Long left = rollingBack == null ? Long.valueOf(transaction.undoRecords()) : rollingBack;
        boolean killed = ending.isMarked();
        String status = now.active() ? "ACTIVE" : "INACTIVE";
        return new SessionRow(
                key.instance(),
                key.sid(),
                key.serial(),
                "USER",
                handshake.username(),
                killed ? "KILLED" : status,
                now.seconds(),
                logonTime,
                handshake.osuser(),
                handshake.machine(),
                handshake.program(),
                handshake.process(),
                now.module(),
                now.action(),
                now.clientInfo(),
                now.clientIdentifier(),
                now.sqlId(),
                now.prevSqlId(),
                now.sqlText(),
                now.event().name(),
                now.event().waitClass(),
                now.secondsInWait(),
                inDictionary(waits.blockerOf(this)),
                inDictionary(waits.finalBlockerOf(this)),
                waits.blockedBy(this),
                killed ? NO_PROCESS : address(key),
                address(key),
                open,
                open ? left : null,
                rollingBack != null,
                database.worksFor(key),
                settings.currentSchema());
    }

    private static SessionId inDictionary(OracleSession session) {
        return session == null || session.ending.isGone() ? null : session.key;
    }

    /** The address of its process. */
    static String address(SessionId key) {
        return String.format(Locale.ROOT, "%04X%04X%08X", key.instance(), key.sid(), key.serial());
    }

    /** The number of its process. */
    static String spid(SessionId key) {
        return Integer.toString(key.instance() * 100_000 + key.serial());
    }

    /** Those who may hold a key of this table, or the table. */
    List<LockWaits.Holder> mayHold(String table) {
        return database.holders(this, other -> other.changed(table));
    }
}
