package org.poolwarden.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.poolwarden.scan.ScanScene.FIRST;
import static org.poolwarden.scan.ScanScene.SECOND;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.poolwarden.guard.FakeGuard;
import org.poolwarden.guard.FakeGuard.Raise;
import org.poolwarden.guard.GuardException;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.DatabaseFacts;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.request.Problem;
import org.poolwarden.request.WardenException;
import org.poolwarden.scan.GuardEntry.Lane;

/** FIRST is the guard of FREE/FREEPDB1, where lease 1 is; SECOND of whatever a test says. */
@DisplayName("Guards of several databases")
class GuardsTest {

    private static final DatabaseId OTHER = new DatabaseId("OTHER", "OTHERPDB");
    /** The numbers of {@link Samples#ID}, elsewhere. */
    private static final SessionId TWIN = new SessionId(OTHER, 1, 104, 17);

    private final ScanScene scene = new ScanScene(FIRST, SECOND);
    private final FakeGuard second = new FakeGuard(SECOND, new ArrayList<>());

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "2.0, The guard is too old: run the install.sql of this Poolwarden",
        "2, The guard is too old",
        "1.9, The guard is too old: run the install.sql of this Poolwarden",
        "3.0, The guard is too new: deploy the Poolwarden that came with it",
        "10.0, The guard is too new",
        "soon, The guard is too old"
    })
    @DisplayName("of another version are named with what to do, and their leases are UNMATCHED")
    void wrongVersion(String version, String remedy) {
        scene.guard.guardVersion = version;

        Scan scan = scene.scanner.scan();

        assertEquals(Verdict.UNMATCHED, scan.rows().get(0).judgement().verdict());
        String problem = scan.problems().get(0).toString();
        assertTrue(problem.startsWith("PWARDEN0207: The guard behind " + FIRST + " has version " + version), problem);
        assertTrue(problem.contains(remedy), problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.1", "2.1.7", "2.99"})
    @DisplayName("of the wanted version and later ones of the same major version are spoken to")
    void rightVersion(String version) {
        scene.bound.put(SECOND, second);
        second.database = OTHER;
        scene.guard.guardVersion = version;

        Scan scan = scene.scanner.scan();

        assertEquals(List.of(), scan.problems());
        assertEquals(Verdict.SUSPECT, scan.rows().get(0).judgement().verdict());
    }

    @Test
    @DisplayName("that were upgraded meanwhile are found without a redeployment")
    void upgraded() {
        scene.guard.guardVersion = "2.0";
        scene.scanner.scan();
        scene.guard.guardVersion = "2.1";

        assertEquals(
                Verdict.SUSPECT, scene.scanner.scan().rows().get(0).judgement().verdict());
    }

    @ParameterizedTest
    @ValueSource(classes = {NullPointerException.class, NoClassDefFoundError.class, OutOfMemoryError.class})
    @DisplayName("of which one breaks in a way that nobody expects keep the others from nothing")
    void breaks(Class<? extends Throwable> thrown) {
        GuardFactory factory = name -> {
            if (name.equals(SECOND)) {
                throwAny(thrown);
            }
            return scene.guard;
        };
        Guards guards = new Guards(List.of(FIRST, SECOND), factory, ScanScene.ON_THE_SPOT);
        List<Problem> problems = new ArrayList<>();

        assertEquals(Set.of(Samples.FREE), guards.views(view -> false, problems).keySet());

        assertEquals(1, problems.size(), problems::toString);
        assertEquals(SECOND, problems.get(0).subject());
        assertTrue(problems.get(0).hides());
        assertTrue(problems.get(0).toString().contains(thrown.getName()), problems::toString);
    }

    @SuppressWarnings("unchecked") // it is thrown as it is
    private static <T extends Throwable> void throwAny(Class<? extends Throwable> thrown) throws T {
        try {
            throw (T) thrown.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("are asked once each, however often the setting names them, and no problem is told twice")
    void namedTwice() {
        GuardFactory down = name -> {
            throw new GuardException(GuardException.Kind.UNAVAILABLE, 12541, "ORA-12541", null);
        };
        Guards twice = new Guards(List.of(FIRST, FIRST, SECOND), down, ScanScene.ON_THE_SPOT);
        List<Problem> problems = new ArrayList<>();
        twice.views(view -> false, problems);
        assertEquals(
                List.of("PWARDEN0203 " + FIRST, "PWARDEN0203 " + SECOND),
                problems.stream()
                        .map(problem -> problem.code() + " " + problem.subject())
                        .toList());
        assertEquals("Test the connection of that datasource.", problems.get(0).action());
    }

    @Test
    @DisplayName("never see each other's sessions, though the numbers are the same")
    void sameNumbers() throws Exception {
        scene.bound.put(SECOND, second);
        second.database = OTHER;
        second.listed.add(Samples.session(TWIN, "KILLED", 0, false));
        scene.pools.leases.add(Samples.lease(2, new ClientSession(TWIN, "SHOP")));

        List<Row> rows = scene.scanner.scan().rows();

        assertEquals(Verdict.SUSPECT, rows.get(0).judgement().verdict());
        assertEquals(Samples.ID, rows.get(0).session().id());
        assertEquals(Verdict.ZOMBIE, rows.get(1).judgement().verdict());
        assertEquals(TWIN, rows.get(1).session().id());
        assertSame(scene.guard, scene.guards.known(Samples.FREE).orElseThrow());
        assertSame(second, scene.guards.known(OTHER).orElseThrow());

        second.listed.clear();
        assertEquals(
                TWIN,
                scene.scanner
                        .scan(2, Lane.QUESTIONS, new ArrayList<>())
                        .lease()
                        .client()
                        .session());
        assertNull(
                scene.scanner.scan(2, Lane.QUESTIONS, new ArrayList<>()).session(),
                "the first one's twin is not taken for it");
        assertEquals(
                Samples.ID,
                scene.scanner
                        .scan(1, Lane.QUESTIONS, new ArrayList<>())
                        .session()
                        .id());
    }

    @Test
    @DisplayName("of two databases of one name are told apart by their numbers: the second one's leases are UNMATCHED")
    void sameNames() throws Exception {
        scene.guard.facts = new DatabaseFacts("FREE", "ORCL", "FREEPDB1", 1L, 11L, 11L);
        second.facts = new DatabaseFacts("FREE", "ORCL", "FREEPDB1", 2L, 22L, 22L);
        scene.bound.put(SECOND, second);
        DatabaseFacts told = new DatabaseFacts("FREE", "ORCL", "FREEPDB1", 22L, null, 22L);
        scene.pools.leases.add(Samples.lease(2, new ClientSession(Samples.ID, "SHOP", told, null)));

        Scan scan = scene.scanner.scan();

        assertEquals(Verdict.UNMATCHED, scan.rows().get(1).judgement().verdict());
        assertTrue(
                scan.problems().toString().contains("PWARDEN0209: " + SECOND + " leads to another database that is"),
                scan.problems()::toString);
    }

    @Test
    @DisplayName("do not answer for a database that has none: its leases are UNMATCHED and are not killed")
    void withoutAGuard() throws Exception {
        scene.pools.leases.add(Samples.lease(2, new ClientSession(TWIN, "SHOP")));

        assertEquals(
                Verdict.UNMATCHED,
                scene.scanner.scan().rows().get(1).judgement().verdict());
        assertThrows(WardenException.class, () -> scene.killer.kill(Samples.request(2)));
        assertEquals(List.of(), scene.kills.list());
    }

    @Test
    @DisplayName("are known by their databases once they have answered, whatever these list")
    void names() {
        assertEquals(Set.of(), scene.guards.names());
        scene.bound.put(SECOND, second);
        second.database = OTHER;
        scene.scanner.scan();
        assertEquals(Set.of("FREE/FREEPDB1", "OTHER/OTHERPDB"), scene.guards.names());
    }

    @Test
    @DisplayName("are not asked which database they are for, where one is named that is known")
    void named() throws Exception {
        scene.scanner.scan(); // SECOND does not exist yet
        scene.calls.clear();

        assertEquals(FIRST, scene.guards.named("free/freepdb1").name());

        assertEquals(List.of(), scene.calls);
        assertThrows(WardenException.class, () -> scene.guards.named("OTHER/OTHERPDB"));
        assertEquals(List.of("open " + SECOND), scene.calls);
    }

    @Test
    @DisplayName("are not asked for a kill unless they led to its database: no silent one holds up another one's kill")
    void othersOfAKill() throws Exception {
        scene.bound.put(SECOND, second);
        second.identifying = Raise.DOWN;
        forgetBoth();
        CountDownLatch silence = new CountDownLatch(1);
        second.onIdentify = () -> await(silence);
        List<Problem> problems = new ArrayList<>();
        FutureTask<Row> kill = new FutureTask<>(() -> scene.scanner.recheck(1, problems));

        new Thread(kill).start();

        try {
            assertEquals(
                    Verdict.SUSPECT, kill.get(30, TimeUnit.SECONDS).judgement().verdict());
            assertEquals(List.of(), problems);
            assertEquals(List.of("open " + FIRST, "identify", "find"), scene.calls);
        } finally {
            silence.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("that are not asked for a kill are named with what was wrong with them, if its own does not answer")
    void othersAreNamed() throws Exception {
        forgetBoth();
        scene.guard.identifying = Raise.DOWN;
        List<Problem> problems = new ArrayList<>();

        scene.scanner.recheck(1, problems);

        assertEquals(List.of("open " + FIRST, "identify"), scene.calls);
        assertEquals(
                List.of("PWARDEN0203 " + FIRST, "PWARDEN0201 " + SECOND),
                problems.stream()
                        .map(problem -> problem.code() + " " + problem.subject())
                        .toList());
    }

    @Test
    @DisplayName("that nobody has asked yet are not asked for a kill either: it is told so, and a scan comes soon")
    void neverAsked() throws Exception {
        List<Problem> problems = new ArrayList<>();
        scene.guards.scanBy(() -> scene.calls.add("a scan is wanted"));

        assertTrue(scene.guards.view(Samples.FREE, Lane.KILLS, problems).isEmpty());

        assertEquals(List.of("a scan is wanted"), scene.calls);
        assertEquals(
                List.of("PWARDEN0540", "PWARDEN0540"),
                problems.stream().map(Problem::code).toList());
    }

    @Test
    @DisplayName("that led to a database are asked for it first, and the others only if it is not found there")
    void ownFirst() throws Exception {
        forgetBoth();

        scene.scanner.scan(1, Lane.QUESTIONS, new ArrayList<>());
        assertEquals(List.of("open " + FIRST, "identify", "find", "sessions"), scene.calls);

        forgetBoth();
        scene.guard.database = OTHER;
        second.listed.add(Samples.idle());
        scene.bound.put(SECOND, second); // the two have been swapped
        assertEquals(
                Verdict.SUSPECT,
                scene.scanner
                        .scan(1, Lane.QUESTIONS, new ArrayList<>())
                        .judgement()
                        .verdict());
    }

    /** FIRST has answered and is silent for a moment; SECOND has never answered. */
    private void forgetBoth() {
        scene.scanner.scan();
        scene.guard.reading = Raise.DOWN;
        scene.scanner.scan();
        scene.guard.reading = null;
        scene.calls.clear();
    }

    @Test
    @DisplayName("answer for another container of the same database only if they are in it")
    void otherContainer() {
        second.database = new DatabaseId("FREE", "BANKPDB");
        scene.bound.put(SECOND, second);
        scene.bound.remove(FIRST);
        second.listed.add(Samples.idle());

        assertEquals(
                Verdict.UNMATCHED,
                scene.scanner.scan().rows().get(0).judgement().verdict());
    }

    @Test
    @DisplayName("that lead to another database after a switch answer for that one")
    void switched() {
        scene.scanner.scan();
        scene.guard.reading = Raise.BROKEN; // as the real one does when it notices
        scene.guard.database = OTHER;
        scene.scanner.scan();
        scene.guard.reading = null;
        scene.pools.leases.add(Samples.lease(2, new ClientSession(TWIN, "SHOP")));
        Session there = Samples.session(TWIN, "INACTIVE", 0, false);
        scene.guard.listed.clear();
        scene.guard.listed.add(there);

        List<Row> rows = scene.scanner.scan().rows();

        assertEquals(Verdict.UNMATCHED, rows.get(0).judgement().verdict());
        assertSame(there, rows.get(1).session());
    }

    @Test
    @DisplayName("to whom this server's machine is unknown say so, and nothing there is surely ours")
    void noMachine() {
        scene.guard.machine = null;

        Scan scan = scene.scanner.scan();

        assertEquals(Verdict.UNMATCHED, scan.rows().get(0).judgement().verdict());
        assertTrue(
                scan.problems().get(0).toString().startsWith("PWARDEN0208: The database behind " + FIRST),
                scan.problems().toString());
    }
}
