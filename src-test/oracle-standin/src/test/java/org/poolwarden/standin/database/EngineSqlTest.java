package org.poolwarden.standin.database;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.poolwarden.standin.engine.EngineSession.StatementKind;
import org.poolwarden.standin.engine.OraException;
import org.poolwarden.standin.engine.OraType;
import org.poolwarden.standin.engine.Result;

class EngineSqlTest extends EngineCase {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            942   | SELECT * FROM nope
            942   | SELECT * FROM billing.orders
            942   | SELECT * FROM nobody.orders
            942   | SELECT * FROM information_schema.sessions
            942   | SELECT * FROM sys.poolwarden_sessions
            903   | SELECT * FROM public.system_rows('POOLWARDEN_SESSIONS', 3)
            900   | SELEC 1 FROM dual
            903   | SELECT id FROM FROM orders
            900   | SHUTDOWN
            922   | SET LOCK_TIMEOUT 5
            900   | SCRIPT
            3001  | EXPLAIN PLAN FOR SELECT 1 FROM dual
            911   | SELECT 1 FROM dual;
            911   | UPDATE orders SET id = 9; DELETE FROM orders
            1756  | SELECT 'x FROM dual
            904   | SELECT nope FROM orders
            904   | SELECT nope(id) FROM orders
            1     | INSERT INTO orders(id) VALUES (1)
            955   | CREATE TABLE orders (id NUMBER)
            1400  | INSERT INTO orders(note) VALUES ('x')
            12899 | INSERT INTO orders(id, note) VALUES (5, '123456789012345678901')
            1438  | INSERT INTO orders(id, amount) VALUES (5, 12345678901)
            1722  | INSERT INTO orders(id) VALUES ('x')
            1476  | SELECT 1 / 0 FROM dual
            1008  | SELECT 1 FROM orders WHERE id = :1
            1031  | CREATE USER eve PASSWORD 'x'
            2003  | SELECT SYS_CONTEXT('USERENV', 'NOPE') FROM dual
            3001  | ALTER SESSION SET NLS_DATE_FORMAT = 'YYYY'
            2248  | ALTER SESSION SET NO_SUCH = 1
            904   | SELECT TRUE FROM dual
            """)
    void whatIsWrongHasOraclesNumber(int code, String sql) {
        assertEquals(code, shop.error(sql));
    }

    @Test
    void aUserWorksInItsOwnSchema() throws OraException {
        EngineClient billing = client("BILLING");
        billing.sql("CREATE TABLE orders (id NUMBER)");
        assertEquals(0, billing.number("SELECT COUNT(*) FROM orders"));
        assertEquals(0, billing.number("SELECT COUNT(*) FROM billing.orders"));
        assertEquals(942, billing.error("SELECT COUNT(*) FROM shop.orders"));
        assertEquals(942, billing.error("DELETE FROM shop.orders"));
        shop.sql("GRANT SELECT ON orders TO billing");
        assertEquals(2, billing.number("SELECT COUNT(*) FROM shop.orders"));
    }

    @Test
    void aSessionKnowsItself() throws OraException {
        assertEquals("SHOP", shop.value("SELECT USER FROM dual"));
        assertEquals("SHOP", shop.value("SELECT SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA') FROM SYS.DUAL"));
        assertEquals("SHOP", shop.value("SELECT sys_context('userenv', 'session_user') FROM dual"));
        assertEquals(Integer.toString(shop.session.sid()), shop.value("SELECT SYS_CONTEXT('USERENV','SID') FROM dual"));
        assertEquals("1", shop.value("SELECT SYS_CONTEXT('USERENV','INSTANCE') FROM dual"));
        assertEquals("web1", shop.value("SELECT SYS_CONTEXT('USERENV','HOST') FROM dual"));
        assertEquals("FREE", shop.value("SELECT SYS_CONTEXT('USERENV','DB_UNIQUE_NAME') FROM dual"));
        assertEquals("FREEPDB1", shop.value("SELECT SYS_CONTEXT('USERENV','CON_NAME') FROM dual"));
        shop.session.endToEnd("checkout", "pay", "joe", null);
        shop.session.endToEnd(null, "", null, null);
        assertEquals("checkout", shop.value("SELECT SYS_CONTEXT('USERENV','MODULE') FROM dual"));
        assertNull(shop.value("SELECT SYS_CONTEXT('USERENV','ACTION') FROM dual"));
    }

    @Test
    void columnsAreDescribedAsOracleDoes() throws OraException {
        shop.sql("CREATE TABLE t (n NUMBER, i NUMBER(10), p NUMBER(10,2), v VARCHAR2(10 CHAR), d DATE, ts TIMESTAMP)");
        shop.sql("INSERT INTO t VALUES (1.50, 2, 3, '', SYSDATE, SYSTIMESTAMP)");
        Result result = shop.sql("SELECT t.*, SYSTIMESTAMP now, 1 one FROM t");
        List<OraType> types = result.columns().stream().map(Result.Column::type).toList();
        assertEquals(
                List.of(
                        OraType.NUMBER,
                        OraType.NUMBER,
                        OraType.NUMBER,
                        OraType.VARCHAR2,
                        OraType.DATE,
                        OraType.TIMESTAMP,
                        OraType.TIMESTAMP_TZ,
                        OraType.NUMBER),
                types);
        assertEquals(
                new Result.Column("N", OraType.NUMBER, 22, 0, -127),
                result.columns().get(0));
        assertEquals(
                new Result.Column("P", OraType.NUMBER, 22, 10, 2),
                result.columns().get(2));
        assertEquals(
                new Result.Column("V", OraType.VARCHAR2, 10, 0, 0),
                result.columns().get(3));
        Object[] row = result.rows().get(0);
        assertEquals(new BigDecimal("1.5"), row[0]);
        assertNull(row[3]);
        assertInstanceOf(LocalDateTime.class, row[4]);
        assertInstanceOf(OffsetDateTime.class, row[6]);
    }

    @Test
    void bindsGoByPositionOrByName() throws OraException {
        String sql = "SELECT note || ':no bind' FROM orders /* :nor this */ WHERE id = :1 AND amount = :amount -- :x";
        assertEquals("one:no bind", shop.value(sql, 1, 10));
        String twice = "SELECT COUNT(*) FROM orders WHERE id = :id OR amount = :id";
        assertEquals(1, shop.number(twice, 2));
        assertEquals(2, shop.number(twice, 2, 10));
        assertEquals(1036, shop.error(twice, 1, 2, 3));
        assertEquals("2.5", shop.value("SELECT :1 FROM dual", "2.5"));
        assertNull(shop.value("SELECT :1 FROM dual", (Object) null));
    }

    @Test
    void aLongNoteOfForeignLettersIsNoLongerThanItsColumnSays() throws OraException {
        shop.sql("UPDATE orders SET note = :1 WHERE id = 1", "ä".repeat(20));
        Result result = shop.sql("SELECT note FROM orders WHERE id = 1");
        assertEquals(40, result.columns().get(0).size());
    }

    @Test
    void theKindOfAStatementIsItsFirstWords() {
        assertEquals(StatementKind.QUERY, shop.session.kindOf("/* x */ select 1 from dual"));
        assertEquals(StatementKind.QUERY, shop.session.kindOf("WITH x AS (SELECT 1 FROM dual) SELECT * FROM x"));
        assertEquals(StatementKind.PLSQL, shop.session.kindOf("begin null; end;"));
        assertEquals(StatementKind.PLSQL, shop.session.kindOf("CALL x(1)"));
        assertEquals(StatementKind.OTHER, shop.session.kindOf("UPDATE orders SET id = 1"));
        assertEquals(StatementKind.OTHER, shop.session.kindOf("'"));
    }

    @Test
    void whatRunsAndWhatRanHaveAnIdOfThirteen() throws Exception {
        shop.sql("SELECT id FROM orders");
        assertNull(shop.row().sqlId());
        assertEquals("SELECT id FROM orders", shop.row().sqlText());
        String id = shop.row().prevSqlId();
        assertTrue(id.matches("[0-9a-z]{13}"), id);
        shop.sql("SELECT 1 FROM dual");
        shop.sql("SELECT id FROM orders");
        assertEquals(id, shop.row().prevSqlId());
    }

    @Test
    void wordsThatOnlyOtherDatabasesReserveAreNames() throws OraException {
        shop.sql("CREATE TABLE settings (key VARCHAR2(10), value INTEGER, day DATE, CONSTRAINT pk PRIMARY KEY (key))");
        shop.sql("INSERT INTO settings (key, value, day) VALUES ('a', 1, SYSDATE)");
        assertEquals(1, shop.number("SELECT value FROM settings WHERE key = 'a' AND day <= SYSDATE"));
        assertEquals(38, shop.sql("SELECT value FROM settings").columns().get(0).precision());
    }

    @Test
    void bytesComeBack() throws OraException {
        shop.sql("CREATE TABLE r (b RAW(16))");
        shop.sql("INSERT INTO r VALUES (:1)", (Object) new byte[] {1, 2});
        assertArrayEquals(new byte[] {1, 2}, (byte[]) shop.value("SELECT b FROM r"));
    }
}
