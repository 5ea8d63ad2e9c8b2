package org.poolwarden.standin.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.poolwarden.standin.engine.Bind;
import org.poolwarden.standin.engine.OraException;
import org.poolwarden.standin.engine.OraType;

@DisplayName("A statement that Oracle would not take")
class EngineStrictTest extends EngineCase {

    private static final LocalDateTime NOW = LocalDateTime.of(2026, 1, 1, 0, 0);

    @BeforeEach
    void createTable() throws OraException {
        shop.sql("CREATE TABLE t (n NUMBER, s VARCHAR2(10), d DATE, r RAW(4))");
        shop.sql("INSERT INTO t VALUES (1, 'a', SYSDATE, NULL)");
        shop.commit();
    }

    @ParameterizedTest
    @DisplayName("is not taken, though H2 would")
    @CsvSource(delimiter = '|', textBlock = """
            975  | SELECT d + d FROM t
            975  | SELECT d + SYSTIMESTAMP FROM t
            975  | SELECT SYSDATE + SYSDATE FROM dual
            975  | INSERT INTO t (d) VALUES (SYSDATE + SYSDATE)
            975  | SELECT n FROM t WHERE d + d > SYSDATE
            932  | SELECT d * 2 FROM t
            932  | SELECT 1 - d FROM t
            923  | SELECT 1
            911  | SELECT _ROWID_ FROM t
            920  | SELECT n FROM t WHERE s ILIKE 'a'
            933  | SELECT n FROM t LIMIT 1
            933  | INSERT INTO t(n) VALUES (1), (2)
            904  | SELECT H2VERSION() FROM dual
            904  | SELECT DATABASE() FROM dual
            904  | SELECT file_read('/etc/hostname') FROM dual
            904  | SELECT * FROM CSVREAD('/etc/hostname')
            901  | CREATE ALIAS f FOR 'java.lang.Math.abs'
            901  | CREATE SCHEMA x
            901  | CREATE DOMAIN x AS NUMBER
            902  | CREATE TABLE x (n NOSUCH)
            933  | DROP TABLE IF EXISTS t
            950  | DROP SCHEMA shop
            950  | DROP ALL OBJECTS
            940  | ALTER SEQUENCES
            3290 | TRUNCATE t
            3001 | CREATE OR REPLACE TRIGGER x BEFORE INSERT ON t CALL 'x'
            1031 | CREATE USER eve IDENTIFIED BY x
            1031 | ALTER USER shop IDENTIFIED BY x
            1031 | DROP USER billing
            1031 | GRANT DBA TO billing
            1031 | GRANT CREATE TABLE TO billing
            990  | GRANT FLY ON t TO billing
            942  | GRANT SELECT ON nope TO billing
            1917 | GRANT SELECT ON t TO nobody
            3001 | GRANT SELECT ON t TO billing WITH GRANT OPTION
            3001 | GRANT SELECT ON SCHEMA shop TO billing
            3001 | GRANT EXECUTE ON t TO billing
            """)
    void foreignWords(int code, String sql) throws OraException {
        assertEquals(code, shop.error(sql));
        assertEquals(1, shop.number("SELECT COUNT(*) FROM t"));
    }

    @ParameterizedTest
    @DisplayName("has types that do not go together: ORA-00932")
    @CsvSource(delimiter = '|', textBlock = """
            932  | SELECT n FROM t WHERE d = 5
            932  | SELECT n FROM t WHERE n = d
            932  | INSERT INTO t(d) VALUES (5)
            932  | INSERT INTO t(n) VALUES (SYSDATE)
            1722 | INSERT INTO t(n) VALUES ('x')
            1722 | SELECT n FROM t WHERE n = 'x'
            1722 | SELECT s + 1 FROM t
            """)
    void types(int code, String sql) {
        assertEquals(code, shop.error(sql));
    }

