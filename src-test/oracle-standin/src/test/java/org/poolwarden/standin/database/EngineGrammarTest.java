package org.poolwarden.standin.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.poolwarden.standin.engine.OraException;

@DisplayName("The grammar")
class EngineGrammarTest extends EngineCase {

    @BeforeEach
    void createTable() throws OraException {
        shop.sql("CREATE TABLE t (n NUMBER, s VARCHAR2(10), d DATE, ts TIMESTAMP, r RAW(4))");
    }

    @ParameterizedTest
    @DisplayName("refuses what no Oracle takes, with its code")
    @CsvSource(delimiterString = " | ", textBlock = """
            936  | SELECT FROM dual
            936  | SELECT 1 + FROM dual
            936  | SELECT n, FROM t
            936  | SELECT n, * FROM t
            936  | SELECT n FROM t WHERE
            936  | SELECT n FROM t ORDER BY
            936  | INSERT INTO t(n) VALUES ()
            923  | SELECT 1
            923  | SELECT *, n FROM t
            923  | SELECT n = 1 FROM t
            923  | SELECT n AS FROM t
            923  | SELECT n 'x' FROM t
            923  | SELECT x'ff' FROM dual
            903  | SELECT n FROM
            903  | SELECT n FROM table
            903  | SELECT id FROM FROM orders
            903  | DELETE FROM
            903  | UPDATE SET n = 1
            903  | CREATE TABLE date (n NUMBER)
            933  | SELECT n FROM t AS x
            933  | SELECT n FROM t LIMIT 1
            933  | SELECT n FROM t x y
            933  | SELECT n FROM t)
            933  | UPDATE t SET n = 1 FROM orders
            933  | DELETE FROM t USING orders
            933  | INSERT INTO t(n) VALUES (1), (2)
            920  | SELECT n FROM t WHERE n
            920  | SELECT n FROM t WHERE 1
            920  | SELECT n FROM t WHERE n = 1 AND s
            920  | SELECT n FROM t WHERE s ILIKE 'a'
            907  | SELECT (1 FROM dual
            907  | SELECT UPPER('a' FROM dual
            907  | SELECT n FROM t WHERE n IN (1, 2
            907  | SELECT n FROM t WHERE n = (SELECT n FROM t ORDER BY n)
            905  | SELECT CASE n WHEN 1 THEN 2 FROM t
            905  | SELECT n FROM t WHERE n BETWEEN 1 OR 2
            905  | SELECT t.n FROM t JOIN orders o
            908  | SELECT n FROM t WHERE n IS 1
            909  | SELECT UPPER('a', 'b') FROM dual
            909  | SELECT NVL(1) FROM dual
            911  | SELECT n FROM t WHERE n = ?
            911  | SELECT `n` FROM t
            911  | SELECT n FROM t;
            924  | SELECT n FROM t ORDER n
            924  | SELECT n FROM t GROUP n
            925  | INSERT t VALUES (1)
            926  | INSERT INTO t DEFAULT VALUES
            926  | INSERT INTO t(n) 1
            927  | UPDATE t SET n 1
            928  | WITH x AS (SELECT 1 a FROM dual) DELETE FROM x
            971  | UPDATE t n = 1
            947  | INSERT INTO t(n, s) VALUES (1)
            947  | INSERT INTO t VALUES (1)
            913  | INSERT INTO t(n) VALUES (1, 2)
            934  | SELECT n FROM t WHERE COUNT(*) > 1
            934  | UPDATE t SET n = COUNT(*)
            937  | SELECT n, COUNT(*) FROM t
            979  | SELECT n, COUNT(*) FROM t GROUP BY s
            979  | SELECT * FROM t GROUP BY n
            979  | SELECT UPPER(s) FROM t GROUP BY LOWER(s)
            979  | SELECT COUNT(*) FROM t GROUP BY s HAVING n > 1
            979  | SELECT COUNT(*) FROM t GROUP BY s ORDER BY n
            979  | SELECT (SELECT MAX(o.id) FROM orders o WHERE o.id = t.n) FROM t GROUP BY t.s
            998  | CREATE VIEW v AS SELECT n + 1 FROM t
            998  | CREATE TABLE v AS SELECT COUNT(*) FROM t
            1786 | SELECT DISTINCT n FROM t FOR UPDATE
            1786 | SELECT COUNT(*) FROM t FOR UPDATE
            2014 | SELECT n FROM t FETCH FIRST 1 ROWS ONLY FOR UPDATE
            1788 | SELECT LEVEL FROM dual
            1789 | SELECT n FROM t UNION SELECT n, s FROM t
            1790 | SELECT n FROM t UNION ALL SELECT s FROM t
            1791 | SELECT DISTINCT s FROM t ORDER BY n
            1861 | SELECT DATE '2026-1-1' FROM dual
            2019 | SELECT n FROM t@elsewhere
            904  | SELECT TRUE FROM dual
            904  | SELECT IFNULL(n, 1) FROM t
            904  | SELECT * FROM SYSTEM_RANGE(1, 3)
            902  | CREATE TABLE x (b BOOLEAN)
            902  | CREATE TABLE x (b TEXT)
            902  | CREATE TABLE x (b)
            906  | CREATE TABLE x (s VARCHAR2)
            906  | CREATE TABLE x
            922  | CREATE TABLE IF NOT EXISTS x (n NUMBER)
            933  | DROP TABLE IF EXISTS t
            1735 | ALTER TABLE t FLY
            922  | SET LOCK_TIMEOUT 5
            900  | SHOW TABLES
            900  | REPLACE INTO t VALUES (1)
            2287 | SELECT n FROM t WHERE n = numbers.NEXTVAL
            30484 | SELECT ROW_NUMBER() FROM t
            """)
    void invalid(int code, String sql) throws OraException {
        assertEquals(code, shop.error(sql), sql);
        assertEquals(0, shop.number("SELECT COUNT(*) FROM t"));
    }

