package org.poolwarden.leaky.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.poolwarden.leaky.answer.Answer;
import org.poolwarden.leaky.answer.Outcome;
import org.poolwarden.leaky.answer.Refusal;

/** What an application does rightly: everything here closes what it borrows. */
public final class HonestWork {

    private static final long PAUSE_MILLIS = 500;

    private HonestWork() {}

    public static Answer borrow(DataSource dataSource) throws SQLException {
        long start = System.nanoTime();
        try (Connection connection = dataSource.getConnection()) {
            long waited = millisSince(start);
            String sid = Sql.sid(connection);
            Sql.ping(connection);
            return new Answer("Borrowed a connection, used it and closed it.")
                    .with("getConnectionMillis", waited)
                    .with("sid", sid);
        } catch (SQLException e) {
            throw new Refusal(500, "after " + millisSince(start) + " ms: " + Outcome.describe(e));
        }
    }

    public static Answer waitForRow(DataSource dataSource, int row) throws SQLException {
        return LeakyRow.over(dataSource, () -> {
            try (Connection connection = dataSource.getConnection()) {
                String sid = Sql.sid(connection);
                connection.setAutoCommit(false);
                long start = System.nanoTime();
                LeakyRow.update(connection, row, "free");
                long waited = millisSince(start);
                connection.commit();
                return new Answer("Updated row " + row + ", committed and closed.")
                        .with("waitedMillis", waited)
                        .with("sid", sid);
            }
        });
    }

    public static Answer longQuery(DataSource dataSource, int seconds) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            String sid = Sql.sid(connection);
            long start = System.nanoTime();
            Sql.sleep(connection, seconds);
            return new Answer("Ran one long statement and closed.")
                    .with("statementMillis", millisSince(start))
                    .with("sid", sid);
        }
    }

    public static Answer slowPage(DataSource dataSource, int seconds) throws SQLException, InterruptedException {
        try (Connection connection = dataSource.getConnection()) {
            String sid = Sql.sid(connection);
            long start = System.nanoTime();
            int uses = 0;
            while (millisSince(start) < TimeUnit.SECONDS.toMillis(seconds)) {
                Sql.ping(connection);
                uses++;
                Thread.sleep(PAUSE_MILLIS);
            }
            return new Answer("Held a connection, used it all the time and closed it.")
                    .with("heldMillis", millisSince(start))
                    .with("uses", uses)
                    .with("sid", sid);
        }
    }

    public static Answer fetch(DataSource dataSource, int id) throws SQLException {
        return LeakyRow.over(dataSource, () -> {
            try (Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(false);
                LeakyRow.insert(connection, id, "rolled back");
                int rows = LeakyRow.fetchOneByOne(connection);
                connection.rollback();
                return new Answer("Inserted a row, fetched all of them one by one and rolled back.").with("rows", rows);
            }
        });
    }

    /** The rows as a session of its own sees them: what others have not committed is not among them. */
    public static Answer rows(DataSource dataSource) throws SQLException {
        return LeakyRow.over(dataSource, () -> {
            try (Connection connection = dataSource.getConnection()) {
                Answer answer = new Answer("The committed rows of leaky_row:");
                LeakyRow.list(connection).forEach(answer::line);
                return answer;
            }
        });
    }

    private static long millisSince(long start) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }
}
