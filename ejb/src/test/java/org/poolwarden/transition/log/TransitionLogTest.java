package org.poolwarden.transition.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.logging.Level;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.Kill.SlotState;
import org.poolwarden.kill.record.KillLog;
import org.poolwarden.kill.record.KillRecord;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.Judgement;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.leak.evidence.SessionSample;
import org.poolwarden.leak.neighbours.Finding.Owner;
import org.poolwarden.leak.waits.Waits;
import org.poolwarden.request.Problem;
import org.poolwarden.scan.FakeTicker;
import org.poolwarden.scan.Samples;
import org.poolwarden.transition.GuardTransition;
import org.poolwarden.transition.KillTransition;
import org.poolwarden.transition.LeaseTransition;
import org.poolwarden.transition.LeaseTransition.Kind;
import org.poolwarden.transition.OrphanTransition;
import org.poolwarden.transition.PoolTransition;
import org.poolwarden.transition.PoolTransition.Holders;
import org.poolwarden.transition.Told;
import org.poolwarden.transition.log.LogLines.Line;

@DisplayName("In server.log a transition")
class TransitionLogTest {

    private final FakeTicker ticker = new FakeTicker();
    private final TransitionLog log = new TransitionLog(ticker);
    private final LogLines lines = new LogLines();

    @AfterEach
    void nothingIsLeft() {
        lines.close();
        assertTrue(MDC.getMap() == null || MDC.getMap().isEmpty(), () -> "left in the MDC: " + MDC.getMap());
        assertFalse(lines.lines().toString().contains(Told.SECRET), "SQL text");
    }

    @Test
    @DisplayName("of a lease is a line with reasons, place, deployment, session, pool and the whole chain")
    void leak() {
        accuse(7, Verdict.LEAKED);

        Line line = lines.lines().get(0);
        assertEquals(
                "PWARDEN0600: Lease 7 of java:/ShopDS is LEAKED (proof: WEAK). It was checked out 9 min ago at "
                        + "com.shop.OrderDao.list(OrderDao.java:88), deployment shop.ear, and its session is "
                        + "FREE/FREEPDB1 1,104,17. Reasons: the thread has ended; it is idle\n"
                        + "\tat com.shop.OrderDao.list(OrderDao.java:88)\n\tat com.shop.Main.run(Main.java:3)",
                line.text());
        assertEquals("org.poolwarden.leak", line.category());
        assertEquals(Level.WARNING.intValue(), line.level().intValue());
        assertEquals("lease.leaked", line.mdc().get("poolwarden.event"));
        assertEquals("7", line.mdc().get("poolwarden.leaseId"));
        assertEquals(Told.POOL, line.mdc().get("poolwarden.pool"));
        assertEquals(Told.PLACE, line.mdc().get("poolwarden.callSite"));
        assertEquals("shop.ear", line.mdc().get("poolwarden.deployment"));
        assertEquals("1,104,17", line.mdc().get("poolwarden.session"));
        assertEquals("FREE/FREEPDB1", line.mdc().get("poolwarden.database"));
        assertEquals("LEAKED", line.mdc().get("poolwarden.verdict"));
    }

    @Test
    @DisplayName("of a lease with a trace has its id, in the text and as a field; so has that of its kill")
    void trace() {
        Row row = Told.traced(Told.row(7, Verdict.LEAKED));
        log.hear(new LeaseTransition(Kind.ACCUSED, row, null, null));
        log.hear(new LeaseTransition(Kind.RETURNED, row, row, null));
        KillLog.requested(new KillRecord("k-1", null, row, Samples.request(7), ticker).kill());

        assertTrue(
                lines.texts().get(0).contains("; it is idle. Trace (ACTION): " + Told.TRACE + "\n\tat com.shop."),
                lines.texts()::toString);
        for (Line line : lines.lines()) {
            assertEquals(Told.TRACE, line.mdc().get("poolwarden.traceId"), line::toString);
            assertEquals("b7ad6b7169203331", line.mdc().get("poolwarden.spanId"), line::toString);
        }
    }

    @Test
    @DisplayName("of a lease whose connection was lost has the trace that its session carried")
    void lostTrace() {
        log.hear(new LeaseTransition(Kind.ACCUSED, Told.lost(Told.traced(Told.row(7, Verdict.LEAKED))), null, null));

        Line line = lines.lines().get(0);
        assertEquals("ZOMBIE", line.mdc().get("poolwarden.verdict"));
        assertTrue(line.text().contains("Trace (ACTION): " + Told.TRACE), line::text);
        assertEquals(Told.TRACE, line.mdc().get("poolwarden.traceId"));
    }

