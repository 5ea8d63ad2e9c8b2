package org.poolwarden.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.poolwarden.leak.DatabaseId;
import org.poolwarden.leak.SessionId;

/** What is read of one session, of the recovery and of the audit. */
class JdbcGuardReadTest {

    private static final Sql SQL = new Sql("sys");
    private static final SessionId VICTIM = new SessionId(new DatabaseId("FREE", "FREEPDB1"), 2, 46, 99);

    private final StubDatabase stub = new StubDatabase();
    private final JdbcGuard guard = new JdbcGuard("java:/guard", stub.dataSource(), "sys");

    @Test
    void detailHasTheWaitAndWhoWaits() throws GuardException {
        stub.tables.put(
                SQL.detail(),
                List.of(Map.of("EVENT", "enq: TX", "WAIT_CLASS", "Application", "SECONDS_IN_WAIT", 40, "SERVER", "X")));
        stub.tables.put(
                SQL.waiters(),
                List.of(Map.of(
                        "INST_ID",
                        1,
                        "SID",
                        23,
                        "SERIAL_NO",
                        77,
                        "USERNAME",
                        "SHOP",
                        "MACHINE",
                        "app2",
                        "EVENT",
                        "enq: TX - row lock contention",
                        "SECONDS_IN_WAIT",
                        12)));

        SessionDetail detail = guard.detail(VICTIM).orElseThrow();

        assertEquals("enq: TX", detail.event());
        assertEquals(40, detail.secondsInWait());
        assertEquals(
                "1,23,77 SHOP@app2 waits 12 s: enq: TX - row lock contention",
                detail.waiters().get(0).toString());
        stub.tables.put(SQL.detail(), List.of());
        assertTrue(guard.detail(VICTIM).isEmpty());
    }

    @Test
    void recoveryNamesEachTransaction() throws GuardException {
        stub.tables.put(
                SQL.recovery(),
                List.of(Map.of(
                        "INST_ID",
                        1,
                        "USN",
                        9,
                        "SLOT",
                        1,
                        "SEQ",
                        77,
                        "STATE",
                        "RECOVERING",
                        "UNDO_BLOCKS_DONE",
                        40,
                        "UNDO_BLOCKS_TOTAL",
                        50)));
        Recovery recovery = guard.recovery().get(0);
        assertEquals("9.1.77", recovery.transaction());
        assertEquals(40, recovery.blocksDone());
        assertEquals(50, recovery.blocksTotal());
    }

    @Test
    void auditIsReadWholeAndBounded() throws GuardException {
        Map<String, Object> row = new HashMap<>();
        for (String column : List.of(
                "SESSION_USER",
                "OS_USER",
                "HOST",
                "IP_ADDRESS",
                "ACTION",
                "REQUESTER",
                "REASON",
                "USERNAME",
                "MACHINE",
                "PROGRAM",
                "SPID",
                "STATEMENT",
                "OUTCOME")) {
            row.put(column, column.toLowerCase(Locale.ROOT));
        }
        row.putAll(Map.of("AUDIT_ID", 5, "INST_ID", 2, "SID", 46, "SERIAL_NO", 99, "ERROR_CODE", -20901));
        row.put("AT_TIME", Timestamp.valueOf("2026-11-21 10:00:00"));
        row.put("DURATION_MS", null);
        stub.tables.put(SQL.auditOfSession(), List.of(row));
        stub.tables.put(SQL.audit(), List.of(row));

        AuditEntry entry = guard.audit(VICTIM, 7).get(0);

        assertEquals("2,46,99", entry.session());
        assertEquals("2026-11-21T10:00", entry.at().toString());
        assertEquals(-20901, entry.errorCode());
        assertNull(entry.durationMillis());
        assertEquals("requester reason", entry.requester() + " " + entry.reason());
        assertTrue(stub.log.contains("setMaxRows 7"), stub.log::toString);
        assertEquals(5, guard.audit(3).get(0).id());
    }
}
