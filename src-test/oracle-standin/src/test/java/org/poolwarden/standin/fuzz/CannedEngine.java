package org.poolwarden.standin.fuzz;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.poolwarden.standin.engine.Bind;
import org.poolwarden.standin.engine.Engine;
import org.poolwarden.standin.engine.EngineSession;
import org.poolwarden.standin.engine.OraException;
import org.poolwarden.standin.engine.OraType;
import org.poolwarden.standin.engine.Result;
import org.poolwarden.standin.engine.XaSession;
import org.poolwarden.standin.engine.Xid;

/** Answers at once, always the same: what is above it has all the work. */
final class CannedEngine implements Engine {

    private static final Result ROWS = new Result(
            List.of(
                    new Result.Column("ID", OraType.NUMBER, 22, 0, -127),
                    new Result.Column("AMOUNT", OraType.NUMBER, 22, 10, 2),
                    new Result.Column("NOTE", OraType.VARCHAR2, 2000, 0, 0),
                    new Result.Column("BORN", OraType.TIMESTAMP, 11, 0, 6)),
            Collections.nCopies(
                    50, new Object[] {BigDecimal.TEN, null, "note", LocalDateTime.of(2026, 3, 4, 5, 6, 7, 8000)}),
            0);

    @Override
    public String password(String username) {
        return null;
    }

    @Override
    public EngineSession open(Handshake handshake, Wire wire) {
        return new Session();
    }

    private static final class Session implements EngineSession {

        private final XaSession branches = new Branches(this);
        private boolean inTransaction;

        @Override
        public int sid() {
            return 1;
        }

        @Override
        public int serial() {
            return 1;
        }

        @Override
        public String spid() {
            return "1";
        }

        @Override
        public DatabaseInfo database() {
            return new DatabaseInfo("FREE", "FREE", "", "FREEPDB1", "FREEPDB1", 1, "FREE", 1, "here");
        }

        @Override
        public void callBegins() {
            // Nobody looks.
        }

        @Override
        public void callEnds() {
            // Nobody looks.
        }

        @Override
        public boolean endsAfterAnswer() {
            return false;
        }

        @Override
        public StatementKind kindOf(String sql) {
            String start = sql.stripLeading().toUpperCase(Locale.ROOT);
            return start.startsWith("SELECT")
                    ? StatementKind.QUERY
                    : start.startsWith("BEGIN") ? StatementKind.PLSQL : StatementKind.OTHER;
        }

        @Override
        public Result execute(String sql, List<Bind> binds) throws OraException {
            return switch (kindOf(sql)) {
                case QUERY -> ROWS;
                case PLSQL -> {
                    for (Bind bind : binds) {
                        if (bind.value() == null) {
                            bind.returns(null);
                        }
                    }
                    yield Result.count(1);
                }
                case OTHER -> {
                    if (sql.isBlank()) {
                        throw new OraException(900, "invalid SQL statement");
                    }
                    inTransaction = true;
                    yield Result.count(1);
                }
            };
        }

        @Override
        public XaSession xa() {
            return branches;
        }

        @Override
        public void commit() {
            inTransaction = false;
        }

        @Override
        public void rollback() {
            inTransaction = false;
        }

        @Override
        public boolean inTransaction() {
            return inTransaction;
        }

        @Override
        public void endToEnd(String module, String action, String clientIdentifier, String clientInfo) {
            // Nobody looks.
        }

        @Override
        public void cancel() {
            // Nothing takes long.
        }

        @Override
        public void logoff() {
            inTransaction = false;
        }

        @Override
        public void lost() {
            inTransaction = false;
        }
    }

    /** Whatever is asked for is there. */
    private record Branches(Session session) implements XaSession {

        private static final Xid ANY = new Xid(1, "01", "02");

        @Override
        public void start(Xid xid, int timeoutSeconds, boolean loose) {
            session.inTransaction = true;
        }

        @Override
        public void resume(Xid xid) {
            session.inTransaction = true;
        }

        @Override
        public Xid end(Xid xid) {
            session.inTransaction = false;
            return xid == null ? ANY : xid;
        }

        @Override
        public Vote prepare(Xid xid) {
            return Vote.COMMIT;
        }

        @Override
        public Vote commit(Xid xid, boolean onePhase) {
            return Vote.COMMIT;
        }

        @Override
        public void rollback(Xid xid) {
            session.inTransaction = false;
        }

        @Override
        public Heuristic recover(Xid xid) {
            return Heuristic.ROLLED_BACK;
        }

        @Override
        public void recovered(boolean forget) {
            // Nothing was.
        }

        @Override
        public void forget(Xid xid) {
            // Nothing was to be remembered.
        }
    }
}
