package org.poolwarden.leaky.transaction;

import jakarta.transaction.UserTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.poolwarden.leaky.answer.Answer;
import org.poolwarden.leaky.answer.Outcome;
import org.poolwarden.leaky.answer.Refusal;
import org.poolwarden.leaky.database.HonestWork;
import org.poolwarden.leaky.database.LeakyRow;
import org.poolwarden.leaky.database.Sql;

/**
 * Inserts a row, stands still, leaves its connection, and then does three units of work in the same component, each in
 * a transaction and on a connection of its own.
 */
public final class NextUnits {

    private static final int UNITS = 3;
    private static final String USER_TRANSACTION = "java:jboss/UserTransaction";
    private static final String EXECUTOR = "java:jboss/ee/concurrency/executor/default";

    private NextUnits() {}

    /** In this request. */
    public static Answer inRequest(DataSource dataSource, Departure departure, int id)
            throws SQLException, InterruptedException {
        HonestWork.rows(dataSource); // the table is there
        Answer answer = new Answer("Inserted row " + id + ", stood still and went on to three units of work.");
        hold(dataSource, departure, id, answer);
        for (int unit = 1; unit <= UNITS; unit++) {
            int row = id + unit;
            answer.with("unit" + unit, Outcome.ofEnd(() -> unit(dataSource, row)));
        }
        return answer;
    }

    /** In a task of the server's executor. */
    public static Answer inTask(DataSource dataSource, Departure departure, int id) throws InterruptedException {
        ExecutorService executor = lookup(EXECUTOR, ExecutorService.class);
        try {
            return executor.submit(() -> inRequest(dataSource, departure, id)).get();
        } catch (ExecutionException e) {
            throw new Refusal(500, "the task failed: " + e.getCause());
        }
    }

    private static void hold(DataSource dataSource, Departure departure, int id, Answer answer)
            throws SQLException, InterruptedException {
        if (departure == Departure.SHARED) {
            answer.with("left", Outcome.ofEnd(() -> share(dataSource, id)));
            return;
        }
        Connection connection = dataSource.getConnection();
        connection.setAutoCommit(false);
        LeakyRow.insert(connection, id, "left open");
        answer.with("sid", Sql.sid(connection));
        Standstill.await();
        answer.with("left", departure == Departure.CLOSE ? Outcome.of(connection::close) : "not closed");
    }

    private static void share(DataSource dataSource, int id) throws Exception {
        UserTransaction transaction = lookup(USER_TRANSACTION, UserTransaction.class);
        transaction.begin();
        try (Connection first = dataSource.getConnection();
                Connection second = dataSource.getConnection()) {
            LeakyRow.insert(first, id, "left open");
            Sql.sid(second);
            Standstill.await();
        }
        transaction.commit();
    }

    private static void unit(DataSource dataSource, int row) throws Exception {
        UserTransaction transaction = lookup(USER_TRANSACTION, UserTransaction.class);
        transaction.begin();
        boolean done = false;
        try (Connection connection = dataSource.getConnection()) {
            LeakyRow.insert(connection, row, "next");
            done = true;
        } finally {
            if (!done) {
                transaction.rollback();
            }
        }
        transaction.commit();
    }

    private static <T> T lookup(String name, Class<T> type) {
        try {
            return type.cast(new InitialContext().lookup(name));
        } catch (NamingException e) {
            throw new Refusal(503, "there is no " + name + " on this server: " + e);
        }
    }
}
