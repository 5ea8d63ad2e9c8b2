package org.poolwarden.standin.xa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.poolwarden.standin.Eventually;
import org.poolwarden.standin.Jdbc;
import org.poolwarden.standin.database.catalog.SessionId;
import org.poolwarden.standin.database.catalog.SessionRow;

@DisplayName("A branch that its session has ended and nobody has prepared yet")
@Timeout(60)
class XaDetachedTest extends XaCase {

    private static final TestXid XID = TestXid.of("detached");

    private SessionId detached() throws SQLException, XAException {
        SessionId session = Jdbc.keyOf(first.connection);
        first.xa.start(XID, XAResource.TMNOFLAGS);
        first.sql(ROW_1);
        assertTrue(Jdbc.row(oracle, session).inTransaction());
        first.xa.end(XID, XAResource.TMSUCCESS);
        return session;
    }

    @Test
    @DisplayName("is no transaction of that session any more, and holds its locks without one")
    void hasNoSession() throws Exception {
        SessionRow session = Jdbc.row(oracle, detached());
        assertFalse(session.inTransaction());
        assertNull(session.undoRecords());
        SessionId waiter = Jdbc.keyOf(witness);
        var waiting = Jdbc.start(() -> Jdbc.execute(witness, ROW_1));
        Eventually.get(() -> Jdbc.row(oracle, waiter).event(), "enq: TX - row lock contention"::equals);
        assertNull(Jdbc.row(oracle, waiter).blocker());
        second.xa.rollback(XID);
        assertEquals(0, waiting.get());
        assertEquals(11, amount(1));
    }

    @Test
    @DisplayName("is not what DISCONNECT POST_TRANSACTION waits for: the session goes, the branch lives on")
    void postTransaction() throws Exception {
        SessionId session = detached();
        try (Connection dba = Jdbc.connect(oracle, "OPSDBA", "opsdba")) {
            Jdbc.execute(
                    dba,
                    "ALTER SYSTEM DISCONNECT SESSION '" + session.sid() + "," + session.serial()
                            + "' POST_TRANSACTION IMMEDIATE");
        }
        assertTrue(oracle.sessions().stream().noneMatch(row -> row.key().equals(session)));
        assertThrows(SQLException.class, () -> first.sql(ROW_2));
        assertEquals(10, amount(1));
        second.xa.commit(XID, true);
        assertEquals(11, amount(1));
    }
}