    @ParameterizedTest
    @DisplayName("refuses what Oracle could do with ORA-03001")
    @CsvSource(delimiterString = " | ", textBlock = """
            MERGE INTO t USING orders o ON (t.n = o.id) WHEN MATCHED THEN UPDATE SET s = 'x'
            LOCK TABLE t IN EXCLUSIVE MODE
            EXPLAIN PLAN FOR SELECT 1 FROM dual
            SET TRANSACTION READ ONLY
            RENAME t TO u
            SELECT n FROM t CONNECT BY LEVEL < 3
            SELECT n FROM t START WITH n = 1 CONNECT BY PRIOR n = n
            SELECT n FROM t SAMPLE (10)
            SELECT n FROM t AS OF TIMESTAMP SYSTIMESTAMP
            SELECT * FROM t PIVOT (COUNT(*) FOR s IN ('a'))
            SELECT a.n FROM t a NATURAL JOIN t b
            SELECT a.n FROM t a JOIN t b USING (n)
            SELECT a.n FROM t a, t b WHERE a.n = b.n(+)
            SELECT n FROM t WHERE n = ANY (SELECT 1 FROM dual)
            SELECT n FROM t WHERE (n, s) = ((1, 'a'))
            SELECT n FROM t GROUP BY ROLLUP (n)
            SELECT SUM(n) OVER (ORDER BY s) FROM t
            SELECT LAG(n) OVER (ORDER BY s) FROM t
            SELECT REGEXP_REPLACE(s, 'a', 'b') FROM t
            SELECT GREATEST(1, 2) FROM dual
            SELECT ROWID FROM t
            SELECT INTERVAL '1' DAY FROM dual
            SELECT q'[x]' FROM dual
            SELECT N'x' FROM dual
            SELECT 1.5d FROM dual
            SELECT DBMS_RANDOM.VALUE(1, 2) FROM dual
            SELECT n FROM t FETCH FIRST 10 PERCENT ROWS ONLY
            (SELECT n FROM t) UNION (SELECT n FROM t)
            INSERT ALL INTO t(n) VALUES (1) SELECT 1 FROM dual
            INSERT INTO t(n) VALUES (1) RETURNING n INTO :x
            UPDATE t SET (n, s) = (SELECT 1, 'a' FROM dual)
            DELETE FROM t WHERE n = 1 LOG ERRORS
            CREATE TABLE x (c CLOB)
            CREATE TABLE x (n NUMBER GENERATED ALWAYS AS IDENTITY)
            CREATE TABLE x (n NUMBER) PARTITION BY HASH (n)
            CREATE GLOBAL TEMPORARY TABLE x (n NUMBER)
            CREATE INDEX i ON t (UPPER(s))
            CREATE SYNONYM x FOR t
            CREATE MATERIALIZED VIEW x AS SELECT n FROM t
            ALTER TABLE t ENABLE ROW MOVEMENT
            ALTER TABLE t MODIFY (n NUMBER(5))
            ALTER SESSION SET NLS_DATE_FORMAT = 'YYYY'
            ALTER SESSION SET ISOLATION_LEVEL = SERIALIZABLE
            TRUNCATE TABLE t REUSE STORAGE
            DECLARE x NUMBER; BEGIN NULL; END;
            BEGIN DELETE FROM t; END;
            BEGIN IF 1 = 1 THEN NULL; END IF; END;
            BEGIN DBMS_OUTPUT.PUT_LINE('x'); END;
            BEGIN DBMS_SESSION.SLEEP(1 + 1); END;
            """)
    void notHere(String sql) throws OraException {
        assertEquals(3001, shop.error(sql), sql);
        assertEquals(0, shop.number("SELECT COUNT(*) FROM t"));
    }

