package org.poolwarden.standin.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import org.poolwarden.standin.database.catalog.Privilege;
import org.poolwarden.standin.database.catalog.Procedure;
import org.poolwarden.standin.database.catalog.SessionId;
import org.poolwarden.standin.database.catalog.SessionRow;
import org.poolwarden.standin.database.dialect.Dictionary;
import org.poolwarden.standin.database.grammar.Statement;
import org.poolwarden.standin.database.kill.Deadline;
import org.poolwarden.standin.database.kill.KillableSession;
import org.poolwarden.standin.database.kill.SessionEnding;
import org.poolwarden.standin.database.kill.UndoProgress;
import org.poolwarden.standin.database.sql.AlterSystem;
import org.poolwarden.standin.database.sql.SqlText;
import org.poolwarden.standin.database.sql.TransactionControl;
import org.poolwarden.standin.database.statement.PlsqlRunner;
import org.poolwarden.standin.database.statement.SessionActivity;
import org.poolwarden.standin.database.statement.SessionSettings;
import org.poolwarden.standin.database.statement.StatementRunner;
import org.poolwarden.standin.database.statement.StatementSession;
import org.poolwarden.standin.database.statement.WantedSessions;
import org.poolwarden.standin.database.transaction.ConnectionUse;
import org.poolwarden.standin.database.transaction.LockWaits;
import org.poolwarden.standin.database.transaction.OpenTransaction;
import org.poolwarden.standin.database.transaction.RunningStatement;
import org.poolwarden.standin.database.transaction.TransactionConnection;
import org.poolwarden.standin.database.xa.BranchSession;
import org.poolwarden.standin.database.xa.SessionBranches;
import org.poolwarden.standin.engine.Bind;
import org.poolwarden.standin.engine.Engine;
import org.poolwarden.standin.engine.EngineSession;
import org.poolwarden.standin.engine.OraException;
import org.poolwarden.standin.engine.Result;
import org.poolwarden.standin.engine.XaSession;

/** A session of the database, on a connection of its own to H2. */
final class OracleSession implements EngineSession, BranchSession, KillableSession, StatementSession {

    private final OracleDatabase database;
    private final Engine.Handshake handshake;
    private final Engine.Wire wire;
    private final SessionId key;
    private final SessionEnding ending;
    private final SessionActivity activity = new SessionActivity();
    private final TransactionConnection own;
    private final SessionBranches branches;
    private final PlsqlRunner blocks = new PlsqlRunner(this);
    private final SessionSettings settings;

    /** Its own, or that of the branch that it is attached to. */
    private volatile TransactionConnection work;

