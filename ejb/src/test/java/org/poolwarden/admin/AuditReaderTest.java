package org.poolwarden.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.admin.record.AuditFilter;
import org.poolwarden.admin.record.AuditPage;
import org.poolwarden.admin.record.AuditedKill;
import org.poolwarden.guard.AuditEntry;
import org.poolwarden.guard.FakeGuard;
import org.poolwarden.kill.record.AuditReason;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;
import org.poolwarden.scan.Samples;
import org.poolwarden.scan.ScanScene;

@DisplayName("The history, as the guard's audit tells it")
class AuditReaderTest {

    private static final String EARLIER = "20261120T080000-7";

    private final ScanScene scene = new ScanScene(ScanScene.FIRST, ScanScene.SECOND);
    private final AuditReader history = new AuditReader(scene.guards, scene.kills);

    @Test
    @DisplayName("says who killed a session, also after a restart")
    void whoKilled() throws Exception {
        audited(8, "2,46,99", "ops via JMX from 10.1.2.3", EARLIER, "DONE");
        audited(7, "2,47,1", "somebody", "DENIED");

        List<AuditedKill> found = history.whoKilled(null, 2, 46, 99).kills();

        assertEquals(1, found.size());
        assertEquals(EARLIER, found.get(0).killId());
        assertFalse(found.get(0).remembered());
        assertEquals(
                "2026-11-20T09:00 DISCONNECT of session FREE/FREEPDB1 2,46,99 of SHOP: DONE. Claimed by ops via JMX"
                        + " from 10.1.2.3, kill 20261120T080000-7: it leaks. Logged on as POOLWARDEN, OS user wildfly,"
                        + " from appserver; its server process was 4711 (audit row 8). Kill 20261120T080000-7 is"
                        + " no longer remembered, and its end is not recorded here. See the log of the server that"
                        + " ran it",
                found.get(0).toString());
    }

    @Test
    @DisplayName("tells of a kill of an earlier deployment how it ended, if that was noted")
    void endOfAnEarlierKill() throws Exception {
        scene.scanner.scan();
        noted(8, EARLIER, "not monitored: Poolwarden stopped 34 s after the request");

        String told = history.whoKilled(null, 2, 46, 99).kills().get(0).toString();

        assertTrue(
                told.endsWith("(audit row 8). How it ended, as recorded at 2026-11-20T09:01: not monitored: Poolwarden"
                        + " stopped 34 s after the request"),
                told);
    }

    @Test
    @DisplayName("joins a row with the kill that is remembered")
    void rowOfARememberedKill() throws Exception {
        scene.scanner.scan();
        String id = scene.killer.kill(Samples.request(1));
        audited(9, "1,104,17", "ops", id, "DONE");

        AuditedKill found = history.audit(AuditFilter.newest(10)).kills().get(0);

        assertEquals(id, found.killId());
        assertTrue(found.remembered());
    }

    @Test
    @DisplayName("knows which rows are nobody's kill")
    void rowsOfOthers() throws Exception {
        audited(9, "1,104,17", null, "DONE");

        assertEquals(null, history.audit(AuditFilter.newest(10)).kills().get(0).killId());
    }

    @Test
    @DisplayName("asks which database is meant, where there are several")
    void severalDatabases() throws Exception {
        FakeGuard second = new FakeGuard(ScanScene.SECOND, scene.calls);
        second.database = new DatabaseId("OTHER", "OTHERPDB");
        scene.bound.put(ScanScene.SECOND, second);

        WardenException refusal = assertThrows(WardenException.class, () -> history.whoKilled("", 1, 1, 1));

        assertEquals(Fault.BAD_REQUEST, refusal.fault());
        assertEquals(new AuditPage(List.of(), false, List.of()), history.whoKilled("other/otherpdb", 1, 1, 1));
        assertEquals(
                Fault.NOT_FOUND,
                assertThrows(WardenException.class, () -> history.whoKilled("NONE/NONE", 1, 1, 1))
                        .fault());
    }

    @Test
    @DisplayName("says so when the audit cannot be read")
    void unreadable() throws Exception {
        scene.scanner.scan();
        scene.guard.reading = FakeGuard.Raise.BARE;

        AuditFilter named = new AuditFilter("FREE/FREEPDB1", null, null, null, null, 5);
        WardenException refusal = assertThrows(WardenException.class, () -> history.audit(named));

        assertEquals(Fault.UNAVAILABLE, refusal.fault());
        assertTrue(refusal.getMessage().startsWith("PWARDEN0421"), refusal.getMessage());
    }

    @Test
    @DisplayName("of several databases shows those that can be read, and says which cannot, known or not")
    void oneOfSeveralIsDown() throws Exception {
        audited(8, "2,46,99", "dora via HTTP", "DONE");
        FakeGuard second = new FakeGuard(ScanScene.SECOND, scene.calls);
        second.database = new DatabaseId("OTHER", "OTHERPDB");
        second.identifying = FakeGuard.Raise.DOWN;
        scene.bound.put(ScanScene.SECOND, second);

        AuditPage unidentified = history.audit(AuditFilter.newest(5));
        assertEquals(1, unidentified.kills().size());
        assertEquals(1, unidentified.problems().size(), unidentified::toString);
        assertTrue(unidentified.problems().get(0).code().equals("PWARDEN0203"), unidentified::toString);
        assertEquals(
                Fault.UNAVAILABLE,
                assertThrows(WardenException.class, () -> history.whoKilled("OTHER/OTHERPDB", 1, 1, 1))
                        .fault(),
                "it may be there");

        second.identifying = null;
        assertEquals(List.of(), history.audit(AuditFilter.newest(5)).problems());
        second.reading = FakeGuard.Raise.DOWN;
        AuditPage down = history.audit(AuditFilter.newest(5));
        assertEquals(1, down.kills().size());
        assertEquals(1, down.problems().size(), down::toString);
        assertTrue(down.problems().get(0).code().equals("PWARDEN0421"), down::toString);
    }

