package org.poolwarden.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.admin.record.AuditFilter;
import org.poolwarden.admin.record.AuditPage;
import org.poolwarden.admin.record.AuditedKill;
import org.poolwarden.guard.AuditEntry;
import org.poolwarden.guard.AuditQuery;
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
    private final AuditReader history = new AuditReader(scene.guards, scene.kills, scene.ticker);

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
    @DisplayName("searches the texts of the last 90 days unless it is told from when, and says so")
    void bounded() throws Exception {
        scene.scanner.scan();
        LocalDateTime now = LocalDateTime.ofInstant(scene.ticker.now(), ZoneOffset.UTC);
        AuditPage page = history.audit(search(null, List.of("leaks"), null, null));
        assertEquals(now.minusDays(90).truncatedTo(ChronoUnit.MINUTES), page.since());
        assertEquals(page.since(), asked().from());
        assertTrue(toldSince(page), page::toString);
        LocalDateTime to = now.minusDays(400);
        assertEquals(
                to.minusDays(90),
                history.audit(search(null, List.of("leaks"), null, to)).since(),
                "up to a time");
        assertEquals(to, asked().to());
    }

    @Test
    @DisplayName("goes as far back as it is asked, for a session, and for the newest rows whatever they are")
    void unbounded() throws Exception {
        scene.scanner.scan();
        LocalDateTime from = LocalDateTime.parse("2020-01-01T00:00");
        for (AuditFilter filter : List.of(
                search(null, List.of("leaks"), from, null),
                search("1,2,3", List.of("leaks"), null, null),
                AuditFilter.newest(10))) {
            AuditPage page = history.audit(filter);
            assertNull(page.since(), filter::toString);
            assertFalse(toldSince(page), page::toString);
            assertEquals(filter.from(), asked().from());
        }
    }

    private static boolean toldSince(AuditPage page) {
        return page.missing().stream().anyMatch(problem -> problem.code().equals("PWARDEN0470"));
    }

    private AuditQuery asked() {
        return scene.guard.queries.get(scene.guard.queries.size() - 1);
    }

    private static AuditFilter search(String session, List<String> words, LocalDateTime from, LocalDateTime to) {
        return new AuditFilter(null, session, null, null, words, from, to, 10);
    }

    @Test
    @DisplayName("asks which database is meant, where there are several")
    void severalDatabases() throws Exception {
        FakeGuard second = new FakeGuard(ScanScene.SECOND, scene.calls);
        second.database = new DatabaseId("OTHER", "OTHERPDB");
        scene.bound.put(ScanScene.SECOND, second);

        WardenException refusal = assertThrows(WardenException.class, () -> history.whoKilled("", 1, 1, 1));

        assertEquals(Fault.BAD_REQUEST, refusal.fault());
        assertEquals(new AuditPage(List.of(), false, null, List.of()), history.whoKilled("other/otherpdb", 1, 1, 1));
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

        AuditFilter named = new AuditFilter("FREE/FREEPDB1", null, null, null, List.of(), null, null, 5);
        WardenException refusal = assertThrows(WardenException.class, () -> history.audit(named));

        assertEquals(Fault.UNAVAILABLE, refusal.fault());
        assertTrue(refusal.getMessage().startsWith("PWARDEN0421"), refusal.getMessage());
        assertFalse(refusal.passes(), "somebody has to install it");
    }

    @Test
    @DisplayName("says that waiting helps where its database does not answer, or was not asked for its many questions")
    void unreadableNow() throws Exception {
        scene.scanner.scan();
        AuditFilter named = new AuditFilter("FREE/FREEPDB1", null, null, null, List.of(), null, null, 5);
        for (FakeGuard.Raise raise : List.of(FakeGuard.Raise.DOWN, FakeGuard.Raise.BUSY)) {
            scene.guard.reading = raise;

            WardenException refusal = assertThrows(WardenException.class, () -> history.audit(named));

            assertEquals("PWARDEN0541", refusal.problems().get(0).code());
            assertTrue(refusal.passes(), refusal::getMessage);
        }
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
        assertTrue(down.problems().get(0).code().equals("PWARDEN0541"), down::toString);
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
    @DisplayName("is filtered by the database, over its whole audit, the newest first")
    void filtered() throws Exception {
        audited(7, "2,47,1", "dora via HTTP", "DENIED");
        audited(8, "2,46,99", "Ops via JMX from 10.1.2.3", EARLIER, "DONE");
        audited(9, "2,46,99", null, "DONE");
        LocalDateTime nine = LocalDateTime.parse("2026-11-20T09:00:00");

        assertEquals(List.of(9L, 8L, 7L), ids(AuditFilter.newest(10)));
        List<String> words = List.of("FreePDB1", "it", "leaks");
        assertEquals(
                List.of(9L, 8L),
                ids(new AuditFilter("free/freepdb1", "2,46,99", "oPS ", "DONE", words, nine, nine, 10)));
        assertEquals(
                new AuditQuery("2,46,99", "oPS", "DONE", List.of("it", "leaks"), nine, nine),
                scene.guard.queries.get(1),
                "all of it is the database's, but its own name");
    }

    @Test
    @DisplayName("takes the words of a search apart, and the last as it is where there are too many")
    void words() {
        assertEquals(List.of(), AuditFilter.words("  "));
        assertEquals(List.of("a", "b"), AuditFilter.words(" a  b "));
        assertEquals(List.of("1", "2", "3", "4", "5", "6", "7", "8 9"), AuditFilter.words("1 2 3 4 5 6 7 8 9"));
    }

    @Test
    @DisplayName("goes on with older rows, of several databases by their time, and says whether there are any")
    void more() throws Exception {
        audited(7, "2,47,1", "dora via HTTP", "DENIED");
        audited(8, "2,46,99", "dora via HTTP", "DONE");
        assertTrue(history.audit(AuditFilter.newest(1)).more());
        assertFalse(history.audit(AuditFilter.newest(2)).more());
        FakeGuard second = new FakeGuard(ScanScene.SECOND, scene.calls);
        second.database = new DatabaseId("OTHER", "OTHERPDB");
        scene.bound.put(ScanScene.SECOND, second);
        scene.guard.audited.forEach(second.audited::add);

        AuditPage one = history.audit(AuditFilter.newest(3));
        assertTrue(one.more());
        assertEquals(List.of(8L, 8L, 7L), ids(AuditFilter.newest(3)));
        assertEquals("PWARDEN0434", one.missing().get(0).code());
        assertFalse(history.audit(AuditFilter.newest(4)).more());
        LocalDateTime nine = LocalDateTime.parse("2026-11-20T09:00:00");
        ids(AuditFilter.newest(3).until(nine));
        assertEquals(nine, second.queries.get(second.queries.size() - 1).to());
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
}
