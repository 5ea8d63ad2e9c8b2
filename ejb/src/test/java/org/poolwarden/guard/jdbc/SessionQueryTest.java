package org.poolwarden.guard.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.guard.FoundSessions;
import org.poolwarden.guard.GuardException;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.SessionId;

@DisplayName("A few sessions are read by their keys")
class SessionQueryTest {

    private static final DatabaseId FREE = new DatabaseId("FREE", "FREEPDB1");
    private static final SessionId VICTIM = new SessionId(FREE, 2, 46, 99);

    private final StubDatabase stub = new StubDatabase();
    private final JdbcGuard guard = new JdbcGuard("java:/guard", stub.dataSource(), "sys");

    @Test
    @DisplayName("by instance, sid and serial#, and the witness of an instance is none of them")
    void found() throws GuardException {
        stub.sessions.add(row(2, 46, 99));
        stub.sessions.add(row(1, 3, 5));

        FoundSessions found = guard.sessions(Set.of(VICTIM));

        assertEquals(Set.of(VICTIM), found.sessions().keySet());
        assertEquals(Set.of(1, 2), found.instances());
        assertTrue(stub.log.containsAll(List.of("setLong 1 2", "setLong 2 46", "setLong 3 99")), stub.log::toString);
        assertEquals(1, places());
    }

    @Test
    @DisplayName("and one that is missing has gone only where its instance answers")
    void missing() throws GuardException {
        stub.sessions.add(row(1, 3, 5));
        SessionId gone = new SessionId(FREE, 1, 46, 99);

        FoundSessions found = guard.sessions(Set.of(VICTIM, gone));

        assertNull(found.get(gone));
        assertTrue(found.answers(gone));
        assertFalse(found.answers(VICTIM));
    }

    @Test
    @DisplayName("in statements of few lengths, so that the database parses few")
    void places5() throws GuardException {
        guard.sessions(some(5));
        assertEquals(8, places());
        assertEquals(
                "setLong 24 5",
                stub.log.stream()
                        .filter(line -> line.startsWith("setLong 24 "))
                        .findFirst()
                        .orElse(""));
    }

    @Test
    @DisplayName("at most 256 in one statement")
    void many() throws GuardException {
        guard.sessions(some(257));
        assertEquals(
                2,
                stub.executed().stream()
                        .filter(sql -> sql.contains("nth_of_instance"))
                        .count());
    }

    @Test
    @DisplayName("and none asks nobody, and one of another database is refused")
    void noneOrForeign() throws GuardException {
        assertTrue(guard.sessions(Set.of()).sessions().isEmpty());
        assertEquals(List.of(), stub.log);
        SessionId foreign = new SessionId(new DatabaseId("FREE", "OTHERPDB"), 2, 46, 99);
        assertThrows(GuardException.class, () -> guard.sessions(Set.of(foreign)));
    }

    @Test
    @DisplayName("and tell that the database has rolled a transaction back since it was read last")
    void rolledBackByItself() throws GuardException {
        stub.parameters.add(Map.of("INST_ID", 2, "NAME", "priority_txns_mode", "VALUE", "ROLLBACK"));
        stub.parameters.add(Map.of("INST_ID", 2, "NAME", "priority_txns_high_wait_target", "VALUE", "60"));
        Map<String, Object> victim = row(2, 46, 99);
        victim.putAll(Map.of("ACCESS_STATUS", "ALLOWED", "STATUS", "INACTIVE", "LAST_CALL_ET", 600));
        victim.putAll(Map.of("UNDO_RECORDS", 5, "TXN_PRIORITY", "LOW"));
        stub.sessions.add(victim);

        assertFalse(guard.sessions(Set.of(VICTIM)).get(VICTIM).automatic().rolledBack());
        victim.putAll(Map.of("UNDO_RECORDS", 0));
        victim.put("TXN_PRIORITY", null);

        assertTrue(guard.sessions(Set.of(VICTIM)).get(VICTIM).automatic().rolledBack());
        assertTrue(guard.sessions().get(0).automatic().rolledBack());
    }

    private static Set<SessionId> some(int number) {
        Set<SessionId> keys = new LinkedHashSet<>();
        for (int sid = 1; sid <= number; sid++) {
            keys.add(new SessionId(FREE, 1, sid, 5));
        }
        return keys;
    }

    private long places() {
        String sql = stub.executed().get(stub.executed().size() - 1);
        return sql.split("\\(\\?,\\?,\\?\\)", -1).length - 1L;
    }

    private static Map<String, Object> row(int instance, int sid, int serial) {
        Map<String, Object> row = new HashMap<>();
        for (String column :
                ("USERNAME STATUS LAST_CALL_ET LOGON_TIME OSUSER MACHINE PROGRAM MODULE ACTION XID STATE PROCESS"
                                + " TXN_PRIORITY"
                                + " CLIENT_IDENTIFIER SQL_ID PREV_SQL_ID EVENT FINAL_BLOCKING_INSTANCE"
                                + " FINAL_BLOCKING_SESSION BLOCKED_COUNT SPID UNDO_RECORDS UNDO_BLOCKS ROLLING_BACK")
                        .split(" ")) {
            row.put(column, null);
        }
        row.putAll(Map.of("INST_ID", instance, "SID", sid, "SERIAL_NO", serial, "ACCESS_STATUS", "OUT_OF_SCOPE"));
        return row;
    }
}