    @Test
    @DisplayName("of a thousand leases of one place is one line, and one more after ten minutes that counts them")
    void flood() throws InterruptedException {
        for (int id = 0; id < 1000; id++) {
            accuse(id, Verdict.LEAKED);
            log.passed();
            ticker.pause(Duration.ofMillis(500));
        }
        assertEquals(1, lines.lines().size(), () -> lines.texts().toString());
        ticker.pause(Duration.ofMinutes(2));
        log.passed();
        log.passed();

        assertEquals(2, lines.lines().size(), () -> lines.texts().toString());
        assertTrue(
                lines.texts()
                        .get(1)
                        .startsWith("PWARDEN0602: 999 more leases of pool java:/ShopDS became LEAKED within 10 min"),
                lines.texts()::toString);
        assertEquals("999", lines.lines().get(1).mdc().get("poolwarden.more"));
    }

    @Test
    @DisplayName("of a flood from a thousand places is a bounded number of lines, and what was not told is counted")
    void manyPlaces() {
        for (int id = 0; id < 1000; id++) {
            log.hear(new LeaseTransition(
                    Kind.ACCUSED, Told.row(id, "a.B.c(B.java:" + id + ")", Verdict.LEAKED), null, null));
        }
        assertEquals(501, lines.lines().size());
        log.close();

        assertEquals(502, lines.lines().size());
        assertTrue(
                lines.texts().get(501).contains(": 499 more leases of pool"),
                lines.texts().get(501));
    }

    @Test
    @DisplayName("of a place that was quiet for ten minutes has the chain again; another place and a worse verdict too")
    void firsts() throws InterruptedException {
        accuse(1, Verdict.SUSPECT);
        accuse(1, Verdict.LEAKED);
        log.hear(new LeaseTransition(Kind.ACCUSED, Told.row(2, "a.B.c(B.java:1)", Verdict.LEAKED), null, null));
        ticker.pause(Duration.ofMinutes(11));
        log.passed();
        accuse(3, Verdict.LEAKED);

        assertEquals(List.of("0601", "0600", "0600", "0600"), numbers());
        assertEquals(Level.INFO, lines.lines().get(0).level());
    }

    @Test
    @DisplayName(
            "of a lease that was returned after all, was freed by a kill, is gone, or is in use again, is told apart")
    void ends() {
        end(Kind.RETURNED, "a", null, Verdict.LEAKED);
        end(Kind.RETURNED, "b", "k-1", Verdict.LEAKED);
        end(Kind.CLEARED, "c", null, Verdict.BUSY);
        end(Kind.CLEARED, "c", null, Verdict.BUSY);
        end(Kind.GONE, "d", null, Verdict.LEAKED);
        log.close();

        assertEquals(List.of("0604", "0605", "0606", "0618", "0607"), numbers());
        assertEquals("k-1", lines.lines().get(1).mdc().get("poolwarden.killId"));
        assertEquals("lease.gone", lines.lines().get(3).mdc().get("poolwarden.event"));
        assertEquals(
                "PWARDEN0618: Lease 7 of java:/ShopDS, which was LEAKED, is gone with its connection: its pool was "
                        + "removed or flushed, or has discarded it. Nobody returned it. Call site: d.",
                lines.texts().get(3));
        assertTrue(
                lines.texts()
                        .get(4)
                        .startsWith("PWARDEN0607: 1 more lease of pool java:/ShopDS: no longer a leak within "),
                lines.texts()::toString);
    }

