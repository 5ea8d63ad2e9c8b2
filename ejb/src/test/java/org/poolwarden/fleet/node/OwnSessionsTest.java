package org.poolwarden.fleet.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.contract.Field;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.Code;
import org.poolwarden.leak.Judgement;
import org.poolwarden.leak.Judgement.Proof;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.Borrower.Whereabouts;
import org.poolwarden.leak.evidence.BorrowerSample;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.leak.evidence.SessionSample;
import org.poolwarden.leak.neighbours.Finding.Owner;
import org.poolwarden.leak.neighbours.ToldNode;
import org.poolwarden.leak.neighbours.ToldSession;
import org.poolwarden.leak.waits.Waits;
import org.poolwarden.scan.Scan;

@DisplayName("What a node tells of its sessions")
class OwnSessionsTest {

    private static final DatabaseId SHOP = new DatabaseId("FREE", "SHOPPDB");
    private static final String POOL = "java:/my shop";

    @Test
    @DisplayName(
            "is read as it was told: leases, idle connections, its process's own and its orphans, and nobody else's")
    void toldAndRead() {
        EntityRecord told = tell(
                scan(
                        null,
                        one(1, 7L, POOL, Verdict.LEAKED, Code.RUNNING),
                        one(2, null, POOL, Verdict.IDLE, Code.IN_POOL),
                        one(3, null, POOL, Verdict.FOREIGN, Code.OUTSIDE_POOL),
                        one(4, null, null, Verdict.FOREIGN, Code.OTHER_SOURCE),
                        one(5, null, null, Verdict.ORPHAN, Code.MARKED),
                        one(6, null, null, Verdict.FOREIGN, Code.NOT_OURS),
                        ofOther(7)),
                "shop-node1");

        ToldNode read = OwnSessions.read("node1", told);

        assertEquals(Set.of(id(1), id(2), id(3), id(4), id(5)), read.sessions().keySet());
        assertTold("4711", "LEAKED", 7L, POOL, read.sessions().get(id(1)));
        assertTold("4711", "IDLE", null, POOL, read.sessions().get(id(2)));
        assertTold("4711", "ORPHAN", null, null, read.sessions().get(id(5)));
        assertEquals("shop-node1", read.mark());
        assertEquals(Set.of("app1.example.org"), read.machines());
        assertEquals(Long.toString(ProcessHandle.current().pid()), read.process());
        assertTrue(OwnSessions.isWhole(told, read));
        assertTrue(OwnSessions.process(told).orElseThrow().startsWith(read.process() + " since "));
        assertEquals(Duration.ofSeconds(15), read.scanEvery());
        assertEquals(Duration.ofSeconds(7), OwnSessions.scanAge(told));
    }

    @Test
    @DisplayName("is told as not all if a connection of the node may be missing, or its leases cannot be read")
    void notAll() {
        EntityRecord unknown = tell(scan("tracking is OFF"), null);
        assertEquals("tracking is OFF", unknown.get("notKnown"));
        assertFalse(OwnSessions.isWhole(unknown, OwnSessions.read("node1", unknown)));
        assertNull(OwnSessions.read("node1", unknown).mark());
        Scan unread = new Scan(Instant.EPOCH, Duration.ZERO, List.of(), List.of(), List.of(), false);
        EntityRecord blind = tell(unread, null);
        assertFalse(OwnSessions.isWhole(blind, OwnSessions.read("node1", blind)));
    }

    @Test
    @DisplayName("is bounded, leases first, and not all then; nor does a reader keep more of a node that tells more")
    void bounded() {
        List<ClassifiedSession> many = new ArrayList<>(IntStream.rangeClosed(1, OwnSessions.MAX)
                .mapToObj(sid -> one(sid, null, POOL, Verdict.IDLE, Code.IN_POOL))
                .toList());
        many.add(one(5_000, 7L, POOL, Verdict.LEAKED, Code.RUNNING));

        EntityRecord told = tell(scan(null, many.toArray(ClassifiedSession[]::new)), null);

        List<?> lines = (List<?>) told.get("ownSessions");
        assertEquals(OwnSessions.MAX, lines.size());
        assertEquals("FREE/SHOPPDB 1,5000,1 4711 LEAKED 7 " + POOL, lines.get(0));
        ToldNode read = OwnSessions.read("node1", told);
        assertFalse(OwnSessions.isWhole(told, read));
        List<String> more = Stream.concat(
                        lines.stream().map(String.class::cast), Stream.of("FREE/SHOPPDB 1,6000,1 4711 IDLE - " + POOL))
                .toList();
        assertEquals(
                OwnSessions.MAX,
                OwnSessions.read("node1", told(more.size(), more)).sessions().size());
    }

    @Test
    @DisplayName("is not all if a line cannot be read, as of a later version; the others count")
    void unreadable() {
        for (String line : List.of(
                "",
                "FREE 1,46,99 4711 IDLE - java:/shop",
                "FREE/SHOPPDB 1,46 4711 IDLE - java:/shop",
                "FREE/SHOPPDB 1,46,99999999999 4711 IDLE - java:/shop",
                "FREE/SHOPPDB 1,46,99 4711 IDLE 7x java:/shop")) {
            EntityRecord told = told(2, List.of("FREE/SHOPPDB 1,46,99 4711 SLEEPING - java:/shop", line));
            ToldNode read = OwnSessions.read("node2", told);
            assertEquals(Set.of(new SessionId(SHOP, 1, 46, 99)), read.sessions().keySet(), line);
            assertFalse(OwnSessions.isWhole(told, read), line);
        }
    }

