package org.poolwarden.standin.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.poolwarden.standin.database.catalog.SessionId;
import org.poolwarden.standin.database.catalog.SessionRow;
import org.poolwarden.standin.engine.Bind;
import org.poolwarden.standin.engine.Engine;
import org.poolwarden.standin.engine.EngineSession;
import org.poolwarden.standin.engine.OraException;
import org.poolwarden.standin.engine.OraType;
import org.poolwarden.standin.engine.Result;

/** A session without a wire: what the protocol would call, in the order in which it would. */
public final class EngineClient {

    public final EngineSession session;
    private final OracleDatabase database;
    private final AtomicBoolean cut = new AtomicBoolean();

    public EngineClient(OracleDatabase database, String username) throws OraException {
        this.database = database;
        session = database.open(
                new Engine.Handshake(username, "JDBC Thin Client", "web1", "1234", "wildfly", "jdbcthin : 23"),
                () -> cut.set(true));
    }

    /** Runs a statement; the values are binds. */
    public Result sql(String sql, Object... values) throws OraException {
        List<Bind> binds = new ArrayList<>();
        for (Object value : values) {
            binds.add(in(value));
        }
        return run(sql, binds);
    }

    Result run(String sql, List<Bind> binds) throws OraException {
        session.callBegins();
        try {
            return session.execute(sql, binds);
        } finally {
            session.callEnds();
        }
    }

    /** Calls a procedure with these IN values and then so many OUT binds, which it returns. */
    public List<Bind> call(String procedure, int outs, Object... ins) throws OraException {
        List<Bind> binds = new ArrayList<>();
        Arrays.stream(ins).map(EngineClient::in).forEach(binds::add);
        for (int i = 0; i < outs; i++) {
            binds.add(new Bind(OraType.VARCHAR2, 4000));
        }
        StringBuilder block = new StringBuilder("BEGIN ").append(procedure).append('(');
        for (int i = 1; i <= binds.size(); i++) {
            block.append(i == 1 ? ":" : " ,:").append(i);
        }
        run(block.append(" ); END;").toString(), binds);
        return binds.subList(ins.length, binds.size());
    }

    /** The code that the statement fails with. */
    public int error(String sql, Object... values) {
        return assertThrows(OraException.class, () -> sql(sql, values), sql).code();
    }

    /** The only value of the only row. */
    public Object value(String sql, Object... values) throws OraException {
        List<Object[]> rows = sql(sql, values).rows();
        assertEquals(1, rows.size(), sql);
        return rows.get(0)[0];
    }

    public long number(String sql, Object... values) throws OraException {
        return ((BigDecimal) value(sql, values)).longValueExact();
    }

    /** Runs it in a thread of its own; the future's failure is the OraException. */
    public CompletableFuture<Result> start(String sql, Object... values) {
        return start(() -> sql(sql, values));
    }

    /** The same for anything that this client does. */
    public <T> CompletableFuture<T> start(Work<T> work) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return work.run();
                    } catch (OraException e) {
                        throw new CompletionException(e);
                    }
                },
                task -> {
                    Thread thread = new Thread(task, "client-" + session.sid());
                    thread.setDaemon(true);
                    thread.start();
                });
    }

    /** What a client does. */
    public interface Work<T> {
        T run() throws OraException;
    }

    public void commit() throws OraException {
        session.callBegins();
        session.commit();
        session.callEnds();
    }

    public void rollback() throws OraException {
        session.callBegins();
        session.rollback();
        session.callEnds();
    }

    public boolean isCut() {
        return cut.get();
    }

    public SessionId key() {
        return row().key();
    }

    public boolean isThere() {
        return database.session(session.sid())
                .filter(row -> row.serial() == session.serial())
                .isPresent();
    }

    public SessionRow row() {
        return database.session(session.sid()).orElseThrow();
    }

    private static Bind in(Object value) {
        Bind bind = new Bind(type(value), 4000);
        bind.value(value instanceof Number ? new BigDecimal(value.toString()) : value);
        return bind;
    }

    private static OraType type(Object value) {
        if (value instanceof Number) {
            return OraType.NUMBER;
        }
        if (value instanceof LocalDateTime) {
            return OraType.DATE;
        }
        return value instanceof byte[] ? OraType.RAW : OraType.VARCHAR2;
    }
}
