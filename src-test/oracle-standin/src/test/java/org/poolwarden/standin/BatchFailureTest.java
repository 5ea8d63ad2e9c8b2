package org.poolwarden.standin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.poolwarden.standin.scripted.Driver;

@DisplayName("A batch that fails in the middle")
@Timeout(60)
class BatchFailureTest {

    private StandIn oracle;
    private Connection shop;

    @BeforeEach
    void start() throws SQLException {
        oracle = StandIn.demo(0);
        shop = DriverManager.getConnection(oracle.url(), "SHOP", "shop");
        try (Statement statement = shop.createStatement()) {
            statement.execute("CREATE TABLE items (id NUMBER PRIMARY KEY, name VARCHAR2(5))");
        }
        shop.setAutoCommit(false);
    }

    @AfterEach
    void stop() throws SQLException {
        shop.rollback();
        shop.close();
        assertEquals(List.of(), oracle.protocolErrors());
        oracle.close();
    }

    private BatchUpdateException insert(PreparedStatement insert, int... ids) throws SQLException {
        for (int id : ids) {
            insert.setInt(1, id);
            insert.setString(2, "n" + id);
            insert.addBatch();
        }
        return assertThrows(BatchUpdateException.class, insert::executeBatch);
    }

    private List<Integer> ids() throws SQLException {
        try (Statement statement = shop.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id FROM items ORDER BY id")) {
            List<Integer> ids = new ArrayList<>();
            while (rows.next()) {
                ids.add(rows.getInt(1));
            }
            return ids;
        }
    }

    @Test
    @DisplayName("keeps the rows before it in the transaction, and goes on with the next batch")
    void middle() throws SQLException {
        try (PreparedStatement insert = shop.prepareStatement("INSERT INTO items VALUES (?, ?)")) {
            BatchUpdateException error = insert(insert, 1, 2, 3, 2, 4, 5);
            assertEquals(1, error.getErrorCode());
            assertArrayEquals(
                    new int[] {Statement.SUCCESS_NO_INFO, Statement.SUCCESS_NO_INFO, Statement.SUCCESS_NO_INFO},
                    error.getUpdateCounts());
            assertEquals(List.of(1, 2, 3), ids());
            assertEquals(12899, insert(insert, 6, 70_000).getErrorCode());
            assertEquals(List.of(1, 2, 3, 6), ids());
            shop.rollback();
            assertEquals(List.of(), ids());
        }
    }

    @Test
    @DisplayName("tells of the first row, of the last, and of one among thousands")
    void everywhere() throws SQLException {
        try (PreparedStatement insert = shop.prepareStatement("INSERT INTO items VALUES (?, ?)")) {
            assertEquals(0, insert(insert, 70_000, 1, 2).getUpdateCounts().length);
            assertEquals(2, insert(insert, 1, 2, 70_000).getUpdateCounts().length);
            shop.rollback();
            int[] many = IntStream.range(0, 3_000).map(i -> i == 2_345 ? 5 : i).toArray();
            BatchUpdateException error = insert(insert, many);
            assertEquals(2_345, error.getUpdateCounts().length);
            assertTrue(Arrays.stream(error.getUpdateCounts()).allMatch(count -> count == Statement.SUCCESS_NO_INFO));
            assertEquals(2_345, ids().size());
        }
    }

    @Test
    @DisplayName("of different statements tells how many were done")
    void statements() throws SQLException {
        try (Statement statement = shop.createStatement()) {
            statement.addBatch("INSERT INTO items VALUES (1, 'a')");
            statement.addBatch("UPDATE items SET name = 'b'");
            statement.addBatch("INSERT INTO nosuch VALUES (1)");
            statement.addBatch("INSERT INTO items VALUES (2, 'c')");
            BatchUpdateException error = assertThrows(BatchUpdateException.class, statement::executeBatch);
            assertEquals(Driver.mixedBatchCode(942), error.getErrorCode());
            assertArrayEquals(new int[] {1, 1}, error.getUpdateCounts());
            assertEquals(List.of(1), ids());
        }
    }
}
