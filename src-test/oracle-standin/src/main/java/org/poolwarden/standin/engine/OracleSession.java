package org.poolwarden.standin.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** A session of the database, on a connection of its own to H2. */
final class OracleSession implements EngineSession {

    private static final long REPLY_MILLIS = 100;

    private final OracleDatabase database;
    private final Engine.Handshake handshake;
    private final Engine.Wire wire;
    private final int sid;
    private final int serial;
    private final LocalDateTime logonTime =
            LocalDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS);
    private final Activity activity = new Activity();
    private final OpenTransaction transaction = new OpenTransaction();
    private final Connection connection;
    private final StatementRunner runner;
    private final BlockRunner blocks = new BlockRunner(this);
    private final SessionSettings settings;

    /** Held by whoever uses the connection: the client's thread, or the one that ends the session. */
    private final ReentrantLock use = new ReentrantLock();

    private volatile Execution execution;
    private volatile boolean killed;
    private volatile boolean endsWithTransaction;
    private volatile boolean ended;

    OracleSession(
            OracleDatabase database,
            Engine.Handshake handshake,
            Engine.Wire wire,
            int sid,
            int serial,
            Connection connection) {
        this.database = database;
        this.handshake = handshake;
        this.wire = wire;
        this.sid = sid;
        this.serial = serial;
        this.connection = connection;
        settings = new SessionSettings(handshake.username(), connection);
        runner = new StatementRunner(this, connection, database);
    }

    @Override
    public int sid() {
        return sid;
    }

    @Override
    public int serial() {
        return serial;
    }

    @Override
    public String spid() {
        return Integer.toString(100_000 + serial);
    }

    @Override
    public DatabaseInfo database() {
        return database.name().info();
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
        return transaction;
    }

    Activity activity() {
        return activity;
    }

    @Override
    public void callBegins() throws OraException {
        throwIfEnded();
        activity.callBegins();
    }

    @Override
    public void callEnds() {
        activity.callEnds();
        if (endsWithTransaction && !transaction.isOpen()) {
            finish(false);
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
        return used(() -> {
            Execution mine = new Execution(database.lockWaits());
            execution = mine;
            if (killed) {
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
        database.checkAccess(text, handshake.username(), settings.currentSchema());
        switch (text.form()) {
            case PLSQL -> blocks.run(text, binds, mine);
            case ALTER_SESSION -> settings.alter(text);
            case COMMIT, ROLLBACK, SAVEPOINT -> control(text);
            case DDL -> {
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
        switch (control.verb()) {
            case COMMIT -> commitNow();
            case ROLLBACK -> rollbackNow();
            case SAVEPOINT -> {
                control.runOn(connection);
                transaction.savepoint(control.savepoint());
            }
            default -> {
                if (!transaction.hasSavepoint(control.savepoint())) {
                    throw new OraException(1086, "savepoint '" + control.savepoint() + "' never established");
                }
                control.runOn(connection);
                database.rowLocks().unlock(transaction.rolledBackTo(control.savepoint()), this);
            }
        }
    }

    @Override
    public void commit() throws OraException {
        used(() -> {
            commitNow();
            return null;
        });
    }

    @Override
    public void rollback() throws OraException {
        used(() -> {
            rollbackNow();
            return null;
        });
    }

    private void commitNow() throws SQLException {
        // Not while another session is between finding its rows and changing them.
        ReentrantLock others = database.oneChangeAtATime();
        others.lock();
        try {
            connection.commit();
        } finally {
            others.unlock();
        }
        transactionEnded();
    }

    private void rollbackNow() throws SQLException {
        connection.rollback();
        transactionEnded();
    }

    private void transactionEnded() {
        database.lockWaits().change(() -> database.rowLocks().unlock(transaction.ended(), this));
    }

    @Override
    public boolean inTransaction() {
        return transaction.isOpen();
    }

    @Override
    public void endToEnd(String module, String action, String clientIdentifier, String clientInfo) {
        activity.endToEnd(module, action, clientIdentifier, clientInfo);
    }

    @Override
    public void cancel() {
        Execution running = execution;
        if (running != null) {
            running.cancel();
        }
    }

    @Override
    public void logoff() {
        finish(!killed);
    }

    @Override
    public void lost() {
        finish(false);
    }

    String runningSqlId() {
        return activity.runningSqlId();
    }

    /**
     * Ends it from outside: cuts the client off, cancels what runs, rolls back.
     *
     * @return whether it has gone within the time; if not, it goes as soon as it notices
     */
    boolean end(long millis) {
        killed = true;
        wire.cut();
        cancel();
        boolean mine = false;
        try {
            mine = use.tryLock(millis, TimeUnit.MILLISECONDS);
            if (mine) {
                finish(false);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (mine) {
                use.unlock();
            }
        }
        return mine;
    }

    /** Ends it when its transaction does; at once if there is none. */
    boolean endAfterTransaction(long millis) {
        endsWithTransaction = true;
        // Asked after that was set: a transaction that ends now is seen here or by its own call.
        return transaction.isOpen() || end(millis);
    }

    private void finish(boolean commit) {
        use.lock();
        try {
            if (ended) {
                return;
            }
            try (connection) {
                if (commit) {
                    commitNow();
                } else {
                    rollbackNow();
                }
            } catch (SQLException e) {
                throw new IllegalStateException("H2 could not end session " + sid, e);
            } finally {
                ended = true;
                database.gone(this);
                transactionEnded();
            }
        } finally {
            use.unlock();
        }
    }

    /** A use of the connection by the client. */
    private <T> T used(Use<T> body) throws OraException {
        use.lock();
        try {
            try {
                throwIfEnded();
                return body.run();
            } catch (SQLException e) {
                throw H2Errors.translate(e);
            } finally {
                if (killed) {
                    finish(false);
                }
            }
        } finally {
            use.unlock();
        }
    }

    private interface Use<T> {
        T run() throws SQLException, OraException;
    }

    private void throwIfEnded() throws OraException {
        if (killed || ended) {
            throw new OraException(28, "your session has been killed");
        }
    }

    /** All that the dictionary shows of it. */
    SessionRow row() {
        Activity.Moment now = activity.now();
        LockWaits waits = database.lockWaits();
        OracleSession blocker = waits.blockerOf(this);
        OracleSession head = waits.finalBlockerOf(this);
        boolean open = transaction.isOpen();
        String status = now.active() ? "ACTIVE" : "INACTIVE";
        return new SessionRow(
                sid,
                serial,
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
                blocker == null ? null : blocker.sid,
                head == null ? null : head.sid,
                waits.blockedBy(this),
                spid(),
                open,
                open ? transaction.undoRecords() : null);
    }

    /** Those who may hold a key of this table, or the table. */
    List<LockWaits.Holder> mayHold(String table) {
        return database.holders(this, other -> other.changed(table));
    }
}
