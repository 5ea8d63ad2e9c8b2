package org.poolwarden.standin.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A socket that is cut")
class CutFaultTest extends FaultCase {

    @Test
    @DisplayName("before a commit leaves nothing committed")
    void beforeACommit() throws Exception {
        Fault fault = faults.cutBefore(When.call(CallKind.COMMIT).by("SHOP"));
        execute(shop, INSERT);
        losesConnection(shop, commit(shop));
        shopsSessionIsGone();
        assertEquals(1, fault.fired());
        assertEquals(0, committed());
        commitsAgain(0);
    }

    @Test
    @DisplayName("in the answer to a commit leaves it committed, and the client does not know")
    void inACommit() throws Exception {
        faults.cutIn(When.call(CallKind.COMMIT).by("SHOP"));
        execute(shop, INSERT);
        losesConnection(shop, commit(shop));
        shopsSessionIsGone();
        assertEquals(1, committed());
        commitsAgain(1);
    }

    @Test
    @DisplayName("after a commit, before its answer, leaves it committed, and the client does not know")
    void afterACommit() throws Exception {
        faults.cutAfter(When.call(CallKind.COMMIT).by("SHOP"));
        execute(shop, INSERT);
        losesConnection(shop, commit(shop));
        shopsSessionIsGone();
        assertEquals(1, committed());
        commitsAgain(1);
    }

    @Test
    @DisplayName("after a statement without its commit rolls it back")
    void afterAStatement() throws Exception {
        faults.cutAfter(When.sql("insert into orders").by("shop"));
        losesConnection(shop, () -> execute(shop, INSERT));
        shopsSessionIsGone();
        assertEquals(0, committed());
        commitsAgain(0);
    }

    @Test
    @DisplayName("after a statement with autocommit leaves it committed")
    void afterAStatementWithAutocommit() throws Exception {
        shop.setAutoCommit(true);
        faults.cutAfter(When.sql("INSERT INTO orders").by("SHOP"));
        losesConnection(shop, () -> execute(shop, INSERT));
        shopsSessionIsGone();
        assertEquals(1, committed());
        commitsAgain(1);
    }

    @Test
    @DisplayName("in the rows of a query gives the client none of them")
    void inAQuery() throws Exception {
        faults.cutIn(When.sql("SELECT COUNT(*)").by("SHOP"));
        losesConnection(shop, () -> number(shop, "SELECT COUNT(*) FROM orders"));
        shopsSessionIsGone();
        commitsAgain(0);
    }

    @Test
    @DisplayName("between two fetches leaves the client with the rows that it has")
    void beforeAFetch() throws Exception {
        try (PreparedStatement insert = shop.prepareStatement("INSERT INTO orders VALUES (?, 0)")) {
            for (int id = 100; id < 150; id++) {
                insert.setInt(1, id);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        shop.commit();
        faults.cutBefore(When.call(CallKind.FETCH).containing("FROM orders").by("SHOP"));
        int seen = 0;
        PreparedStatement query = shop.prepareStatement("SELECT id FROM orders ORDER BY id");
        query.setFetchSize(10);
        ResultSet rows = query.executeQuery();
        while (seen < 10 && rows.next()) {
            seen++;
        }
        losesConnection(shop, rows::next);
        assertEquals(10, seen);
        shopsSessionIsGone();
        commitsAgain(50);
    }

    @Test
    @DisplayName("before a logoff makes a rollback of what would have been a commit")
    void beforeALogoff() throws Exception {
        faults.cutBefore(When.call(CallKind.LOGOFF).by("SHOP"));
        execute(shop, INSERT);
        try {
            shop.close();
        } catch (SQLException e) {
            assertTrue(CUT.contains(e.getErrorCode()), e::toString);
        }
        shopsSessionIsGone();
        assertEquals(0, committed());
    }

    @Test
    @DisplayName("at the login opens no session")
    void atTheLogin() throws Exception {
        for (Fault fault : new Fault[] {
            faults.cutBefore(When.call(CallKind.LOGIN).by("OPSDBA")),
            faults.cutIn(When.call(CallKind.LOGIN).by("OPSDBA")),
            faults.cutAfter(When.call(CallKind.LOGIN).by("OPSDBA"))
        }) {
            assertThrows(SQLException.class, () -> connect("OPSDBA", "opsdba"));
            assertTrue(
                    oracle.sessions().stream().noneMatch(row -> row.username().equals("OPSDBA")),
                    () -> "left a session: " + fault);
        }
        connect("OPSDBA", "opsdba").close();
    }

    /** The same again meets nothing: the fault is off. */
    private void commitsAgain(int before) throws SQLException {
        try (Connection next = connect("SHOP", "shop")) {
            next.setAutoCommit(false);
            execute(next, "INSERT INTO orders VALUES (2, 20)");
            next.commit();
        }
        assertEquals(before + 1, committed());
    }
}
