package org.poolwarden.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.poolwarden.scan.ScanScene.FIRST;
import static org.poolwarden.scan.ScanScene.SECOND;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.guard.FakeGuard;
import org.poolwarden.guard.FakeGuard.Raise;
import org.poolwarden.leak.Code;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.DatabaseFacts;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.request.Problem;
import org.poolwarden.scan.DatabaseSnapshot.Wanted;
import org.poolwarden.scan.GuardEntry.Lane;

/** SECOND, which comes first in the setting, is the guard of another database. Both have answered once. */
@DisplayName("A lease of one of two databases")
class TwoDatabasesTest {

    private final ScanScene scene = new ScanScene(SECOND, FIRST);
    private final FakeGuard other = new FakeGuard(SECOND, new ArrayList<>());
    private final List<Problem> problems = new ArrayList<>();

    @BeforeEach
    void bothAnswer() {
        other.database = new DatabaseId("BANK", "BANKPDB");
        scene.bound.put(SECOND, other);
        assertEquals(List.of(), scene.scanner.scan().problems());
    }

    @Test
    @DisplayName("in a silent instance is told to be there, now and until the next scan, and in no other database")
    void silentInstance() throws Exception {
        listOtherInstance();
        scene.guard.checks.add(Raise.REFUSED);

        Row row = scene.scanner.scan(1, Lane.PREVIEWS, problems);

        assertSilentInstance(row);
        assertSilentInstance(scene.scanner.recall(1));
        assertEquals(List.of("PWARDEN0210"), codes());
        assertEquals("java:/First serves FREE/FREEPDB1", guard());
    }

    @Test
    @DisplayName("whose guard fails is told to have no guard that answers, and is compared with no other database")
    void silentGuard() throws Exception {
        scene.guard.reading = Raise.DOWN;

        Row row = scene.scanner.scan(1, Lane.PREVIEWS, problems);

        assertNoGuard(row);
        assertEquals(List.of("PWARDEN0203"), codes());
        Scan scan = scene.scanner.scan();
        assertNoGuard(scan.rows().get(0));
        assertEquals(List.of("PWARDEN0203 " + FIRST), told(scan.problems()), "its pool is not elsewhere");
    }

    @Test
    @DisplayName("that is in neither is told what differs")
    void elsewhere() {
        DatabaseFacts third = new DatabaseFacts("THIRD", null, "THIRDPDB", null, null, null);
        scene.pools.leases.set(0, Samples.lease(1, new ClientSession(Samples.ID, "SHOP", third, null)));

        Scan scan = scene.scanner.scan();

        assertTrue(
                scan.rows().get(0).judgement().reason(Code.NO_GUARD).contains("DB_UNIQUE_NAME is THIRD"),
                scan.rows()::toString);
        assertEquals(List.of("PWARDEN0115 " + Samples.POOL), told(scan.problems()));
    }

    @Test
    @DisplayName("that may be in both is judged in neither, also while the guard of the one that has it is silent")
    void ambiguous() throws Exception {
        ScanScene both = new ScanScene(SECOND, FIRST);
        FakeGuard silent = new FakeGuard(SECOND, new ArrayList<>());
        silent.database = new DatabaseId("BANK", Samples.FREE.container());
        both.bound.put(SECOND, silent);
        DatabaseFacts told = new DatabaseFacts(null, null, Samples.FREE.container(), null, null, null);
        both.pools.leases.set(0, Samples.lease(1, new ClientSession(Samples.ID, "SHOP", told, null)));
        both.guard.listed.clear();
        both.guard.listed.add(Samples.session(new SessionId(Samples.FREE, 1, 300, 5), "INACTIVE", 0, false));
        assertNobodys(both.scanner.scan().rows().get(0));

        silent.reading = Raise.DOWN;
        silent.identifying = Raise.DOWN;

        Scan scan = both.scanner.scan();
        assertNobodys(scan.rows().get(0));
        assertEquals(List.of("PWARDEN0203 " + SECOND), told(scan.problems()));
        assertNobodys(both.scanner.recheck(1, problems));
        assertEquals(List.of("PWARDEN0203"), codes());
        assertNobodys(both.scanner.recall(1));
        both.guard.listed.clear();
        both.guard.listed.add(Samples.session(new SessionId(Samples.FREE, 2, 300, 5), "INACTIVE", 0, false));
        both.guard.checks.add(Raise.REFUSED);
        assertEquals(List.of("PWARDEN0203 " + SECOND), told(both.scanner.scan().problems()), "no instance is silent");
    }