    @Test
    @DisplayName("of a pool says who holds it, and one that flutters is told once a minute with how it stands")
    void pools() throws InterruptedException {
        PoolTransition exhausted = new PoolTransition(
                Told.pool(0), true, List.of(new Holders(Told.PLACE, "shop.ear", 2), new Holders(null, null, 1)));
        PoolTransition relieved = new PoolTransition(Told.pool(1), false, List.of());
        log.hear(exhausted);
        log.hear(relieved);
        for (int i = 0; i < 100; i++) {
            log.hear(exhausted);
            log.hear(relieved);
            log.passed();
        }
        log.hear(exhausted);
        ticker.pause(Duration.ofMinutes(1));
        log.passed();
        log.hear(relieved);

        assertEquals(List.of("0608", "0609", "0610", "0609"), numbers());
        assertEquals(
                "PWARDEN0608: Pool java:/ShopDS has no connection left: 3 of 3 are checked out, and 4 threads wait for "
                        + "one. Held by: 2 at com.shop.OrderDao.list(OrderDao.java:88) (shop.ear); 1 at an unknown "
                        + "call site (unknown deployment).",
                lines.texts().get(0));
        assertTrue(
                lines.texts()
                        .get(2)
                        .equals("PWARDEN0610: Pool java:/ShopDS was exhausted 101 more times within 1 min; it now has "
                                + "no connection left."),
                lines.texts().get(2));
        assertEquals("org.poolwarden.pool", lines.lines().get(0).category());
        assertEquals("pool.exhausted", lines.lines().get(0).mdc().get("poolwarden.event"));
    }

    @Test
    @DisplayName("of sessions that are ORPHANs names the first and counts the others")
    void orphans() {
        for (int sid = 1; sid < 50; sid++) {
            log.hear(new OrphanTransition(Told.session(sid, Verdict.ORPHAN)));
        }
        log.close();

        assertEquals(List.of("0611", "0612"), numbers());
        assertTrue(
                lines.texts().get(1).startsWith("PWARDEN0612: 48 more sessions of FREE/FREEPDB1 became ORPHAN within "),
                lines.texts()::toString);
        assertEquals("org.poolwarden.leak", lines.lines().get(0).category());
        assertEquals("1,1,1", lines.lines().get(0).mdc().get("poolwarden.session"));
    }

    @Test
    @DisplayName("of an ORPHAN says whose it is: this server's, or a node's that has left")
    void whoseOrphan() {
        ClassifiedSession own = Told.session(1, Verdict.ORPHAN);
        log.hear(new OrphanTransition(own));
        assertTrue(lines.texts().get(0).contains("is an ORPHAN of this server: no connection has it."));
        Session elsewhere = SessionSample.of(new SessionId(new DatabaseId("B", "B"), 1, 2, 3))
                .build();
        log.hear(new OrphanTransition(
                new ClassifiedSession(elsewhere, null, null, own.judgement(), Waits.UNKNOWN, new Owner("node2", 7L))));
        assertTrue(
                lines.texts().get(1).contains("is an ORPHAN of node node2, which has left the fleet: no connection"),
                lines.texts()::toString);
        assertEquals("node2", lines.lines().get(1).mdc().get("poolwarden.ownerNode"));
    }

    @Test
    @DisplayName("of a guard has its problem and what to do, and how long it was silent")
    void guards() {
        log.hear(new GuardTransition("java:/guard", false, Told.SILENT, Duration.ZERO));
        log.hear(new GuardTransition("java:/guard", true, Told.SILENT, Duration.ofMinutes(5)));

        assertEquals(
                List.of(
                        "PWARDEN0613: The guard behind java:/guard does not answer. Cause: PWARDEN0203: The database "
                                + "behind java:/guard does not answer. Test it.",
                        "PWARDEN0614: The guard behind java:/guard answers again. It was silent for 5 min."),
                lines.texts());
        assertEquals("org.poolwarden.guard", lines.lines().get(0).category());
        assertEquals("PWARDEN0203", lines.lines().get(0).mdc().get("poolwarden.problem"));
    }

    @Test
    @DisplayName("of a guard that flaps for two causes says how the guard stands, and not how the cause did")
    void flappingGuard() throws InterruptedException {
        Problem none = new Problem("PWARDEN0201", "java:/guard", "There is none.", "Make one.");
        GuardTransition silent = new GuardTransition("java:/guard", false, Told.SILENT, Duration.ZERO);
        GuardTransition absent = new GuardTransition("java:/guard", false, none, Duration.ZERO);
        for (int i = 0; i < 3; i++) {
            log.hear(silent);
            log.hear(absent);
            log.hear(new GuardTransition("java:/guard", true, none, Duration.ofSeconds(1)));
            log.passed();
        }
        ticker.pause(Duration.ofMinutes(1));
        log.passed();

        assertEquals(List.of("0613", "0613", "0614", "0615", "0615"), numbers());
        assertEquals(
                "PWARDEN0615: The guard behind java:/guard (PWARDEN0203) stopped answering 2 more times within 1 min; "
                        + "it now answers.",
                lines.texts().get(3));
        assertTrue(
                lines.texts().get(4).contains("(PWARDEN0201)")
                        && lines.texts().get(4).endsWith("; it now answers."),
                lines.texts().get(4));
        assertEquals("java:/guard", lines.lines().get(3).mdc().get("poolwarden.guard"));
        assertEquals("PWARDEN0203", lines.lines().get(3).mdc().get("poolwarden.problem"));
        log.hear(silent);
        log.close();
        assertTrue(lines.texts().get(5).endsWith("; it is now silent."), lines.texts()::toString);
    }

