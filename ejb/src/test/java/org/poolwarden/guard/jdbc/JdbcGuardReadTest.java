package org.poolwarden.guard.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.poolwarden.guard.AuditEntry;
import org.poolwarden.guard.AuditQuery;
import org.poolwarden.guard.GuardException;
import org.poolwarden.guard.Recovery;
import org.poolwarden.guard.SessionDetail;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Holdings;
import org.poolwarden.leak.evidence.SessionId;

/** What is read of one session, of the recovery and of the audit. */
class JdbcGuardReadTest {

    private static final GuardSql SQL = new GuardSql("sys");
    private static final SessionId VICTIM = new SessionId(new DatabaseId("FREE", "FREEPDB1"), 2, 46, 99);

    private final StubDatabase stub = new StubDatabase();
    private final JdbcGuard guard = new JdbcGuard("java:/guard", stub.dataSource(), "sys");

    private static final AuditConditions ALL = new AuditConditions(AuditQuery.ALL);

    @Test
    void detailHasTheWaitAndWhoWaits() throws GuardException {
        stub.tables.put(
                SQL.detail(),
                List.of(Map.of(
                        "STATE",
                        "WAITING",
                        "EVENT",
                        "enq: TX",
                        "WAIT_CLASS",
                        "Application",
                        "SECONDS_IN_WAIT",
                        40,
                        "SERVER",
                        "X",
                        "STATUS",
                        "INACTIVE")));
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
                        "STATE",
                        "WAITING",
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

    /** What the view says beyond the state may be unknown; of a session that lives it says nothing. */
    @Test
    void detailOfAKilledSessionHasWhatTheDatabaseDoesAboutIt() throws GuardException {
        Map<String, Object> row = new HashMap<>(Map.of("STATE", "WAITING", "EVENT", "x", "WAIT_CLASS", "Other"));
        row.putAll(Map.of("SECONDS_IN_WAIT", 3, "SERVER", "PSEUDO", "STATUS", "KILLED"));
        stub.tables.put(SQL.detail(), List.of(row));
        stub.tables.put(SQL.waiters(), List.of());
        Map<String, Object> cleanup = new HashMap<>(Map.of("STATE", "CLEANUP PENDING", "DEAD_TIME", 40));
        cleanup.put("CLEANUP_ATTEMPTS", 2);
        cleanup.put("LAST_ATTEMPT", null);
        stub.tables.put(SQL.cleanup(), List.of(cleanup));

        SessionDetail detail = guard.detail(VICTIM).orElseThrow();

        assertTrue(detail.killed());
        assertEquals(new SessionDetail.Cleanup("CLEANUP PENDING", 40, 2L, null), detail.cleanup());
        stub.tables.put(SQL.cleanup(), List.of());
        assertNull(guard.detail(VICTIM).orElseThrow().cleanup());
        row.put("STATUS", "INACTIVE");
        stub.tables.put(SQL.cleanup(), List.of(cleanup));
        assertNull(guard.detail(VICTIM).orElseThrow().cleanup(), "it was not asked");
    }

    @Test
    void whatASessionWaitedForLastIsNotShownWhileItWorks() throws GuardException {
        Map<String, Object> working = new HashMap<>(Map.of("STATE", "WAITED SHORT TIME", "EVENT", "enq: TX"));
        working.putAll(Map.of("WAIT_CLASS", "Application", "SECONDS_IN_WAIT", 40, "SERVER", "X", "STATUS", "ACTIVE"));
        stub.tables.put(SQL.detail(), List.of(working));
        Map<String, Object> waiter = new HashMap<>(working);
        waiter.putAll(Map.of("INST_ID", 1, "SID", 23, "SERIAL_NO", 77, "USERNAME", "SHOP", "MACHINE", "app2"));
        stub.tables.put(SQL.waiters(), List.of(waiter));

        SessionDetail detail = guard.detail(VICTIM).orElseThrow();

        assertTrue(detail.works());
        assertEquals("on CPU null 0", detail.event() + " " + detail.waitClass() + " " + detail.secondsInWait());
        assertEquals(
                "1,23,77 SHOP@app2 waits 0 s: on CPU", detail.waiters().get(0).toString());
    }

    @Test
    void theDatabaseFiltersTheAudit() throws GuardException {
        LocalDateTime from = LocalDateTime.parse("2026-11-21T10:00");
        AuditQuery query = new AuditQuery("1,2,3", "ops", "DONE", List.of("leaks"), from, from.plusHours(1));
        AuditConditions conditions = new AuditConditions(query);
        stub.tables.put(SQL.audit(conditions), List.of());

        assertEquals(List.of(), guard.audit(query, 7));

        assertTrue(conditions.where().contains("INSTR(LOWER(reason), LOWER(?)) > 0 OR "), conditions.where());
        assertTrue(conditions.where().endsWith(") AND (at_time >= ?) AND (at_time <= ?)"), conditions.where());
        long places = conditions.where().chars().filter(c -> c == '?').count();
        assertEquals(places, conditions.binds().size());
        assertTrue(
                stub.log.containsAll(List.of(
                        "setLong 1 1",
                        "setLong 2 2",
                        "setLong 3 3",
                        "setString 4 ops",
                        "setString 5 DONE",
                        "setString 6 leaks",
                        "setObject " + (places - 1) + " 2026-11-21T10:00",
                        "setObject " + places + " 2026-11-21T11:00",
                        "setLong " + (places + 1) + " 7",
                        "setFetchSize 7")),
                stub.log::toString);
    }

    /** Of the hour that summer time leaves out a Timestamp makes another one. */
    @Test
    void timesAreThoseOfTheDatabaseWhateverTheZoneOfThisServer() throws GuardException {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
        try {
            LocalDateTime left = LocalDateTime.parse("2026-03-29T02:30");
            AuditQuery query = new AuditQuery(null, null, null, List.of(), left, null);
            Map<String, Object> row = new HashMap<>();
            for (String column : ("SESSION_USER OS_USER HOST IP_ADDRESS ACTION REQUESTER REASON KILL_ID INST_ID SID"
                            + " SERIAL_NO USERNAME MACHINE PROGRAM SPID STATEMENT OUTCOME ERROR_CODE DURATION_MS NOTE")
                    .split(" ")) {
                row.put(column, null);
            }
            row.putAll(Map.of("AUDIT_ID", 5, "AT_TIME", left, "NOTED_AT", left));
            stub.tables.put(SQL.audit(new AuditConditions(query)), List.of(row));

            AuditEntry entry = guard.audit(query, 7).get(0);

            assertEquals(left, entry.at());
            assertEquals(left, entry.notedAt());
            assertTrue(stub.log.contains("setObject 1 2026-03-29T02:30"), stub.log::toString);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void aSessionThatIsNoneMatchesNothing() {
        AuditQuery query = new AuditQuery("1,2", null, null, List.of(), null, null);
        assertEquals(" WHERE (1 = 0)", new AuditConditions(query).where());
        assertEquals(
                List.of(1L, 2L, 3L),
                new AuditConditions(new AuditQuery(" 1, 2 ,3", null, null, List.of(), null, null)).binds());
    }

    /** Ids come from a cache of each instance: of a RAC, a later row may have a smaller one. */
    @Test
    void auditIsSortedByTime() {
        for (String sql : List.of(SQL.audit(ALL), SQL.auditOfSession())) {
            assertTrue(sql.endsWith(" ORDER BY at_time DESC, audit_id DESC FETCH FIRST ? ROWS ONLY"), sql);
        }
    }

    @Test
    void whatSessionsHoldIsAskedForEachByItsKey() throws GuardException {
        stub.out.putAll(Map.of(4, 12, 5, " 7h35uxf5uhmm1=9 ?=3", 6, 0, 7, 0, 8, 2500000));
        assertEquals(
                Map.of(
                        VICTIM,
                        new Holdings(
                                12L,
                                List.of(new Holdings.Statement("7h35uxf5uhmm1", 9), new Holdings.Statement(null, 3)),
                                0L,
                                0L,
                                2_500_000L)),
                guard.holdings(Set.of(VICTIM)));
        int call = stub.log.indexOf("execute 10 s: {call sys.poolwarden.holdings(?,?,?,?,?,?,?,?)}");
        assertEquals(List.of("setLong 1 46", "setLong 2 99", "setLong 3 2"), stub.log.subList(call - 8, call - 5));
        stub.out.put(4, null);
        stub.out.put(5, null);
        Holdings unknown = guard.holdings(Set.of(VICTIM)).get(VICTIM);
        assertNull(unknown.cursors());
        assertEquals(List.of(), unknown.statements());
        stub.out.clear();
        assertEquals(Map.of(), guard.holdings(Set.of(VICTIM)), "a session that the guard does not show");
    }

    @Test
    void cursorsInAnotherFormAreAFailure() {
        stub.out.putAll(Map.of(5, " 7h35uxf5uhmm1", 6, 0));
        assertThrows(GuardException.class, () -> guard.holdings(Set.of(VICTIM)));
    }

    @Test
    void aNoteIsSentWithItsSessionAndKill() throws GuardException {
        guard.noteEnd(VICTIM, "kill-1", "GONE/FREED");

        int call = stub.log.indexOf("execute 10 s: {call sys.poolwarden.note_end(?,?,?,?,?)}");
        assertEquals(
                List.of("setLong 1 46", "setLong 2 99", "setLong 3 2", "setString 4 kill-1", "setString 5 GONE/FREED"),
                stub.log.subList(call - 5, call));
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
                "KILL_ID",
                "USERNAME",
                "MACHINE",
                "PROGRAM",
                "SPID",
                "STATEMENT",
                "OUTCOME")) {
            row.put(column, column.toLowerCase(Locale.ROOT));
        }
        row.putAll(Map.of("AUDIT_ID", 5, "INST_ID", 2, "SID", 46, "SERIAL_NO", 99, "ERROR_CODE", -20901));
        row.put("AT_TIME", LocalDateTime.parse("2026-11-21T10:00"));
        row.put("DURATION_MS", null);
        row.put("NOTE", null);
        row.put("NOTED_AT", null);
        stub.tables.put(SQL.auditOfSession(), List.of(row));
        stub.tables.put(SQL.audit(ALL), List.of(row));

        AuditEntry entry = guard.audit(VICTIM, 7).get(0);

        assertEquals("2,46,99", entry.session());
        assertEquals("2026-11-21T10:00", entry.at().toString());
        assertEquals(-20901, entry.errorCode());
        assertNull(entry.durationMillis());
        assertEquals("requester reason", entry.requester() + " " + entry.reason());
        assertTrue(stub.log.containsAll(List.of("setLong 4 7", "setFetchSize 7")), stub.log::toString);
        assertEquals(5, guard.audit(AuditQuery.ALL, 3).get(0).id());
        assertEquals("kill_id", entry.killId());
        assertNull(entry.note());
        assertNull(entry.notedAt());
        row.put("NOTE", "GONE/FREED");
        row.put("NOTED_AT", LocalDateTime.parse("2026-11-21T10:01"));
        AuditEntry noted = guard.audit(VICTIM, 7).get(0);
        assertEquals("GONE/FREED 2026-11-21T10:01", noted.note() + " " + noted.notedAt());
    }
}
