package org.poolwarden.standin.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.poolwarden.standin.engine.OraException;
import org.poolwarden.standin.engine.Result;
import org.poolwarden.standin.scripted.Columns;
import org.poolwarden.standin.scripted.Driver;
import org.poolwarden.standin.scripted.TestServer;

class TransactionTest {

    private static final BigDecimal DUPLICATE = BigDecimal.valueOf(13);

    @AutoClose
    final TestServer server = new TestServer();

    @BeforeEach
    void script() {
        server.engine.on("SELECT", (session, binds) -> Columns.row(Columns.number("N"), BigDecimal.ONE));
        server.engine.on("UPDATE", (session, binds) -> {
            session.transaction(true);
            return Result.count(42);
        });
        server.engine.on("INSERT", (session, binds) -> {
            if (DUPLICATE.equals(binds.get(0).value())) {
                throw new OraException(1, "unique constraint (SCOTT.PK) violated");
            }
            session.transaction(true);
            return Result.count(1);
        });
    }

    private List<String> events() {
        return server.engine.last().events.stream()
                .filter(event -> !event.equals("begins") && !event.equals("ends"))
                .toList();
    }

    @Test
    void autocommitCommitsWithTheStatement() throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            assertEquals(42, statement.executeUpdate("UPDATE t SET a = 1"));
            assertEquals(List.of("UPDATE", "commit"), events());
        }
    }

    @Test
    void theDriverCommitsOnlyWhatIsOpen() throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try (ResultSet rows = statement.executeQuery("SELECT 1 FROM DUAL")) {
                rows.next();
            }
            connection.commit();
            statement.executeUpdate("UPDATE t SET a = 1");
            connection.commit();
            connection.commit();
            statement.executeUpdate("UPDATE t SET a = 1");
            connection.rollback();
            connection.commit();
            List<String> expected = Driver.commitsOnlyWhatIsOpen()
                    ? List.of("SELECT", "UPDATE", "commit", "UPDATE", "rollback")
                    : List.of("SELECT", "commit", "UPDATE", "commit", "commit", "UPDATE", "rollback", "commit");
            assertEquals(expected, events());
        }
        assertEquals("logoff", events().get(events().size() - 1));
    }

    @Test
    void aPreparedStatementCountsEachTime() throws SQLException {
        try (Connection connection = server.connect();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?)")) {
            connection.setAutoCommit(false);
            for (int i = 0; i < 5; i++) {
                insert.setInt(1, i);
                assertEquals(1, insert.executeUpdate());
            }
            insert.setString(1, "another type");
            assertEquals(1, insert.executeUpdate());
            connection.rollback();
            assertEquals("rollback", events().get(6));
        }
    }

    @Test
    void aBatchTellsTheCountOfEachRow() throws SQLException {
        try (Connection connection = server.connect();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?)")) {
            for (int size : new int[] {1, 7, 1_500}) {
                for (int i = 0; i < size; i++) {
                    insert.setInt(1, 100 + i);
                    insert.addBatch();
                }
                int[] ones = Collections.nCopies(size, 1).stream()
                        .mapToInt(Integer::intValue)
                        .toArray();
                assertArrayEquals(ones, insert.executeBatch());
            }
        }
    }

    @Test
    void aBatchThatFailsTellsHowManyRowsWereDone() throws SQLException {
        try (Connection connection = server.connect();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?)")) {
            connection.setAutoCommit(false);
            for (int i = 11; i < 20; i++) {
                insert.setInt(1, i);
                insert.addBatch();
            }
            BatchUpdateException error = assertThrows(BatchUpdateException.class, insert::executeBatch);
            assertEquals(1, error.getErrorCode());
            assertEquals(2, error.getUpdateCounts().length);
            assertEquals(List.of("INSERT", "INSERT", "INSERT"), events());
            connection.rollback();
            assertEquals("rollback", events().get(3));
        }
    }
}
