package org.poolwarden.standin.scripted;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.poolwarden.standin.engine.Bind;
import org.poolwarden.standin.engine.Engine.Handshake;
import org.poolwarden.standin.engine.Engine.Wire;
import org.poolwarden.standin.engine.EngineSession;
import org.poolwarden.standin.engine.OraException;
import org.poolwarden.standin.engine.Result;
import org.poolwarden.standin.engine.XaSession;

/** Remembers what the wire told it. */
public final class ScriptedSession implements EngineSession {

    public final Handshake handshake;
    public final Wire wire;
    /** What happened to it, in order: calls, ends, statements' first words. */
    public final List<String> events = new CopyOnWriteArrayList<>();

    /** What its branches do; null for an engine that has none. */
    public volatile XaSession xa;

    private final ScriptedEngine engine;
    private final int sid;
    private volatile String lastSql;
    private volatile boolean inTransaction;
    private volatile boolean killed;
    private volatile CountDownLatch blocked;

    ScriptedSession(ScriptedEngine engine, int sid, Handshake handshake, Wire wire) {
        this.engine = engine;
        this.sid = sid;
        this.handshake = handshake;
        this.wire = wire;
    }

    /** Its next call meets ORA-00028. */
    public void kill() {
        killed = true;
    }

    /** The text of the last statement, whole. */
    public String lastSql() {
        return lastSql;
    }

    public void transaction(boolean open) {
        inTransaction = open;
    }

    public boolean isBlocked() {
        return blocked != null;
    }

    /** Blocks until it is cancelled, as a statement that waits for a lock. */
    public Result block() throws OraException {
        CountDownLatch cancelled = new CountDownLatch(1);
        blocked = cancelled;
        try {
            if (!cancelled.await(30, TimeUnit.SECONDS)) {
                throw new OraException(51, "timeout occurred while waiting for a resource");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            blocked = null;
        }
        throw new OraException(1013, "user requested cancel of current operation");
    }

    @Override
    public int sid() {
        return sid;
    }

    @Override
    public int serial() {
        return 1000 + sid;
    }

    @Override
    public String spid() {
        return "4242";
    }

    @Override
    public DatabaseInfo database() {
        return new DatabaseInfo(
                "ORCL_EAST", "ORCL", "EXAMPLE.COM", "SALESPDB", "FREEPDB1", 3633909673L, "orcl2", 2, "dbhost");
    }

    @Override
    public void callBegins() throws OraException {
        if (killed) {
            throw new OraException(28, "your session has been killed");
        }
        events.add("begins");
    }

    @Override
    public void callEnds() {
        events.add("ends");
    }

    @Override
    public boolean endsAfterAnswer() {
        return false;
    }

    @Override
    public StatementKind kindOf(String sql) {
        return switch (sql.strip().split("\\s", 2)[0].toUpperCase(Locale.ROOT)) {
            case "SELECT", "WITH" -> StatementKind.QUERY;
            case "BEGIN", "DECLARE", "CALL" -> StatementKind.PLSQL;
            default -> StatementKind.OTHER;
        };
    }

    @Override
    public Result execute(String sql, List<Bind> binds) throws OraException {
        lastSql = sql;
        events.add(sql.strip().split("\\s", 2)[0]);
        return engine.run(this, sql, binds);
    }

    @Override
    public void commit() {
        events.add("commit");
        inTransaction = false;
    }

    @Override
    public void rollback() {
        events.add("rollback");
        inTransaction = false;
    }

    @Override
    public boolean inTransaction() {
        return inTransaction;
    }

    @Override
    public XaSession xa() throws OraException {
        return xa == null ? EngineSession.super.xa() : xa;
    }

    @Override
    public void endToEnd(String module, String action, String clientIdentifier, String clientInfo) {
        events.add("module=" + module + " action=" + action + " client=" + clientIdentifier + " info=" + clientInfo);
    }

    @Override
    public void cancel() {
        CountDownLatch latch = blocked;
        if (latch != null) {
            latch.countDown();
        }
    }

    @Override
    public void logoff() {
        events.add("logoff");
    }

    @Override
    public void lost() {
        events.add("lost");
    }
}