    private volatile StatementRunner runner;
    private volatile RunningStatement execution;
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
        ending = new SessionEnding(this, wire, database.rollbacks(), database::isPmonAwake);
        own = new TransactionConnection(database.locks(), connection, handshake.username());
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
        return DictionaryRow.spid(key);
    }

    @Override
    public DatabaseInfo database() {
        return database.name().info(key.instance());
    }

    @Override
    public SessionId key() {
        return key;
    }

    @Override
    public SessionEnding ending() {
        return ending;
    }

    OracleDatabase owner() {
        return database;
    }

    @Override
    public String username() {
        return handshake.username();
    }

    @Override
    public boolean mayForceAnyTransaction() {
        return database.has(handshake.username(), Privilege.FORCE_ANY_TRANSACTION);
    }

    @Override
    public TransactionConnection newWork() throws SQLException {
        return database.newWork(handshake.username());
    }

    @Override
    public <T> T use(ConnectionUse<T> body) throws OraException {
        return ending.used(body);
    }

    @Override
    public Procedure procedure(String name) {
        return database.procedure(name, handshake.username());
    }

    @Override
    public void recovers(UndoProgress undo) {
        database.recovers(this, undo);
    }

    Engine.Handshake handshake() {
        return handshake;
    }

    @Override
    public SessionSettings settings() {
        return settings;
    }

    @Override
    public Dictionary dictionary() {
        return (schema, table) -> database.columns(handshake.username(), schema, table);
    }

    @Override
    public OpenTransaction transaction() {
        return work.transaction();
    }

    @Override
    public XaSession xa() {
        return branches;
    }

    @Override
    public void attach(TransactionConnection other) throws SQLException {
        settings.applyTo(other);
        work(other);
    }

    @Override
    public void detach() {
        work.transaction().isLeftBy(key);
        work(own);
    }

    private void work(TransactionConnection newWork) {
        newWork.transaction().belongsTo(key);
        work = newWork;
        runner = new StatementRunner(this, newWork, database.locks(), database.tableRights(), database.limits());
    }

    @Override
    public SessionActivity activity() {
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
        if (endsAfterAnswer()) {
            ending.lost();
        }
    }

    @Override
    public boolean endsAfterAnswer() {
        return endsWithTransaction && !inTransaction();
    }

    @Override
    public StatementKind kindOf(String sql) {
        return SqlText.kindOf(sql);
    }

    @Override
    public Result execute(String sql, List<Bind> binds) throws OraException {
        return ending.used(() -> {
            RunningStatement mine = new RunningStatement(database.locks().waits());
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

    private Result run(SqlText text, List<Bind> binds, RunningStatement mine) throws SQLException, OraException {
        branches.throwIfRolledBack();
        Statement parsed = database.checked(text, handshake.username(), settings.currentSchema());
        switch (text.form()) {
            case PLSQL -> blocks.run(text, binds, mine);
            case ALTER_SESSION -> settings.alter(text);
            case ALTER_SYSTEM -> {
                database.requireAlterSystem(handshake.username());
                database.killer().run(AlterSystem.of(text), key, mine);
            }
            case COMMIT, ROLLBACK, SAVEPOINT -> control(text);
            case DDL -> {
                branches.throwIfAttached(2089, "COMMIT is not allowed in a subordinate session");
                own.commit();
                runner.run(parsed, binds, mine);
                database.dictionaryChanged();
            }
            default -> {
                CurrentSession.wants(
                        WantedSessions.of(parsed, binds, database.locks().waits()::isWaiting));
                return runner.run(parsed, binds, mine);
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
            case COMMIT -> own.commit();
            case ROLLBACK -> own.rollback();
            case SAVEPOINT -> {
                control.runOn(work.connection());
                transaction().savepoint(control.savepoint());
            }
            default -> {
                transaction().requireSavepoint(control.savepoint());
                control.runOn(work.connection());
                database.locks().rows().unlock(transaction().rolledBackTo(control.savepoint()), transaction());
            }
        }
    }

    @Override
    public void commit() throws OraException {
        ending.used(() -> {
            branches.throwIfAttached(2089, "COMMIT is not allowed in a subordinate session");
            own.commit();
            return null;
        });
    }

    @Override
    public void rollback() throws OraException {
        ending.used(() -> {
            branches.throwIfAttached(2074, "cannot ROLLBACK in a distributed transaction");
            own.rollback();
            return null;
        });
    }

    @Override
    public boolean isInBranch() {
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
    public void cursors(Supplier<List<String>> open) {
        activity.cursors(open);
    }

    @Override
    public void cancel() {
        if (ending.hearsCancel()) {
            cancelRunning();
        }
    }

    @Override
    public void cancelRunning() {
        RunningStatement running = execution;
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
    RunningStatement execution() {
        return execution;
    }

    @Override
    public String runningSqlId() {
        return activity.runningSqlId();
    }

    @Override
    public boolean endAfterTransaction(SessionEnding.Way ifNoneIsOpen, Deadline deadline) throws OraException {
        endsWithTransaction = true;
        // Asked after that was set: a transaction that ends now is seen here or by its own call.
        return inTransaction() || ending.end(ifNoneIsOpen, deadline);
    }

    /** The network loses it. */
    boolean cut(Deadline deadline) throws OraException {
        wire.cut();
        return ending.lost(deadline);
    }

    @Override
    public void finishTransaction(boolean commit) {
        try {
            branches.lost();
            if (commit) {
                own.commit();
            } else {
                own.rollback();
            }
        } catch (SQLException e) {
            own.ended();
            throw new IllegalStateException("H2 could not end the transaction of session " + key, e);
        }
    }

    @Override
    public void disappears() {
        try (Connection mine = own.connection()) {
            database.gone(this);
        } catch (SQLException e) {
            throw new IllegalStateException("H2 could not end session " + key, e);
        }
    }

    @Override
    public SessionRow row() {
        return DictionaryRow.of(this);
    }

    @Override
    public List<LockWaits.Holder> mayHold(String table) {
        return database.holders(this, other -> other.changed(table));
    }
}
