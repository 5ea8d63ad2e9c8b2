package org.poolwarden.scan;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.poolwarden.scan.ScanScene.FIRST;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.poolwarden.guard.FakeGuard.Raise;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.Code;
import org.poolwarden.leak.DatabaseView;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.leak.evidence.SessionSample;
import org.poolwarden.request.Problem;
import org.poolwarden.scan.GuardEntry.Lane;
import org.poolwarden.threads.DeadlineQuery;
import org.poolwarden.threads.OwnThreads;
import org.poolwarden.threads.Patience;

/** The lease's session is in instance 1 of a cluster, of which the lists show instance 2 alone. */
@DisplayName("Guards of a cluster")
class SilentInstanceTest {

    private final ScanScene scene = new ScanScene(FIRST);

    @Test
    @DisplayName("call no session gone of whose instance they list none, unless they say themselves that it is")
    void silentInstance() {
        listOtherInstance();
        scene.guard.checks.add(Raise.REFUSED);

        Scan scan = scene.scanner.scan();

        Row row = scan.rows().get(0);
        assertEquals(Verdict.UNMATCHED, row.judgement().verdict());
        assertTrue(row.judgement().codes().contains(Code.INSTANCE_SILENT), row.judgement()::toString);
        assertTrue(
                scan.problems().get(0).toString().startsWith("PWARDEN0210: Instance 1 did not answer."),
                scan.problems()::toString);
        assertFalse(scan.isComplete());
        assertEquals(
                Verdict.UNMATCHED, scene.scanner.recallAll().get(0).judgement().verdict(), "and nothing asks again");

        scene.guard.checks.add(Raise.GONE);
        assertEquals(
                Verdict.ZOMBIE,
                scene.scanner.scan().rows().get(0).judgement().verdict(),
                "the instance has been removed");
    }

    @Test
    @DisplayName("are asked again for the sessions of an instance that was silent for a moment")
    void instanceIsBack() {
        listOtherInstance();
        Session back = Samples.idle();
        scene.guard.onSessions = () -> scene.guard.listed.add(back);

        Row row = scene.scanner.scan().rows().get(0);

        assertEquals(back, row.session());
    }

    @Test
    @DisplayName("leave an instance silent while all of the database is read for a lease of another one")
    void anotherLeaseIsRead() throws Exception {
        leaseThatWaits();
        scene.guard.checks.add(Raise.REFUSED);
        scene.scanner.scan();

        assertEquals(Verdict.SUSPECT, read(2).judgement().verdict());
        assertSilent();

        scene.scanner.scan(); // the guard says that it has gone
        read(2);
        assertEquals(Verdict.ZOMBIE, scene.scanner.recall(1).judgement().verdict());
    }

    @Test
    @DisplayName("call no session gone of an instance that falls silent while a lease of another one is read")
    void silentSinceTheScan() throws Exception {
        leaseThatWaits();
        Session other = scene.guard.listed.get(0);
        scene.guard.listed.add(Samples.idle());
        scene.scanner.scan();
        assertEquals(Verdict.SUSPECT, scene.scanner.recall(1).judgement().verdict());
        scene.guard.listed.clear();
        scene.guard.listed.add(other);

        read(2);

        assertSilent();
    }

    @Test
    @DisplayName("call no session gone of an instance that is silent when the database is read for the first time")
    void firstReading() throws Exception {
        leaseThatWaits();

        read(2);

        assertSilent();
    }

    @Test
    @DisplayName("read the others of an instance once more when one of its sessions has gone: it may be back")
    void backWithoutOne() {
        listOtherInstance();
        scene.pools.leases.add(Samples.lease(2, client(1, 200)));
        scene.pools.leases.add(Samples.lease(3, client(1, 201)));
        // whichever of the three is asked for has gone, and the two others are back
        scene.guard.onCheck = () -> {
            scene.guard.listed.add(Samples.session(client(1, 200).session(), "INACTIVE", 0, false));
            scene.guard.listed.add(Samples.session(client(1, 201).session(), "INACTIVE", 0, false));
        };
        scene.guard.checks.add(Raise.GONE);

        List<Verdict> verdicts = scene.scanner.scan().rows().stream()
                .map(row -> row.judgement().verdict())
                .toList();

        assertEquals(List.of(Verdict.ZOMBIE, Verdict.SUSPECT, Verdict.SUSPECT), verdicts);
    }