    @Test
    @DisplayName("has who holds a lease that waits or is waited for, of few, and on one short line each")
    void holders() {
        List<Row> rows = new ArrayList<>();
        for (long lease = 1; lease <= OwnSessions.MAX_HOLDERS + 2; lease++) {
            rows.add(row(lease, lease == 1 ? null : "1,5", "worker-" + lease + "\n" + "x".repeat(300)));
        }
        ClassifiedSession[] sessions = rows.stream()
                .map(row -> one((int) row.lease().id(), row.lease().id(), POOL, Verdict.BUSY, Code.RUNNING))
                .toArray(ClassifiedSession[]::new);
        Scan scan = new Scan(Instant.EPOCH, Duration.ZERO, rows, List.of(sessions), List.of(), true);

        EntityRecord told = tell(scan, null);

        assertEquals(OwnSessions.MAX_HOLDERS, ((List<?>) told.get("holders")).size());
        ToldNode read = OwnSessions.read("node1", told);
        assertNull(read.sessions().get(id(1)).holder(), "nobody waits for it");
        assertNull(read.sessions().get(id(OwnSessions.MAX_HOLDERS + 2)).holder(), "one too many");
        String holder = read.sessions().get(id(2)).holder();
        assertTrue(holder.startsWith("shop.ear, thread worker-2\uFFFDxxx"), holder);
        assertEquals(OwnSessions.MAX_WORDS, holder.length());
    }

    private static Row row(long lease, String blockedBy, String thread) {
        Session session =
                SessionSample.of(id((int) lease)).waits(null, blockedBy).build();
        return new Row(
                new Lease(
                        lease,
                        POOL,
                        Instant.EPOCH,
                        Duration.ofMinutes(1),
                        BorrowerSample.by(thread, 1, Whereabouts.UNKNOWN)
                                .of("shop.ear")
                                .build(),
                        new ClientSession(session.id(), "SHOP"),
                        1,
                        Lease.Transaction.NONE),
                session,
                judgement(Verdict.BUSY, Code.RUNNING));
    }

    @Test
    @DisplayName("tells apart two processes that have one id, as in containers")
    void processes() {
        EntityRecord first = told("1", Instant.EPOCH);
        EntityRecord second = told("1", Instant.EPOCH.plusMillis(1));
        assertNotEquals(OwnSessions.process(first), OwnSessions.process(second));
        assertTrue(OwnSessions.process(told(null, Instant.EPOCH)).isEmpty());
    }

    @Test
    @DisplayName("has no times if an older version tells it")
    void older() {
        EntityRecord told = record(null)
                .set("process", "1")
                .set("processStartTime", Instant.EPOCH)
                .set("sessionCount", 0)
                .set("ownSessions", List.of())
                .build();
        assertEquals(Duration.ZERO, OwnSessions.read("node1", told).scanEvery());
        assertEquals(Duration.ZERO, OwnSessions.scanAge(told));
    }

    private static EntityRecord tell(Scan scan, String mark) {
        return OwnSessions.of(scan, mark, Duration.ofSeconds(15), Instant.EPOCH.plusSeconds(7));
    }

    private static EntityRecord told(String process, Instant start) {
        return record().set("process", process)
                .set("processStartTime", start)
                .set("sessionCount", 0)
                .set("ownSessions", List.of())
                .build();
    }

    private static EntityRecord told(int count, List<String> lines) {
        return record().set("process", "1")
                .set("processStartTime", Instant.EPOCH)
                .set("sessionCount", count)
                .set("ownSessions", lines)
                .build();
    }

    private static EntityRecord.Builder record() {
        return record(15L);
    }

    private static EntityRecord.Builder record(Long seconds) {
        EntityRecord.Builder record = EntityRecord.of(Entity.FLEET_OWN_SESSIONS)
                .set("node", "node1")
                .set("answerTime", Instant.EPOCH)
                .set("machines", List.of())
                .set("scanEverySeconds", seconds)
                .set("scanAgeSeconds", seconds);
        for (Field field : List.of(
                Entity.FLEET_OWN_SESSIONS.field("mark"),
                Entity.FLEET_OWN_SESSIONS.field("notKnown"),
                Entity.FLEET_OWN_SESSIONS.field("holders"))) {
            record.set(field.name(), null);
        }
        return record;
    }

    private static void assertTold(String spid, String verdict, Long lease, String pool, ToldSession told) {
        assertEquals(spid, told.spid());
        assertEquals(verdict, told.verdict());
        assertEquals(lease, told.leaseId());
        assertEquals(pool, told.pool());
    }

    private static Scan scan(String unknown, ClassifiedSession... sessions) {
        return new Scan(Instant.EPOCH, Duration.ZERO, List.of(), List.of(sessions), List.of(), true, unknown);
    }

    private static SessionId id(int sid) {
        return new SessionId(SHOP, 1, sid, 1);
    }

    private static ClassifiedSession one(int sid, Long lease, String pool, Verdict verdict, Code code) {
        return new ClassifiedSession(session(sid), lease, pool, judgement(verdict, code));
    }

    private static ClassifiedSession ofOther(int sid) {
        return new ClassifiedSession(
                session(sid),
                null,
                null,
                judgement(Verdict.ORPHAN, Code.NODE_LOST),
                Waits.UNKNOWN,
                new Owner("node9", null));
    }

    private static Session session(int sid) {
        return SessionSample.of(id(sid))
                .client("jboss", "app1.example.org", "JDBC Thin Client")
                .spid("4711")
                .build();
    }

    private static Judgement judgement(Verdict verdict, Code code) {
        return new Judgement(verdict, Proof.NONE, List.of("because"), List.of(code));
    }
}
