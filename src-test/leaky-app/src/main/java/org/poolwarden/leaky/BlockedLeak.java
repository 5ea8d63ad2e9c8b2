package org.poolwarden.leaky;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.poolwarden.leaky.answer.Outcome;
import org.poolwarden.leaky.answer.Refusal;
import org.poolwarden.leaky.database.LeakyRow;
import org.poolwarden.leaky.database.Sql;
import org.poolwarden.leaky.transaction.TimedTransaction;

/**
 * A background thread that sits inside a statement, then tries to go on with the same connection, and remembers what it
 * met. It never closes.
 */
public final class BlockedLeak implements Runnable {

    private static final ConcurrentSkipListMap<String, BlockedLeak> STARTED = new ConcurrentSkipListMap<>();
    private static final int BORROW_SECONDS = 60;

    private final Borrowing dataSource;
    private final String name;
    private final int seconds;
    private final Before before;
    private final CompletableFuture<KeptConnection> borrowed = new CompletableFuture<>();
    private volatile String state = "borrowing";

    private BlockedLeak(Borrowing dataSource, String name, int seconds, Before before) {
        this.dataSource = dataSource;
        this.name = name;
        this.seconds = seconds;
        this.before = before;
    }

    /** What the thread does with its connection before the long statement. */
    private interface Before {
        void run(KeptConnection kept) throws SQLException;
    }

    /** Returns when the connection is borrowed and the statement is about to start. */
    public static KeptConnection leak(DataSource dataSource, String name, int seconds)
            throws SQLException, InterruptedException {
        return leak(dataSource::getConnection, name, seconds, kept -> {});
    }

    /** The same in a JTA transaction that times out after three seconds. */
    public static KeptConnection leakTimed(DataSource dataSource, String name, int seconds)
            throws SQLException, InterruptedException {
        return leak(() -> TimedTransaction.borrow(dataSource), name, seconds, kept -> {});
    }

    /** The same in a transaction that has updated the row and inserted a new one. */
    public static KeptConnection leakTransaction(DataSource dataSource, String name, int seconds, int row, int id)
            throws SQLException, InterruptedException {
        return leak(dataSource::getConnection, name, seconds, kept -> {
            kept.beginTransaction();
            LeakyRow.over(dataSource, () -> {
                LeakyRow.update(kept.connection(), row, "locked by " + name);
                return LeakyRow.insert(kept.connection(), id, "never committed");
            });
        });
    }

    private static KeptConnection leak(Borrowing dataSource, String name, int seconds, Before before)
            throws SQLException, InterruptedException {
        KeptConnections.HERE.requireFree(name);
        BlockedLeak leak = new BlockedLeak(dataSource, name, seconds, before);
        Thread thread = new Thread(leak, "leaky-blocked-" + name);
        thread.setDaemon(true);
        STARTED.put(name, leak);
        thread.start();
        try {
            return leak.borrowed.get(BORROW_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new Refusal(503, "no connection after " + BORROW_SECONDS + " s; the thread still waits for one");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException sql) {
                throw sql;
            }
            throw e.getCause() instanceof Refusal refusal ? refusal : new IllegalStateException(e);
        }
    }

    /** A line for each background thread, by name. */
    static List<String> lines() {
        return STARTED.values().stream()
                .map(leak -> "thread=leaky-blocked-" + leak.name + " " + leak.state)
                .toList();
    }

    static void forgetAll() {
        STARTED.clear();
    }

    @Override
    public void run() {
        KeptConnection kept;
        try {
            KeptConnections.HERE.requireFree(name);
            kept = KeptConnections.HERE.use(dataSource.getConnection(), name, "blocked");
            before.run(kept);
        } catch (SQLException | RuntimeException e) {
            // what was borrowed is kept: a reset rolls back and closes it
            state = "came to no statement: " + (e instanceof SQLException sql ? Outcome.describe(sql) : e.toString());
            borrowed.completeExceptionally(e);
            return;
        }
        state = "statement: running";
        borrowed.complete(kept);
        String statement = "statement: " + Outcome.of(() -> Sql.sleep(kept.connection(), seconds));
        state = statement + "; going on: running";
        state = statement + "; going on: " + Outcome.of(() -> Sql.ping(kept.connection()));
    }

    /** Where the connection comes from. */
    private interface Borrowing {
        Connection getConnection() throws SQLException;
    }
}
