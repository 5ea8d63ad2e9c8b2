package org.poolwarden.standin.database.statement;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.poolwarden.standin.database.catalog.Limits;
import org.poolwarden.standin.database.catalog.WaitEvent;
import org.poolwarden.standin.database.dialect.Translation;
import org.poolwarden.standin.database.grammar.Statement;
import org.poolwarden.standin.database.h2.BindTypes;
import org.poolwarden.standin.database.h2.H2Errors;
import org.poolwarden.standin.database.h2.ResultReader;
import org.poolwarden.standin.database.h2.TableRights;
import org.poolwarden.standin.database.sql.Rewriting;
import org.poolwarden.standin.database.sql.SqlText;
import org.poolwarden.standin.database.sql.TargetRows;
import org.poolwarden.standin.database.sql.WaitClause;
import org.poolwarden.standin.database.transaction.LockWaits;
import org.poolwarden.standin.database.transaction.Locks;
import org.poolwarden.standin.database.transaction.OpenTransaction;
import org.poolwarden.standin.database.transaction.RowLocks;
import org.poolwarden.standin.database.transaction.RunningStatement;
import org.poolwarden.standin.database.transaction.TransactionConnection;
import org.poolwarden.standin.engine.Bind;
import org.poolwarden.standin.engine.OraException;
import org.poolwarden.standin.engine.OraType;
import org.poolwarden.standin.engine.Result;

/**
 * Runs queries, DML and DDL of one session in one of its transactions. H2 waits for no lock: it is asked again when the
 * holder is through.
 */
public final class StatementRunner {

    private static final long DDL_LOCK_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final int LOCK_POLL_MILLIS = 20;

    private final StatementSession session;
    private final TransactionConnection work;
    private final Connection connection;
    private final OpenTransaction transaction;
    private final LockWaits lockWaits;
    private final RowLocks rowLocks;
    private final TableRights tableRights;
    private final ReentrantLock oneChangeAtATime;
    private final Limits limits;

    public StatementRunner(
            StatementSession session, TransactionConnection work, Locks locks, TableRights tableRights, Limits limits) {
        this.session = session;
        this.work = work;
        this.connection = work.connection();
        this.transaction = work.transaction();
        this.lockWaits = locks.waits();
        this.rowLocks = locks.rows();
        this.tableRights = tableRights;
        this.oneChangeAtATime = locks.oneChangeAtATime();
        this.limits = limits;
    }

    /** A query, DML or DDL; the caller has committed before DDL. */
    public Result run(Statement parsed, List<Bind> binds, RunningStatement execution) throws OraException {
        Attempt attempt = new Attempt(parsed, binds, execution);
        try {
            Result result = null;
            while (result == null) {
                result = attempt.once();
            }
            return result;
        } finally {
            attempt.over();
        }
    }

    /** All that it takes to try one statement again and again. */
    private final class Attempt {
        private final SqlText text;
        private final List<Bind> binds;
        private final RunningStatement execution;
        private final int[] bindIndexes;
        private final WaitClause clause;
        private final String table;
        private final Rewriting h2;
        private final TargetRows target;
        private final long started = System.nanoTime();

        Attempt(Statement parsed, List<Bind> binds, RunningStatement execution) throws OraException {
            text = parsed.text();
            this.binds = binds;
            this.execution = execution;
            bindIndexes = text.bindIndexes(binds.size());
            clause = WaitClause.of(text);
            String schema = session.settings().currentSchema();
            boolean insert = text.tokens().get(0).is("INSERT");
            boolean dml = text.form() == SqlText.Form.DML;
            table = dml ? TargetRows.table(text, schema) : "";
            if (table.startsWith("\"SYS\".") && !schema.equals("SYS")) {
                throw new OraException(1031, "insufficient privileges"); // what SYS publishes is to be read
            }
            Translation.complete(parsed, session.dictionary(), schema);
            h2 = parsed.rewriting();
            boolean locks = text.form() == SqlText.Form.LOCKING_QUERY || dml && !insert;
            target = locks ? TargetRows.of(text, h2, schema) : null;
        }