    @Test
    @DisplayName("are believed that one session of a silent instance has gone, and of its others nothing is known")
    void oneHasGone() throws Exception {
        listOtherInstance();
        scene.pools.leases.add(Samples.lease(2, client(1, 200)));
        scene.guard.checks.add(Raise.REFUSED);
        scene.scanner.scan();
        scene.guard.checks.add(Raise.GONE);

        assertEquals(Verdict.ZOMBIE, read(1).judgement().verdict());

        assertEquals(Verdict.ZOMBIE, scene.scanner.recall(1).judgement().verdict(), "what is read is what is recalled");
        assertEquals(Verdict.UNMATCHED, scene.scanner.recall(2).judgement().verdict());
    }

    @Test
    @Timeout(60)
    @Tag("fault")
    @DisplayName("do not keep a scan that asks for the sessions of a silent instance, and are not asked again then")
    void neverAnswers() {
        listOtherInstance();
        scene.scanner.scan();
        CountDownLatch silence = new CountDownLatch(1);
        scene.guard.onFind = () -> assertDoesNotThrow(() -> silence.await());
        List<Thread> made = new ArrayList<>();
        OwnThreads threads = new OwnThreads(work -> {
            Thread thread = new Thread(work);
            made.add(thread);
            return thread;
        });
        Patience none = Patience.ofOurs(Duration.ofMillis(1));
        DeadlineQuery reads = new DeadlineQuery(threads, "by-key", 2, none);
        SilentInstances silent = new SilentInstances(scene.guards, reads, none);
        List<Problem> problems = new ArrayList<>();
        Map<DatabaseId, DatabaseView> views = scene.guards.views(view -> true, problems);
        List<Lease> leases = List.of(Samples.lease(1), Samples.lease(2, client(3, 200)));

        DatabaseView view = silent.in(views, leases, problems).get(Samples.FREE);

        assertEquals(Set.of(1, 3), view.silent());
        assertEquals(2, problems.size(), "one for each instance");
        assertEquals(1, made.size(), "the second is not asked for while the first is not answered");
        silence.countDown();
        reads.close();
    }

    /** Lease 2, of instance 2. Lease 1 is of instance 1, which lists nothing. */
    private void leaseThatWaits() {
        ClientSession client = client(2, 300);
        scene.pools.leases.add(Samples.lease(2, client));
        scene.guard.listed.clear();
        scene.guard.listed.add(SessionSample.of(client.session())
                .status("INACTIVE", 900)
                .waits("enq: TX", "2,301")
                .build());
    }

    private static ClientSession client(int instance, int sid) {
        return new ClientSession(new SessionId(Samples.FREE, instance, sid, 5), "SHOP");
    }

    private Row read(long lease) throws Exception {
        return scene.scanner.scan(lease, Lane.PREVIEWS, new ArrayList<>());
    }

    private void assertSilent() throws Exception {
        Row row = scene.scanner.recall(1);
        assertEquals(Verdict.UNMATCHED, row.judgement().verdict());
        assertTrue(row.judgement().codes().contains(Code.INSTANCE_SILENT), row.judgement()::toString);
    }

    private void listOtherInstance() {
        scene.guard.listed.clear();
        scene.guard.listed.add(Samples.session(new SessionId(Samples.FREE, 2, 300, 5), "INACTIVE", 0, false));
    }

    @Test
    @DisplayName("tell of a session without a lease that only a second look shows")
    void sessionIsBack() throws Exception {
        scene.pools.leases.clear();
        listOtherInstance();
        scene.scanner.scan();
        Session back = Samples.idle();
        scene.guard.onSessions = () -> scene.guard.listed.add(back);
        List<Problem> problems = new ArrayList<>();

        ClassifiedSession found =
                scene.scanner.recheck(Samples.ID, Lane.KILLS, problems).orElseThrow();

        assertEquals(back, found.session());
        assertEquals(List.of(), problems);
    }
}