    @ParameterizedTest
    @DisplayName("refuses what depends on NLS settings or on what H2 would make of it")
    @CsvSource(delimiterString = " | ", textBlock = """
            3001 | SELECT n FROM t WHERE d = '2026-01-01'
            3001 | INSERT INTO t(d) VALUES ('2026-01-01')
            3001 | SELECT d || 'x' FROM t
            3001 | INSERT INTO t(s) VALUES (SYSDATE)
            3001 | SELECT TO_CHAR(d) FROM t
            3001 | SELECT n FROM t WHERE 'a' = 'a '
            3001 | SELECT ts - ts FROM t
            932  | SELECT d / 2 FROM t
            932  | SELECT SUM(d) FROM t
            932  | SELECT n FROM t WHERE r = 5
            932  | SELECT CASE WHEN n = 1 THEN 'a' ELSE 1 END FROM t
            932  | SELECT COALESCE(n, 'a') FROM t
            """)
    void types(int code, String sql) throws OraException {
        assertEquals(code, shop.error(sql), sql);
        assertEquals(0, shop.number("SELECT COUNT(*) FROM t"));
    }

    @ParameterizedTest
    @DisplayName("takes")
    @CsvSource(delimiterString = " | ", textBlock = """
            3.5        | SELECT 7/2 FROM dual
            .5         | SELECT TO_CHAR(1/2) FROM dual
            1          | SELECT COUNT(*) FROM dual WHERE 1/3*3 <> 1
            6          | SELECT 2 * (1 + 2) FROM dual
            3000000001 | SELECT 2999999999 + 1 + 1 FROM dual
            4294967296 | SELECT 65536 * 65536 FROM dual
            1          | SELECT MOD(7, 2) FROM dual
            7          | SELECT MOD(7, 0) FROM dual
            1.5        | SELECT AVG(amount) / 10 FROM orders
            15         | SELECT AVG(amount) FROM orders
            n.5        | SELECT 'n' || 1/2 FROM dual
            1          | SELECT COUNT(*) FROM dual WHERE '' IS NULL
            1          | SELECT COUNT(*) FROM dual WHERE TRIM('  ') IS NULL
            1          | SELECT COUNT(*) FROM dual WHERE SUBSTR('abc', 5) IS NULL
            1          | SELECT COUNT(*) FROM dual WHERE REPLACE('aa', 'a') IS NULL
            abc        | SELECT SUBSTR('abc', 0) FROM dual
            bc         | SELECT SUBSTR('abc', -2) FROM dual
            b          | SELECT SUBSTR('abc', -2, 1) FROM dual
            bb         | SELECT REPLACE('abab', 'a', '') FROM dual
            x          | SELECT NVL('', 'x') FROM dual
            two        | SELECT note FROM orders WHERE id = 2 AND amount BETWEEN 10 AND 20
            1          | SELECT COUNT(*) FROM orders WHERE note LIKE '%n%'
            0          | SELECT COUNT(*) FROM orders WHERE note LIKE 'o\\_e'
            1          | SELECT COUNT(*) FROM orders WHERE note LIKE 'o_e'
            2          | SELECT COUNT(*) FROM orders WHERE NOT (id = 1 AND note = 'two')
            2          | SELECT MAX(id) FROM orders WHERE (id + 1) * 2 > 4 OR (id = 1)
            1          | SELECT COUNT(*) FROM orders o WHERE EXISTS (SELECT 1 FROM orders p WHERE p.id = o.id + 1)
            2          | SELECT COUNT(*) FROM orders a LEFT OUTER JOIN orders b ON a.id = b.amount
            4          | SELECT COUNT(*) FROM orders CROSS JOIN orders b
            30         | SELECT SUM(x.amount) FROM (SELECT amount FROM orders ORDER BY id) x
            30         | WITH x (a) AS (SELECT amount FROM orders) SELECT SUM(a) FROM x
            20         | SELECT MAX(s) FROM (SELECT SUM(amount) s FROM orders GROUP BY UPPER(note)) x
            ONE        | SELECT MIN(UPPER(note)) FROM orders GROUP BY id HAVING COUNT(*) = 1 AND id = 1
            one,two    | SELECT LISTAGG(note, ',') WITHIN GROUP (ORDER BY id) FROM orders
            2          | SELECT MAX(rn) FROM (SELECT ROW_NUMBER() OVER (PARTITION BY 1 ORDER BY id) rn FROM orders)
            two        | SELECT note FROM orders ORDER BY id DESC FETCH FIRST 1 ROWS ONLY
            two        | SELECT note FROM orders ORDER BY id OFFSET 1 ROWS
            a          | SELECT CASE WHEN id = 1 THEN 'a' ELSE 'b' END FROM orders WHERE id = 1
            b          | SELECT DECODE(id, 1, 'a', 'b') FROM orders WHERE id = 2
            2          | SELECT CAST('2' AS NUMBER) FROM dual
            2.5        | SELECT CAST(5/2 AS VARCHAR2(5)) FROM dual
            1          | SELECT COUNT(*) FROM dual WHERE SYSDATE + 1/24 > SYSDATE
            1          | SELECT DATE '2026-01-02' - DATE '2026-01-01' FROM dual
            .5         | SELECT TO_CHAR(TO_DATE('2026-01-01 12:00', 'YYYY-MM-DD HH24:MI') - DATE '2026-01-01') FROM dual
            2026-01-02 | SELECT TO_CHAR(DATE '2026-01-01' + 1, 'YYYY-MM-DD') FROM dual
            2026       | SELECT EXTRACT(YEAR FROM DATE '2026-01-01') FROM dual
            3          | SELECT COUNT(*) FROM (SELECT id FROM orders UNION SELECT 1 FROM dual UNION SELECT 3 FROM dual)
            1          | SELECT id FROM orders MINUS SELECT 2 FROM dual
            3          | SELECT limit FROM (SELECT 3 AS limit FROM dual)
            1          | SELECT o.id FROM shop.orders o WHERE shop.orders.id = 1
            """)
    void valid(String expected, String sql) throws OraException {
        boolean foreign = sql.contains("shop.orders.id");
        if (foreign) {
            assertEquals(904, shop.error(sql)); // the alias hides the name of the table
        } else {
            assertEquals(expected, String.valueOf(shop.value(sql)), sql);
        }
    }
}
