package org.poolwarden.standin.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.poolwarden.standin.engine.OraException;

@DisplayName("Another user's objects")
class EnginePrivilegesTest extends EngineCase {

    private EngineClient billing;

    @BeforeEach
    void connect() throws OraException {
        shop.sql("CREATE SEQUENCE numbers");
        shop.sql("CREATE VIEW totals AS SELECT SUM(amount) total FROM orders");
        billing = client("BILLING");
    }

    @ParameterizedTest
    @DisplayName("do not exist for one who was granted nothing")
    @CsvSource(delimiter = '|', textBlock = """
            942  | SELECT * FROM shop.orders
            942  | SELECT * FROM shop.orders FOR UPDATE
            942  | SELECT * FROM shop.totals
            942  | INSERT INTO shop.orders(id) VALUES (9)
            942  | UPDATE shop.orders SET amount = 9 WHERE id = 1
            942  | DELETE FROM shop.orders
            942  | CREATE VIEW mine AS SELECT * FROM shop.orders
            942  | CREATE TABLE mine AS SELECT * FROM shop.orders
            942  | DROP TABLE shop.orders
            942  | TRUNCATE TABLE shop.orders
            942  | ALTER TABLE shop.orders ADD x NUMBER
            942  | GRANT SELECT ON shop.orders TO billing
            2289 | SELECT shop.numbers.NEXTVAL FROM dual
            1031 | CREATE TABLE shop.mine (x NUMBER)
            1031 | CREATE SEQUENCE shop.mine
            """)
    void nothingGranted(int code, String sql) throws OraException {
        assertEquals(code, billing.error(sql));
        assertEquals(30, shop.number("SELECT total FROM totals"));
        assertEquals(1, shop.number("SELECT numbers.NEXTVAL FROM dual"));
    }

    @ParameterizedTest
    @DisplayName("are known and no more to one who was granted SELECT")
    @CsvSource(delimiter = '|', textBlock = """
            1031 | INSERT INTO shop.orders(id) VALUES (9)
            1031 | UPDATE shop.orders SET amount = 9 WHERE id = 1
            1031 | DELETE FROM shop.orders
            1031 | DROP TABLE shop.orders
            1031 | TRUNCATE TABLE shop.orders
            1031 | ALTER TABLE shop.orders ADD x NUMBER
            942  | SELECT * FROM shop.totals
            """)
    void selectGranted(int code, String sql) throws OraException {
        shop.sql("GRANT SELECT ON orders TO billing");
        assertEquals(2, billing.number("SELECT COUNT(*) FROM shop.orders"));
        assertEquals(code, billing.error(sql));
        assertEquals(30, shop.number("SELECT total FROM totals"));
    }

    @Test
    @DisplayName("are known by SELECT to one who was granted INSERT only")
    void insertGranted() throws OraException {
        shop.sql("GRANT INSERT ON orders TO billing");
        billing.sql("INSERT INTO shop.orders(id) VALUES (9)");
        billing.commit();
        assertEquals(1031, billing.error("SELECT * FROM shop.orders"));
        assertEquals(3, shop.number("SELECT COUNT(*) FROM orders"));
    }

    @Test
    @DisplayName("serve for each right that was granted, and not when it was revoked")
    void eachRight() throws OraException {
        shop.sql("GRANT SELECT, INSERT, UPDATE, DELETE ON orders TO billing");
        billing.sql("INSERT INTO shop.orders(id) VALUES (9)");
        billing.sql("UPDATE shop.orders SET amount = 90 WHERE id = 9");
        billing.sql("DELETE FROM shop.orders WHERE id = 1");
        billing.commit();
        assertEquals(2, shop.number("SELECT COUNT(*) FROM orders"));
        shop.sql("REVOKE DELETE ON orders FROM billing");
        assertEquals(1031, billing.error("DELETE FROM shop.orders"));
        shop.sql("REVOKE ALL ON orders FROM billing");
        assertEquals(942, billing.error("DELETE FROM shop.orders"));
    }

    @Test
    @DisplayName("serve everybody by a grant to PUBLIC, through a view without the table under it")
    void publicView() throws OraException {
        shop.sql("GRANT SELECT ON totals TO PUBLIC");
        assertEquals(30, billing.number("SELECT total FROM shop.totals"));
        assertEquals(942, billing.error("SELECT * FROM shop.orders"));
    }

    @Test
    @DisplayName("stay theirs when only the schema is another")
    void currentSchema() throws OraException {
        billing.sql("ALTER SESSION SET CURRENT_SCHEMA = shop");
        assertEquals(942, billing.error("SELECT * FROM orders"));
        assertEquals(942, billing.error("DELETE FROM orders"));
        assertEquals(2289, billing.error("SELECT numbers.NEXTVAL FROM dual"));
        assertEquals(1031, billing.error("CREATE TABLE mine (x NUMBER)"));
    }
}
