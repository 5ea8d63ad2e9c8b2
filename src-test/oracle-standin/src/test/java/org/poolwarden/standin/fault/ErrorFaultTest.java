package org.poolwarden.standin.fault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.BatchUpdateException;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.standin.Eventually;
import org.poolwarden.standin.database.catalog.SessionRow;

@DisplayName("A server that fails on purpose")
class ErrorFaultTest extends FaultCase {

    @Test
    @DisplayName("answers the third and fourth matching statement with the error, and no other")
    void theNthStatement() throws Exception {
        Fault fault = faults.error(
                54,
                "resource busy and acquire with NOWAIT specified or timeout expired",
                When.statement()
                        .matching(Pattern.compile("INSERT INTO orders VALUES \\(\\d+, 10\\)"))
                        .nth(3)
                        .times(2));
        for (int id = 1; id <= 5; id++) {
            execute(shop, "INSERT INTO orders VALUES (" + 10 * id + ", 20)");
            String sql = "INSERT INTO orders VALUES (" + id + ", 10)";
            if (id == 3 || id == 4) {
                SQLException error = error(() -> execute(shop, sql));
                assertEquals(54, error.getErrorCode());
                assertEquals("61000", error.getSQLState());
                assertTrue(error.getMessage().startsWith("ORA-00054: resource busy"), error::toString);
                assertTrue(session("SHOP").inTransaction(), "an error of a statement ends nothing else");
            } else {
                execute(shop, sql);
            }
        }
        shop.commit();
        assertEquals(8, committed());
        assertEquals(2, fault.fired());
    }

    @Test
    @DisplayName("fails in the middle of a batch, which tells how far it came")
    void inABatch() throws Exception {
        faults.error(
                1, "unique constraint violated", When.sql("INSERT").by("SHOP").nth(3));
        try (PreparedStatement insert = shop.prepareStatement("INSERT INTO orders VALUES (?, 0)")) {
            for (int id = 1; id <= 5; id++) {
                insert.setInt(1, id);
                insert.addBatch();
            }
            BatchUpdateException error = assertThrows(BatchUpdateException.class, insert::executeBatch);
            assertEquals(1, error.getErrorCode());
            assertEquals("23000", error.getSQLState());
            assertArrayEquals(
                    new int[] {Statement.SUCCESS_NO_INFO, Statement.SUCCESS_NO_INFO}, error.getUpdateCounts());
        }
        shop.commit();
        assertEquals(2, committed());
    }

    @Test
    @DisplayName("meets only the user that is meant, though the neighbour says the same first")
    void onlyTheUser() throws Exception {
        Fault fault =
                faults.error(54, "resource busy", When.sql("SELECT COUNT(*)").by("SHOP"));
        assertEquals(1, number(neighbour, "SELECT COUNT(*) FROM orders"));
        assertEquals(0, fault.fired());
        assertEquals(
                54, error(() -> number(shop, "SELECT COUNT(*) FROM orders")).getErrorCode());
        assertEquals(0, number(shop, "SELECT COUNT(*) FROM orders"));
        assertEquals(1, fault.fired());
    }

    @Test
    @DisplayName("fails a commit, and the transaction stays open")
    void aCommit() throws Exception {
        faults.error(2091, "transaction rolled back", When.call(CallKind.COMMIT).by("SHOP"));
        execute(shop, INSERT);
        assertEquals(2091, error(commit(shop)).getErrorCode());
        assertEquals(0, committed());
        shop.commit();
        assertEquals(1, committed());
    }

    @Test
    @DisplayName("ends the session with ORA-00028, as a kill")
    void asAKill() throws Exception {
        faults.error(28, "your session has been killed", When.sql("SELECT").by("SHOP"));
        execute(shop, INSERT);
        SQLException error = error(() -> number(shop, "SELECT COUNT(*) FROM orders"));
        assertEquals(28, error.getErrorCode());
        assertEquals("08006", error.getSQLState());
        assertTrue(shop.isClosed());
        shopsSessionIsGone();
        assertEquals(0, committed());
    }

