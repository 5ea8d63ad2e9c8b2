package org.poolwarden.standin.database.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.poolwarden.standin.database.catalog.SessionId;
import org.poolwarden.standin.database.grammar.Statement;
import org.poolwarden.standin.database.sql.SqlText;
import org.poolwarden.standin.engine.Bind;
import org.poolwarden.standin.engine.OraException;
import org.poolwarden.standin.engine.OraType;

@DisplayName("Of the sessions of two instances, a query")
class WantedSessionsTest {

    private static final String NUMBERED = "FROM (SELECT s.*, ROW_NUMBER() OVER (PARTITION BY s.inst_id ORDER BY s.sid)"
            + " AS nth FROM sys.poolwarden_sessions s) t WHERE ";

    private static final List<SessionId> ALL = List.of(
            new SessionId(1, 1, 10),
            new SessionId(1, 2, 11),
            new SessionId(1, 3, 12),
            new SessionId(2, 1, 13),
            new SessionId(2, 2, 14));
    /** This one waits. */
    private static final SessionId WAITER = ALL.get(2);

    @Test
    @DisplayName("needs the one whose key it gives")
    void byKey() throws OraException {
        String where = " WHERE inst_id = :1 AND (sid = :2 AND status IS NOT NULL) AND serial_no = :3 ORDER BY sid";
        assertEquals(List.of(ALL.get(1)), wanted("SELECT status FROM sys.poolwarden_sessions" + where, 1, 2, 11));
        assertEquals(List.of(), wanted("SELECT status FROM sys.poolwarden_sessions" + where, 1, 2, 99));
    }

    @Test
    @DisplayName("needs those who wait, if it gives whom they wait for")
    void waiters() throws OraException {
        assertEquals(
                List.of(WAITER),
                wanted(
                        "SELECT sid FROM sys.poolwarden_sessions WHERE (blocking_instance = :1 AND blocking_session ="
                                + " :2) OR (final_blocking_instance = :3 AND final_blocking_session = :4)",
                        1,
                        2,
                        1,
                        2));
    }

    @Test
    @DisplayName("needs the first of each instance and those whose keys it gives, however often they are read")
    void numbered() throws OraException {
        String sql =
                "SELECT inst_id, sid " + NUMBERED + "(inst_id, sid, serial_no) IN ((:1,:2,:3),(:4,:5,:6)) OR nth = 1";
        assertEquals(List.of(ALL.get(0), ALL.get(2), ALL.get(3)), wanted(sql, 1, 3, 12, 9, 9, 9));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT sid FROM sys.poolwarden_sessions",
                "SELECT sid FROM sys.poolwarden_sessions WHERE inst_id = :1 AND sid = :2",
                "SELECT sid FROM sys.poolwarden_sessions WHERE inst_id = :1 AND sid = :2 OR serial_no = :3",
                "SELECT sid FROM sys.poolwarden_sessions WHERE NOT (inst_id = :1 AND sid = :2 AND serial_no = :3)",
                "SELECT sid FROM sys.poolwarden_sessions WHERE blocking_session = :1 OR sid = :2",
                "SELECT sid FROM sys.poolwarden_sessions WHERE inst_id = :1 AND sid = :2 AND serial_no = sid",
                "SELECT sid FROM sys.poolwarden_sessions WHERE inst_id = :1 AND sid = :2 AND serial_no = :3"
                        + " AND EXISTS (SELECT sid FROM sys.poolwarden_slaves)",
                "SELECT nth " + NUMBERED + "(inst_id, sid, serial_no) IN ((:1,:2,:3)) OR nth = 1",
                "SELECT sid " + NUMBERED + "(inst_id, sid, serial_no) IN ((:1,:2,:3)) OR nth = 2",
                "SELECT sid " + NUMBERED + "(inst_id, sid, serial_no) NOT IN ((:1,:2,:3)) OR nth = 1",
                "SELECT sid " + NUMBERED + "(inst_id, sid, serial_no) IN ((:1,:2,:3)) OR nth = 1 OR sid = 2",
                "SELECT sid FROM (SELECT s.*, ROW_NUMBER() OVER (PARTITION BY s.inst_id ORDER BY s.serial_no) AS nth"
                        + " FROM sys.poolwarden_sessions s) t WHERE (inst_id, sid, serial_no)"
                        + " IN ((:1,:2,:3)) OR nth = 1"
            })
    @DisplayName("may need any, where it says nothing else or something like it: ")
    void all(String sql) throws OraException {
        Object[] values = new Object
                [SqlText.of(sql).tokens().stream()
                        .map(token -> token.text())
                        .filter(text -> text.startsWith(":"))
                        .toList()
                        .size()];
        Arrays.fill(values, 1);
        assertEquals(ALL, wanted(sql, values));
    }

    private static List<SessionId> wanted(String sql, Object... values) throws OraException {
        List<Bind> binds = new ArrayList<>();
        for (Object value : values) {
            Bind bind = new Bind(OraType.NUMBER, 22);
            bind.value(new BigDecimal(value.toString()));
            binds.add(bind);
        }
        var reading = WantedSessions.of(Statement.of(SqlText.of(sql)), binds, WAITER::equals);
        List<SessionId> first = ALL.stream().filter(reading.get()).toList();
        assertEquals(first, ALL.stream().filter(reading.get()).toList(), "and again");
        return first;
    }
}