    static Stream<Arguments> wrongBinds() {
        byte[] bytes = {1};
        return Stream.of(
                Arguments.of(932, "INSERT INTO t(d) VALUES (:1)", 5),
                Arguments.of(932, "INSERT INTO t(d) VALUES (:1)", bytes),
                Arguments.of(932, "INSERT INTO t(n) VALUES (:1)", NOW),
                Arguments.of(932, "INSERT INTO t(n) VALUES (:1)", bytes),
                Arguments.of(932, "INSERT INTO t(r) VALUES (:1)", 5),
                Arguments.of(3001, "INSERT INTO t(r) VALUES (:1)", "ff"),
                Arguments.of(932, "UPDATE t SET d = :1", 5),
                Arguments.of(932, "SELECT n FROM t WHERE d = :1", 5),
                Arguments.of(932, "SELECT n FROM t WHERE n = :1", NOW),
                Arguments.of(932, "DELETE FROM t WHERE n = :1", NOW),
                Arguments.of(1722, "SELECT n FROM t WHERE n = :1", "x"),
                Arguments.of(1722, "INSERT INTO t(n) VALUES (:1)", "x"),
                Arguments.of(1858, "INSERT INTO t(d) VALUES (:1)", "x"),
                Arguments.of(1027, "CREATE TABLE x (n NUMBER DEFAULT :1)", 5));
    }

    @ParameterizedTest
    @DisplayName("has a bind of the wrong type, and changes nothing")
    @MethodSource("wrongBinds")
    void bindTypes(int code, String sql, Object value) throws OraException {
        assertEquals(code, shop.error(sql, value));
        assertEquals(1, shop.number("SELECT COUNT(*) FROM t WHERE n = 1 AND d <= SYSDATE"));
    }

    @Test
    @DisplayName("has a null of the wrong type")
    void nullsHaveTypesToo() throws OraException {
        Bind time = new Bind(OraType.DATE, 7);
        OraException error = assertThrows(OraException.class, () -> shop.run("UPDATE t SET n = :1", List.of(time)));
        assertEquals(932, error.code());
        shop.run("UPDATE t SET n = :1", List.of(new Bind(OraType.VARCHAR2, 1)));
    }

    @Test
    @DisplayName("is taken when Oracle converts by itself")
    void conversions() throws OraException {
        shop.sql("INSERT INTO t(n, s) VALUES (:1, :2)", "17", 18);
        assertEquals(1, shop.number("SELECT COUNT(*) FROM t WHERE n = :1 AND s = '18'", "17"));
        assertEquals(2, shop.number("SELECT COUNT(*) FROM t WHERE n = n + :1", 0));
    }

    @Test
    @DisplayName("has too few or too many binds")
    void bindCounts() {
        assertEquals(1008, shop.error("SELECT n FROM t WHERE n = :a AND s = :b", 1));
        assertEquals(1036, shop.error("SELECT n FROM t WHERE n = :a", 1, 2));
        assertEquals(1036, shop.error("SELECT n FROM t", 1));
        assertEquals(1008, shop.error("BEGIN dbms_session.sleep(:1); END;"));
        assertEquals(1006, shop.error("BEGIN dbms_session.sleep(:1); END;", 0, 1));
    }

    @Test
    @DisplayName("calls a procedure with what is no number, or with the wrong number of arguments")
    void arguments() {
        for (Object wrong : new Object[] {NOW, new byte[] {1}}) {
            OraException error =
                    assertThrows(OraException.class, () -> shop.sql("BEGIN dbms_session.sleep(:1); END;", wrong));
            assertEquals(6550, error.code());
            assertTrue(error.getMessage().contains("PLS-00306: wrong number or types"), error.getMessage());
        }
        assertEquals(6550, shop.error("BEGIN dbms_session.sleep(:1, :2); END;", 1, 2));
        assertEquals(6550, shop.error("BEGIN dbms_session.sleep; END;"));
        assertEquals(6502, shop.error("BEGIN dbms_session.sleep(:1); END;", "x"));
    }
}
