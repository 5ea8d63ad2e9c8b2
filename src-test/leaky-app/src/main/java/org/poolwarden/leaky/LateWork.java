package org.poolwarden.leaky;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.poolwarden.leaky.answer.Answer;
import org.poolwarden.leaky.answer.Outcome;
import org.poolwarden.leaky.database.LeakyRow;
import org.poolwarden.leaky.database.Sql;
import org.poolwarden.leaky.transaction.Standstill;

/** What the application does with a connection that it had leaked, and that may have been killed in the meantime. */
public final class LateWork {

    private static final int PATIENCE_SECONDS = 3;

    private LateWork() {}

    /** An unharmed leak answers; of a killed one the exception is the answer. */
    public static Answer use(String name) throws SQLException {
        KeptConnection kept = KeptConnections.HERE.get(name);
        Sql.ping(kept.connection());
        return kept.answer("Used the connection that is kept as " + name + ": it lives.")
                .with("sidNow", Sql.sid(kept.connection()));
    }

    public static Answer insert(DataSource dataSource, String name, int id, String value) throws SQLException {
        KeptConnection kept = KeptConnections.HERE.get(name);
        if (!kept.inTransaction()) {
            kept.beginTransaction();
        }
        int rows = LeakyRow.over(dataSource, () -> LeakyRow.insert(kept.connection(), id, value));
        return kept.answer("Inserted a row and did not commit.").with("rows", rows);
    }

    /** Goes on as if nothing had happened, then closes and forgets; whatever was thrown is the answer. */
    public static Answer close(String name) {
        KeptConnection kept = KeptConnections.HERE.get(name);
        Answer answer = kept.answer("Used the connection that was kept as " + name + " once more, and closed it.");
        if (kept.inTransaction()) {
            answer.with("commit", Outcome.of(kept.connection()::commit));
        } else {
            answer.with("select", Outcome.of(() -> Sql.ping(kept.connection())));
        }
        answer.with("close", Outcome.of(kept.connection()::close));
        KeptConnections.HERE.forget(kept);
        return answer;
    }

    public static Answer status() {
        Answer answer = new Answer("Kept connections and background threads:");
        KeptConnections.HERE.all().forEach(kept -> answer.line(kept.line()));
        BlockedLeak.lines().forEach(answer::line);
        return answer.with("standing", Standstill.count());
    }

    /**
     * Rolls back, closes and forgets everything, and lets go on what stands still. A close waits while the connection's
     * thread is inside a statement, so each has a thread of its own, and the answer names those that are not through.
     */
    public static Answer reset() throws InterruptedException {
        Map<KeptConnection, FutureTask<String>> closings = new LinkedHashMap<>();
        for (KeptConnection kept : KeptConnections.HERE.all()) {
            FutureTask<String> closing = new FutureTask<>(() -> rollbackAndClose(kept));
            closings.put(kept, closing);
            KeptConnections.HERE.forget(kept);
            Thread thread = new Thread(closing, "leaky-reset-" + kept.name());
            thread.setDaemon(true);
            thread.start();
        }
        Standstill.goOn();
        StaticFieldLeak.forget();
        BlockedLeak.forgetAll();
        Answer answer = new Answer("Closed and forgot " + closings.size() + " connections.");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        for (Map.Entry<KeptConnection, FutureTask<String>> closing : closings.entrySet()) {
            answer.with(closing.getKey().name(), within(end - System.nanoTime(), closing.getValue()));
        }
        return answer;
    }

    private static String rollbackAndClose(KeptConnection kept) {
        String rollback = kept.inTransaction() ? "rollback: " + Outcome.of(kept.connection()::rollback) + "; " : "";
        return rollback + "close: " + Outcome.of(kept.connection()::close);
    }

    private static String within(long nanos, FutureTask<String> closing) throws InterruptedException {
        try {
            return closing.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return "still inside a statement: closes when that ends";
        } catch (ExecutionException e) {
            return "failed: " + e.getCause();
        }
    }
}