        /** Null when it has to be tried again. */
        Result once() throws OraException {
            List<LockWaits.Holder> holders;
            boolean sure = true;
            lock(work.inUse());
            try {
                session.settings().applyTo(work);
                if (text.form() == SqlText.Form.QUERY) {
                    return execute(true);
                }
                // What is free now is still free when the statement runs.
                lock(oneChangeAtATime);
                try {
                    List<RowLocks.Row> rows = target == null ? List.of() : targetRows();
                    Optional<OpenTransaction> holder =
                            clause.skipLocked() ? Optional.empty() : rowLocks.holderOf(rows, transaction);
                    if (holder.isEmpty()) {
                        return change(rows);
                    }
                    holders = List.of(LockWaits.Holder.of(holder.get()));
                } finally {
                    oneChangeAtATime.unlock();
                }
            } catch (SQLException e) {
                boolean ddl = text.form() == SqlText.Form.DDL;
                if (!H2Errors.isLockTimeout(e) || ddl && System.nanoTime() - started > DDL_LOCK_NANOS) {
                    throw tableRights.translate(e, session.username(), text);
                }
                // A key that another transaction has inserted, or a table that is just being altered: H2 does not say.
                sure = false;
                holders = session.mayHold(table);
            } finally {
                work.inUse().unlock();
            }
            await(holders, sure);
            return null;
        }

        private Result change(List<RowLocks.Row> rows) throws SQLException, OraException {
            boolean query = text.form() == SqlText.Form.LOCKING_QUERY;
            Result result = execute(query);
            if (query || text.form() == SqlText.Form.DML) {
                rowLocks.lock(rows, transaction);
                transaction.changes(query ? target.table() : table, result.updateCount(), rows);
            }
            return result;
        }

        private Result execute(boolean query) throws SQLException, OraException {
            boolean done = false;
            try (PreparedStatement statement = connection.prepareStatement(h2.text())) {
                bind(statement, 0, bindIndexes.length);
                execution.begins(statement);
                Result result = query ? rows(statement) : Result.count(statement.executeLargeUpdate());
                done = true;
                return result;
            } finally {
                execution.ends();
                if (!transaction.isOpen() && !transaction.hasSavepoints() && (!done || isPlainQuery())) {
                    // Lets go of what H2 holds for a query, or for what failed.
                    connection.rollback();
                }
            }
        }

        private boolean isPlainQuery() {
            return text.form() == SqlText.Form.QUERY;
        }

        private List<RowLocks.Row> targetRows() throws SQLException, OraException {
            try (PreparedStatement statement = connection.prepareStatement(target.query())) {
                bind(statement, target.firstBind(), target.binds());
                execution.begins(statement);
                List<RowLocks.Row> found = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.add(new RowLocks.Row(target.table(), rows.getLong(1)));
                    }
                }
                return found;
            } finally {
                execution.ends();
            }
        }

        private void bind(PreparedStatement statement, int from, int count) throws SQLException, OraException {
            for (int i = 0; i < count; i++) {
                Bind bind = binds.get(bindIndexes[from + i]);
                BindTypes.check(statement, i + 1, bind);
                set(statement, i + 1, bind);
            }
        }

        private void await(List<LockWaits.Holder> holders, boolean sure) throws OraException {
            if (clause.seconds() == 0) {
                throw new OraException(54, "resource busy and acquire with NOWAIT specified or timeout expired");
            }
            if (!holders.isEmpty()) {
                session.activity().event(WaitEvent.rowLock());
            }
            Long deadline = clause.seconds() < 0 ? null : started + TimeUnit.SECONDS.toNanos(clause.seconds());
            if (!session.isInBranch()) {
                lockWaits.await(session.key(), holders, sure, execution, deadline);
                return;
            }
            long limit = started + limits.distributedLockWait().toNanos();
            boolean patient = deadline == null || limit - deadline < 0;
            try {
                lockWaits.await(session.key(), holders, sure, execution, patient ? Long.valueOf(limit) : deadline);
            } catch (OraException e) {
                throw patient && e.code() == LockWaits.TIMED_OUT
                        ? new OraException(2049, "timeout: distributed transaction waiting for lock", e)
                        : e;
            }
        }

        void over() {
            lockWaits.done(session.key());
            session.activity().event(WaitEvent.working());
        }

        private void lock(ReentrantLock lock) throws OraException {
            boolean mine = false;
            while (!mine) {
                execution.throwIfCancelled();
                try {
                    mine = lock.tryLock(LOCK_POLL_MILLIS, TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw RunningStatement.cancelledException();
                }
            }
        }
    }

    private static Result rows(PreparedStatement statement) throws SQLException, OraException {
        try (ResultSet rows = statement.executeQuery()) {
            return ResultReader.read(rows);
        }
    }

    private static void set(PreparedStatement statement, int i, Bind bind) throws SQLException {
        Object value = bind.value();
        if (value == null) {
            statement.setNull(i, bind.type() == OraType.NUMBER ? Types.NUMERIC : Types.VARCHAR);
        } else if (value instanceof BigDecimal number) {
            statement.setBigDecimal(i, number);
        } else if (value instanceof String string) {
            statement.setString(i, string);
        } else if (value instanceof byte[] bytes) {
            statement.setBytes(i, bytes);
        } else {
            statement.setObject(i, value);
        }
    }
}