    @Test
    @DisplayName("takes no text of the requester's for a kill's id")
    void aRequesterIsNoKill() throws Exception {
        audited(8, "2,46,99", "ops, kill " + EARLIER, "DONE");

        assertNull(history.whoKilled(null, 2, 46, 99).kills().get(0).killId());
    }

    @Test
    @DisplayName("puts the reason before the evidence, and both into what the audit holds")
    void reasonComesFirst() {
        String reason = AuditReason.of("r".repeat(390), Samples.row(Samples.lease(1), Samples.idle()));

        assertEquals(400, reason.length());
        assertTrue(reason.startsWith("r".repeat(390) + " [LEAKED/"), reason);
    }

    @Test
    @DisplayName("is filtered by requester, session and time, the newest first")
    void filtered() throws Exception {
        audited(7, "2,47,1", "dora via HTTP", "DENIED");
        audited(8, "2,46,99", "Ops via JMX from 10.1.2.3", EARLIER, "DONE");
        audited(9, "2,46,99", null, "DONE");
        LocalDateTime nine = LocalDateTime.parse("2026-11-20T09:00:00");

        assertEquals(List.of(9L, 8L, 7L), ids(AuditFilter.newest(10)));
        assertEquals(List.of(8L), ids(new AuditFilter(null, null, "oPS ", null, null, 10)));
        assertEquals(List.of(9L, 8L), ids(new AuditFilter("free/freepdb1", "2,46,99", null, null, null, 10)));
        assertEquals(List.of(9L, 8L, 7L), ids(new AuditFilter(null, null, null, nine, nine, 10)));
        assertEquals(List.of(), ids(new AuditFilter(null, null, null, nine.plusSeconds(1), null, 10)));
        assertEquals(List.of(), ids(new AuditFilter(null, null, null, null, nine.minusSeconds(1), 10)));
    }

    @Test
    @DisplayName("says when older rows may match, and only then")
    void more() throws Exception {
        audited(7, "2,47,1", "dora via HTTP", "DENIED");
        audited(8, "2,46,99", "dora via HTTP", "DONE");

        assertTrue(history.audit(AuditFilter.newest(1)).more());
        assertFalse(history.audit(AuditFilter.newest(2)).more());

        for (int i = 10; i < 10 + AuditFilter.MAX; i++) {
            audited(i, "1,1,1", "ops", "DONE");
        }
        AuditFilter dora = new AuditFilter(null, "3,3,3", null, null, null, 10);
        AuditFilter later = new AuditFilter(null, "3,3,3", null, LocalDateTime.parse("2026-11-20T09:00:01"), null, 10);
        assertTrue(history.audit(dora).more());
        assertFalse(history.audit(later).more(), "the oldest that was looked at is before that time");
    }

    private List<Long> ids(AuditFilter filter) throws WardenException {
        return history.audit(filter).kills().stream()
                .map(kill -> kill.entry().id())
                .toList();
    }

    private void audited(long id, String session, String requester, String outcome) {
        audited(id, session, requester, null, outcome);
    }

    private void audited(long id, String session, String requester, String killId, String outcome) {
        audited(id, session, requester, killId, outcome, null);
    }

    private void noted(long id, String killId, String note) {
        audited(id, "2,46,99", "ops", killId, "DONE", note);
    }

    private void audited(long id, String session, String requester, String killId, String outcome, String note) {
        scene.guard.audited.add(new AuditEntry(
                Samples.FREE,
                id,
                LocalDateTime.parse("2026-11-20T09:00:00"),
                "POOLWARDEN",
                "wildfly",
                "appserver",
                "10.0.0.1",
                "DISCONNECT",
                requester,
                "it leaks",
                killId,
                session,
                "SHOP",
                "appserver",
                "shop",
                "4711",
                "ALTER SYSTEM DISCONNECT SESSION",
                outcome,
                null,
                12L,
                note,
                note == null ? null : LocalDateTime.parse("2026-11-20T09:01:00")));
    }

    @Test
    @DisplayName("says that a session may be another database's, if its database is not named and a guard is missing")
    void anotherDatabase() throws Exception {
        audited(8, "2,46,99", "dora via HTTP", "DONE");

        AuditPage unnamed = history.whoKilled(null, 2, 46, 99);
        assertEquals(1, unnamed.kills().size());
        assertEquals("PWARDEN0201", unnamed.problems().get(0).code());
        assertEquals(List.of(), history.whoKilled("FREE/FREEPDB1", 2, 46, 99).problems());
    }

    @Test
    @DisplayName("says that older rows were not searched, if one of them may match")
    void cut() throws Exception {
        for (int i = AuditFilter.MAX; i > 0; i--) {
            audited(i, "2,46,99", "dora via HTTP", "DONE");
        }
        String named = "FREE/FREEPDB1";

        assertEquals(
                List.of(),
                history.audit(new AuditFilter(named, null, null, null, null, 10))
                        .problems());
        assertEquals(
                "PWARDEN0434",
                history.audit(new AuditFilter(named, "9,9,9", null, null, null, 10))
                        .problems()
                        .get(0)
                        .code());
        LocalDateTime later = LocalDateTime.of(2030, 1, 1, 0, 0);
        assertEquals(
                List.of(),
                history.audit(new AuditFilter(named, "9,9,9", null, later, null, 10))
                        .problems());
    }
}