    @Test
    @DisplayName("fails a validation by ping, and only of the program that is meant")
    void aPing() throws Exception {
        Fault fault =
                faults.error(1012, "not logged on", When.call(CallKind.PING).from("pool"));
        assertTrue(shop.isValid(5));
        try (Connection pool = connect("SHOP", "shop", "v$session.program", "pool")) {
            assertFalse(pool.isValid(5));
        }
        assertEquals(1, fault.fired());
    }

    @Test
    @DisplayName("fails a login, which opens no session")
    void aLogin() throws Exception {
        faults.error(1033, "ORACLE initialization or shutdown in progress", When.call(CallKind.LOGIN));
        assertEquals(1033, error(() -> connect("OPSDBA", "opsdba")).getErrorCode());
        assertTrue(oracle.sessions().stream().noneMatch(row -> row.username().equals("OPSDBA")));
        connect("OPSDBA", "opsdba").close();
    }

    @Test
    @DisplayName("loses an OUT value of a call that was done")
    void dropsAnOutValue() throws Exception {
        Fault fault = faults.dropOut(8, When.sql("disconnect_session"));
        try (Connection warden = connect("POOLWARDEN", "warden")) {
            SessionRow victim = session("SHOP");
            execute(shop, INSERT);
            assertNull(disconnect(warden, victim));
            shopsSessionIsGone();
            assertEquals(0, committed());
            assertEquals(1, fault.fired());
            assertEquals(1, number(warden, "SELECT COUNT(*) FROM sys.poolwarden_audit_log WHERE outcome = 'DONE'"));
            connect("SHOP", "shop");
            assertEquals("DONE", disconnect(warden, session("SHOP")));
        }
    }

    @Test
    @DisplayName("resets new connections, so many of them, and leaves open ones alone")
    void resetsConnections() throws Exception {
        Fault fault = faults.refuseConnections(1);
        SQLException error = error(() -> connect("OPSDBA", "opsdba"));
        assertTrue(error.getSQLState().startsWith("08") || error.getErrorCode() == 17_002, error::toString);
        assertEquals(1, fault.fired());
        assertEquals(0, number(shop, "SELECT COUNT(*) FROM orders"));
        connect("OPSDBA", "opsdba").close();
    }

    @Test
    @DisplayName("refuses new connections with a listener's code, so many of them")
    void refusesConnections() throws Exception {
        Fault fault = faults.refuseConnections(2, 12_516);
        for (int i = 0; i < 2; i++) {
            SQLException error = error(() -> connect("OPSDBA", "opsdba"));
            assertEquals(12_516, error.getErrorCode());
            assertEquals("66000", error.getSQLState());
        }
        connect("OPSDBA", "opsdba").close();
        assertEquals(2, fault.fired());
    }

    @Test
    @DisplayName("fails no more when all faults are cleared")
    void isClearedBeforeItsCount() throws Exception {
        Fault fault = faults.error(54, "busy", When.sql("INSERT").times(100));
        Fault other = faults.cutAfter(When.sql("nothing like it"));
        assertEquals(54, error(() -> execute(shop, INSERT)).getErrorCode());
        assertEquals(List.of(fault, other), faults.active());
        faults.clear();
        execute(shop, INSERT);
        assertEquals(1, fault.fired());
        Eventually.get(faults::active, List::isEmpty);
    }

    private static String disconnect(Connection warden, SessionRow victim) throws SQLException {
        try (CallableStatement call =
                warden.prepareCall("{call sys.poolwarden.disconnect_session(?,?,?,?,?,?,?,?,?)}")) {
            call.setLong(1, victim.sid());
            call.setLong(2, victim.serial());
            call.setLong(3, 1);
            call.setString(4, "IMMEDIATE");
            call.setString(5, "jane");
            call.setString(6, "leaked");
            call.setString(7, "kill 1");
            call.registerOutParameter(8, Types.VARCHAR);
            call.registerOutParameter(9, Types.NUMERIC);
            call.execute();
            return call.getString(8);
        }
    }
}