    @Test
    @DisplayName("of a kill is one line for each state, in order, however often it swings between two")
    void kills() {
        KillRecord record = new KillRecord("k-1", null, Told.row(7, Verdict.LEAKED), Samples.request(7), ticker);
        KillLog.requested(record.kill());
        record.step(SessionState.KILLING, SlotState.FENCED, "asked the guard");
        record.step("news, and no other state");
        for (int i = 0; i < 100; i++) {
            record.step(SessionState.MARKED, SlotState.FENCED, "marked");
            record.step(SessionState.ROLLING_BACK, SlotState.FENCED, "rolling back");
        }
        record.end(SessionState.GONE, SlotState.FREED, "It is gone.", null);
        log.hear(new KillTransition(record.kill(), null, record.kill().steps().get(0)));

        assertEquals(List.of("0300", "0616", "0616", "0616", "0301"), numbers());
        for (Line line : lines.lines()) {
            assertEquals("org.poolwarden.kill", line.category());
            assertEquals("k-1", line.mdc().get("poolwarden.killId"));
            assertEquals("7", line.mdc().get("poolwarden.leaseId"));
        }
        assertEquals(
                List.of("REQUESTED", "KILLING", "MARKED", "ROLLING_BACK", "GONE"),
                lines.lines().stream()
                        .map(line -> line.mdc().get("poolwarden.sessionState"))
                        .toList());
    }

    @Test
    @DisplayName("of a kill of a session without a lease names the session, and no lease and no pool")
    void killOfSession() {
        Row none = new Row(
                Lease.none(Samples.CLIENT, Instant.EPOCH),
                Samples.idle(),
                new Judgement(Verdict.ORPHAN, Judgement.Proof.WEAK, List.of("it has our mark")));
        KillRecord record = new KillRecord("k-1", null, none, Samples.request(0), ticker);
        KillLog.requested(record.kill());
        record.step(SessionState.KILLING, SlotState.NONE, "asked the guard");

        assertEquals(List.of("0343", "0629"), numbers());
        assertTrue(
                lines.texts()
                        .get(1)
                        .startsWith("PWARDEN0629: Kill k-1 of session FREE/FREEPDB1 1,104,17, which has no lease: "),
                lines.texts()::toString);
        for (Line line : lines.lines()) {
            assertNull(line.mdc().get("poolwarden.leaseId"));
            assertNull(line.mdc().get("poolwarden.pool"));
            assertEquals("1,104,17", line.mdc().get("poolwarden.session"));
        }
    }

    @Test
    @DisplayName("cannot be made to look like a line of the server's, and leaves the MDC of others as it was")
    void others() {
        MDC.put("poolwarden.pool", "theirs");
        log.hear(new LeaseTransition(
                Kind.ACCUSED, Told.row(7, "evil\n2026-11-29 ERROR all is lost", Verdict.LEAKED), null, null));

        assertEquals("theirs", MDC.get("poolwarden.pool"));
        MDC.remove("poolwarden.pool");
        assertFalse(lines.texts().get(0).contains("\n2026"), lines.texts().get(0));
        assertNull(MDC.get("poolwarden.callSite"));
    }

    private void accuse(long id, Verdict verdict) {
        log.hear(new LeaseTransition(Kind.ACCUSED, Told.row(id, verdict), null, null));
    }

    private void end(Kind kind, String place, String killId, Verdict verdict) {
        log.hear(new LeaseTransition(kind, Told.row(7, place, verdict), Told.row(7, place, Verdict.LEAKED), killId));
    }

    private List<String> numbers() {
        return lines.texts().stream().map(text -> text.substring(7, 11)).toList();
    }
}
