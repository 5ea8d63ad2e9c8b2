package org.poolwarden.standin.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.poolwarden.standin.engine.OraException;

class EngineTransactionTest extends EngineCase {

    private static final String COUNT = "SELECT COUNT(*) FROM orders";

    @Test
    void anUncommittedRowIsSeenByNobodyElseAndIsGoneWithALostSocket() throws OraException {
        EngineClient other = client("SHOP");
        shop.sql("INSERT INTO orders(id) VALUES (3)");
        assertEquals(3, shop.number(COUNT));
        assertEquals(2, other.number(COUNT));
        shop.session.lost();
        assertEquals(2, other.number(COUNT));
        assertFalse(shop.isThere());
    }

    @Test
    void aCleanLogoffCommits() throws OraException {
        shop.sql("INSERT INTO orders(id) VALUES (3)");
        shop.session.logoff();
        shop.session.lost();
        assertEquals(3, client("SHOP").number(COUNT));
    }

    @Test
    void ddlCommitsWhatWasOpen() throws OraException {
        shop.sql("INSERT INTO orders(id) VALUES (3)");
        shop.sql("CREATE TABLE other (id NUMBER)");
        assertFalse(shop.session.inTransaction());
        shop.rollback();
        assertEquals(3, shop.number(COUNT));
    }

    @Test
    void ddlDoesNotWaitForATableInUse() throws OraException {
        EngineClient other = client("SHOP");
        shop.sql("INSERT INTO orders(id) VALUES (3)");
        assertEquals(54, other.error("DROP TABLE orders"));
        shop.commit();
        other.sql("DROP TABLE orders");
        assertEquals(942, shop.error(COUNT));
    }

    @Test
    void aStatementThatFailsUndoesOnlyItself() throws OraException {
        shop.sql("INSERT INTO orders(id) VALUES (3)");
        assertEquals(1, shop.error("INSERT INTO orders(id) SELECT id + 3 FROM orders UNION ALL SELECT 1 FROM dual"));
        assertTrue(shop.session.inTransaction());
        assertEquals(1, shop.row().undoRecords());
        shop.commit();
        assertEquals(3, shop.number(COUNT));
    }

    @Test
    void dmlOpensATransactionAndAQueryDoesNot() throws OraException {
        shop.number(COUNT);
        assertFalse(shop.session.inTransaction());
        assertEquals(1, shop.error("INSERT INTO orders(id) VALUES (1)"));
        assertFalse(shop.session.inTransaction());
        shop.sql("SELECT id FROM orders FOR UPDATE");
        assertTrue(shop.session.inTransaction());
        shop.sql("ROLLBACK");
        assertFalse(shop.session.inTransaction());
        shop.sql("UPDATE orders SET amount = amount + 1");
        assertTrue(shop.session.inTransaction());
        assertEquals(2, shop.row().undoRecords());
        shop.sql("COMMIT");
        assertFalse(shop.row().inTransaction());
    }

    @Test
    void rollingBackToASavepointKeepsTheTransaction() throws OraException {
        shop.sql("SAVEPOINT ORACLE_SVPT_1");
        shop.sql("INSERT INTO orders(id) VALUES (3)");
        shop.sql("SAVEPOINT ORACLE_SVPT_2");
        shop.sql("INSERT INTO orders(id) VALUES (4)");
        shop.sql("ROLLBACK TO ORACLE_SVPT_2");
        assertEquals(3, shop.number(COUNT));
        assertEquals(1, shop.row().undoRecords());
        shop.sql("ROLLBACK TO SAVEPOINT ORACLE_SVPT_1");
        assertEquals(2, shop.number(COUNT));
        assertEquals(1086, shop.error("ROLLBACK TO ORACLE_SVPT_2"));
        assertTrue(shop.session.inTransaction());
    }

    @Test
    void aSidIsUsedAgainWithAnotherSerial() throws OraException {
        int serial = shop.session.serial();
        shop.session.logoff();
        EngineClient next = client("SHOP");
        assertEquals(shop.session.sid(), next.session.sid());
        assertTrue(next.session.serial() != serial);
        assertEquals(
                28, assertThrows(OraException.class, shop.session::callBegins).code());
    }

    @Test
    void readCommittedIsTheOnlyIsolation() throws OraException {
        shop.sql("ALTER SESSION SET ISOLATION_LEVEL = READ COMMITTED");
        assertEquals(3001, shop.error("ALTER SESSION SET ISOLATION_LEVEL = SERIALIZABLE"));
    }
}