    private static void assertNobodys(Row row) {
        assertEquals(Verdict.UNMATCHED, row.judgement().verdict(), row::toString);
    }

    @Test
    @DisplayName("is judged by nobody if its guard breaks in the middle, which is no silence of an instance")
    void breaksInTheMiddle() throws Exception {
        listOtherInstance();
        scene.guard.checks.add(Raise.LOST);

        assertNoGuard(scene.scanner.scan(1, Lane.PREVIEWS, problems));

        assertEquals(List.of("PWARDEN0203"), codes());
        assertTrue(guard().startsWith("PWARDEN0203"), this::guard);
        assertTrue(scene.guards.known(Samples.FREE).isEmpty(), "it is asked anew which database it is for");
    }

    @Test
    @DisplayName("whose guard breaks while a kill is followed is one of a guard that has failed, too")
    void breaksWhileFollowed() {
        listOtherInstance();
        scene.guard.checks.add(Raise.LOST);
        GuardEntry entry = scene.guards.entry(Samples.FREE).orElseThrow();

        DatabaseSnapshot snapshot = entry.snapshot(Samples.FREE, Wanted.only(Samples.ID));

        assertFalse(snapshot.isGone(Samples.ID));
        assertTrue(entry.toString().startsWith("PWARDEN0203"), entry::toString);
    }

    @Test
    @DisplayName("that is not listed, and that its guard finds and protects, is in an instance that has answered")
    void foundAndDenied() throws Exception {
        listOtherInstance();
        scene.guard.checks.add(Raise.DENIED);

        assertSilentInstance(scene.scanner.scan(1, Lane.PREVIEWS, problems));

        assertEquals(List.of("PWARDEN0211"), codes());
        assertTrue(problems.get(0).text().contains("ORA-20901"), problems::toString);
        assertEquals("java:/First serves FREE/FREEPDB1", guard());
    }

    @Test
    @DisplayName("that is not listed, and that its guard finds a moment later, is not said to be in a silent instance")
    void foundLater() throws Exception {
        listOtherInstance();
        scene.guard.onCheck = () -> scene.guard.listed.add(Samples.idle());

        assertSilentInstance(scene.scanner.scan(1, Lane.PREVIEWS, problems));

        assertEquals(List.of("PWARDEN0211"), codes());
        assertTrue(problems.get(0).text().contains("the guard says that it exists"), problems::toString);
        problems.clear();
        assertEquals(
                Verdict.SUSPECT,
                scene.scanner.scan(1, Lane.PREVIEWS, problems).judgement().verdict());
        assertEquals(List.of(), problems);
    }

    private void listOtherInstance() {
        scene.guard.listed.clear();
        scene.guard.listed.add(Samples.session(new SessionId(Samples.FREE, 2, 300, 5), "INACTIVE", 0, false));
    }

    private static void assertSilentInstance(Row row) {
        assertEquals(Verdict.UNMATCHED, row.judgement().verdict());
        String why = row.judgement().reason(Code.INSTANCE_SILENT);
        assertTrue(why.startsWith("instance 1 lists no session"), row::toString);
        assertFalse(row.toString().contains("BANK"), row::toString);
    }

    private static void assertNoGuard(Row row) {
        assertEquals(Verdict.UNMATCHED, row.judgement().verdict());
        assertEquals(
                "no guard answers for database FREE/FREEPDB1, and its session cannot be seen; Poolwarden never acts on"
                        + " it",
                row.judgement().reason(Code.NO_GUARD));
    }

    /** How the guard of the lease's database stands. */
    private String guard() {
        return scene.guards.toString().split("; ")[1];
    }

    private List<String> codes() {
        return problems.stream().map(Problem::code).toList();
    }

    private static List<String> told(List<Problem> problems) {
        return problems.stream()
                .map(problem -> problem.code() + " " + problem.subject())
                .toList();
    }
}
