package org.poolwarden.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.guard.KillMode;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.Kill.SlotState;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.kill.record.Milestones;
import org.poolwarden.leak.Code;
import org.poolwarden.leak.Judgement;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.Borrower;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.request.Node;
import org.poolwarden.request.Requester;
import org.poolwarden.scan.Scan;
import org.poolwarden.transition.detect.Observation;
import org.poolwarden.transition.detect.TransitionDetector;

@DisplayName("Notifications")
class NotificationPublisherTest {

    private static final String POOL = "java:/ShopDS";

    private final FakeWarden warden = new FakeWarden();
    private final List<Notification> told = new ArrayList<>();
    private NotificationPublisher publisher;
    private final TransitionDetector detector = new TransitionDetector();

    @BeforeEach
    void listen() throws Exception {
        warden.pools.clear();
        publisher = new NotificationPublisher(new ObjectName(WardenJmx.NAME), told::add);
    }

    private void publish(List<PoolStatus> pools) {
        detector.detect(new Observation(
                        Stream.ofNullable(warden.last).toList(), pools, warden.kills, lease -> false, List::of))
                .forEach(publisher::hear);
    }

    @Test
    @DisplayName("tell each transition of a lease once, and nothing of one that is in use")
    void leases() {
        scan(row(7, Verdict.IN_USE), row(8, Verdict.IN_USE));
        scan(row(7, Verdict.SUSPECT), row(8, Verdict.BUSY));
        publish(List.of());
        scan(row(7, Verdict.SUSPECT), row(8, Verdict.BUSY));
        scan(row(7, Verdict.LEAKED));
        scan(row(7, Verdict.ZOMBIE));
        scan(row(7, Verdict.IN_USE));

        assertEquals(
                List.of(
                        "org.poolwarden.lease.suspect",
                        "org.poolwarden.lease.leaked",
                        "org.poolwarden.lease.zombie",
                        "org.poolwarden.lease.unleaked"),
                types());
        assertEquals(
                List.of(1L, 2L, 3L, 4L),
                told.stream().map(Notification::getSequenceNumber).toList());
        assertEquals(7L, ((CompositeData) told.get(1).getUserData()).get("leaseId"));
        assertEquals(WardenJmx.NAME, told.get(0).getSource().toString());
        for (Notification one : told) {
            assertEquals(Node.name(), ((CompositeData) one.getUserData()).get("node"), one::toString);
        }
        assertTrue(
                told.get(0).getMessage().startsWith("Lease 7 of java:/ShopDS: "),
                told.get(0).getMessage());
    }

    @Test
    @DisplayName("take a leak back when it is returned")
    void returned() {
        scan(row(7, Verdict.LEAKED));
        scan();
        scan();

        assertEquals(List.of("org.poolwarden.lease.leaked", "org.poolwarden.lease.unleaked"), types());
    }

    @Test
    @DisplayName("tell nothing while the leases cannot be read, and what was returned meanwhile once they can be")
    void unreadable() {
        scan(row(7, Verdict.LEAKED), row(8, Verdict.SUSPECT));
        warden.last = new Scan(Instant.EPOCH, Duration.ZERO, List.of(), List.of(), List.of(FakeWarden.PROBLEM), false);
        publish(List.of());
        assertEquals(List.of("org.poolwarden.lease.leaked", "org.poolwarden.lease.suspect"), types());

        scan(row(7, Verdict.LEAKED));

        assertEquals("org.poolwarden.lease.unleaked", types().get(2));
        assertEquals(3, told.size());
    }

    @Test
    @DisplayName("tell nothing while a guard is silent, and nothing again when it answers")
    void silentGuard() {
        scan(row(7, Verdict.LEAKED));
        scan(row(7, Verdict.UNMATCHED));
        scan(row(7, Verdict.LEAKED));

        assertEquals(List.of("org.poolwarden.lease.leaked"), types());
    }

    @Test
    @DisplayName("tell once that a lease looks leaked though its session cannot be seen, and what becomes of it")
    void left() {
        scan(row(7, Verdict.UNMATCHED), row(8, Verdict.UNMATCHED));
        scan(left(7), row(8, Verdict.UNMATCHED));
        scan(left(7));
        scan(row(7, Verdict.LEAKED));
        scan(left(7));
        scan(row(7, Verdict.LEAKED));
        scan(row(7, Verdict.BUSY));

        assertEquals(
                List.of(
                        "org.poolwarden.lease.unmatched",
                        "org.poolwarden.lease.leaked",
                        "org.poolwarden.lease.unleaked"),
                types());
    }

    @Test
    @DisplayName("tell each state of a kill's session and of its slot once, however many came between two calls")
    void kills() {
        Kill.Step asked = step(0, SessionState.REQUESTED, SlotState.HELD);
        Kill.Step fenced = step(1, SessionState.REQUESTED, SlotState.FENCED);
        Kill.Step killing = step(2, SessionState.KILLING, SlotState.FENCED);
        Kill.Step news = step(3, SessionState.KILLING, SlotState.FENCED);
        Kill.Step gone = step(4, SessionState.GONE, SlotState.FREED);
        warden.kills.add(kill("k-1", asked));
        publish(List.of());
        warden.kills.set(0, kill("k-1", asked, fenced, killing));
        publish(List.of());
        publish(List.of());
        warden.kills.set(0, kill("k-1", asked, fenced, killing, news, gone));
        publish(List.of());

        assertEquals(
                List.of(
                        "org.poolwarden.kill.requested",
                        "org.poolwarden.slot.fenced",
                        "org.poolwarden.kill.killing",
                        "org.poolwarden.kill.gone",
                        "org.poolwarden.slot.freed"),
                types());
        assertEquals("k-1", ((CompositeData) told.get(0).getUserData()).get("killId"));
    }

    @Test
    @DisplayName("tell a pool that is exhausted, and when it is no more")
    void pools() {
        publish(List.of(pool(1)));
        publish(List.of(pool(0)));
        publish(List.of(pool(0)));
        publish(List.of(pool(2)));
        publish(List.of(pool(0)));
        publish(List.of());
        publish(List.of(pool(0)));

        assertEquals(
                List.of(
                        "org.poolwarden.pool.exhausted",
                        "org.poolwarden.pool.relieved",
                        "org.poolwarden.pool.exhausted",
                        "org.poolwarden.pool.exhausted"),
                types());
    }

    @AfterEach
    void announced() {
        assertTrue(NotificationPublisher.TYPES.containsAll(types()), types().toString());
    }

    private List<String> types() {
        return told.stream().map(Notification::getType).toList();
    }

    private void scan(Row... rows) {
        warden.last = new Scan(Instant.EPOCH, Duration.ZERO, List.of(rows), List.of(), List.of(), true);
        publish(List.of());
    }

    private static PoolStatus pool(int available) {
        return new PoolStatus(POOL, PoolStatus.Kind.LOCAL, 3, 3 - available, available);
    }

    private static Row row(long id, Verdict verdict) {
        Lease lease = new Lease(
                id, POOL, Instant.EPOCH, Duration.ofMinutes(9), Borrower.UNKNOWN, null, 1, Lease.Transaction.NONE);
        return new Row(lease, null, new Judgement(verdict, Judgement.Proof.NONE, List.of("so it is")));
    }

    private static Row left(long id) {
        return new Row(
                row(id, Verdict.UNMATCHED).lease(),
                null,
                new Judgement(Verdict.UNMATCHED, Judgement.Proof.NONE, List.of("it has left"), List.of(Code.LEFT)));
    }

    private static Kill.Step step(int second, SessionState session, SlotState slot) {
        return new Kill.Step(Instant.ofEpochSecond(second), session, slot, "step " + second);
    }

    private static Kill kill(String id, Kill.Step... steps) {
        Kill.Step last = steps[steps.length - 1];
        return new Kill(
                id,
                null,
                row(7, Verdict.LEAKED),
                new KillRequest(7, KillMode.IMMEDIATE, new Requester("ops", "JMX", null), "it leaks"),
                KillMode.IMMEDIATE,
                last.session(),
                last.slot(),
                new Milestones(null, null, null),
                null,
                0,
                last.what(),
                List.of(),
                null,
                List.of(steps));
    }
}
