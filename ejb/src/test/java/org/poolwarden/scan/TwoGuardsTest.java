package org.poolwarden.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.poolwarden.scan.ScanScene.FIRST;
import static org.poolwarden.scan.ScanScene.SECOND;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.poolwarden.guard.FakeGuard;
import org.poolwarden.guard.FakeGuard.Raise;
import org.poolwarden.guard.GuardAnswer;
import org.poolwarden.guard.KillMode;
import org.poolwarden.kill.Killer;
import org.poolwarden.kill.Kills;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.leak.Verdict;
import org.poolwarden.request.Problem;
import org.poolwarden.threads.OwnThreads;

@DisplayName("Two guards of one database")
class TwoGuardsTest {

    private final ScanScene scene = new ScanScene(FIRST, SECOND);
    private final List<String> callsOfSecond = new CopyOnWriteArrayList<>();
    private final FakeGuard second = new FakeGuard(SECOND, callsOfSecond);
    private final List<Problem> problems = new ArrayList<>();

    @Test
    @DisplayName("give one clear message, and the first counts until it fails")
    void twoForOne() {
        scene.bound.put(SECOND, second);
        second.listed.add(Samples.killed(0));

        Scan both = scene.scanner.scan();

        assertEquals(1, both.problems().size(), both.problems().toString());
        assertEquals(
                "PWARDEN0205: " + SECOND + " leads to the database FREE/FREEPDB1, which is already reached through "
                        + FIRST + ". Remove one of the two from poolwarden.guard-datasources.",
                both.problems().get(0).toString());
        assertEquals(Verdict.SUSPECT, both.rows().get(0).judgement().verdict(), "as the first says");

        scene.guard.identifying = Raise.DOWN;
        scene.guard.reading = Raise.DOWN;
        scene.scanner.scan(); // here the first fails
        assertEquals(
                Verdict.ZOMBIE, scene.scanner.scan().rows().get(0).judgement().verdict(), "as the second says");
    }

    @Test
    @DisplayName("judge a kill by the first, also right after that has failed")
    void firstJudges() throws Exception {
        scene.bound.put(SECOND, second);
        second.listed.add(Samples.killed(0));
        scene.scanner.scan();
        scene.guard.reading = Raise.BROKEN;
        scene.scanner.scan(); // SECOND answers for it now
        scene.guard.reading = null;

        assertEquals(
                Verdict.SUSPECT, scene.scanner.recheck(1, problems).judgement().verdict(), "as the first says");
        assertEquals(List.of(), problems);
    }

    @Test
    @DisplayName("judge it by the second while the first is silent, which is not waited for until the next scan")
    void firstIsSilent() throws Exception {
        scene.bound.put(SECOND, second);
        second.listed.add(Samples.killed(0));
        scene.scanner.scan();
        scene.guard.identifying = Raise.DOWN;
        scene.guard.reading = Raise.DOWN;
        scene.scanner.scan();
        scene.calls.clear();

        assertEquals(
                Verdict.ZOMBIE, scene.scanner.recheck(1, problems).judgement().verdict());
        assertEquals(List.of(), scene.calls, "the first is asked nothing");
        assertEquals(List.of(), problems);

        scene.guard.identifying = null;
        scene.guard.reading = null;
        scene.scanner.scan();
        assertEquals(
                Verdict.SUSPECT, scene.scanner.recheck(1, problems).judgement().verdict(), "as the first says");
    }

    @Test
    @DisplayName("end no session by the second if the first counts again when its kill begins")
    void endedByTheFirst() throws Exception {
        secondCounts();
        scene.guard.identifying = null;
        scene.guard.reading = null;
        try (Kills kills = kills()) {
            Killer killer = killer(kills);
            scene.calls.clear();

            Kill refused = ended(kills, killer.kill(Samples.request(1)));

            assertEquals(Kill.SessionState.FAILED, refused.session());
            assertTrue(refused.message().contains(SECOND + ", which this kill was to ask"), refused::message);
            assertEquals(List.of("open " + FIRST, "identify"), scene.calls, "nothing is fenced and nobody is asked");
            assertEquals(List.of(), ends(callsOfSecond));

            scene.guard.end = session -> {
                scene.guard.listed.clear(); // the second would still show it
                return new GuardAnswer(GuardAnswer.Outcome.DONE, 77);
            };
            Kill again = ended(kills, killer.kill(Samples.request(1)));

            assertEquals(Kill.SessionState.GONE, again.session(), "it is followed by the guard that has ended it");
            assertEquals(List.of(), ends(callsOfSecond));
        }
    }

    @Test
    @DisplayName("have the end of a kill noted by the one that acted, which takes no note from another user")
    void noted() throws Exception {
        secondCounts();
        second.end = session -> new GuardAnswer(GuardAnswer.Outcome.MARKED, 77);
        try (Kills kills = kills()) {
            String id = killer(kills).kill(Samples.request(1));
            await(() -> ends(callsOfSecond).size() == 1);
            scene.guard.identifying = null;
            scene.guard.reading = null;
            scene.scanner.scan();
            second.listed.clear();
            scene.guard.listed.clear();

            assertEquals(Kill.SessionState.GONE, ended(kills, id).session());
            await(() -> !second.notes.isEmpty());
            assertEquals(Map.of(), scene.guard.notes);
        }
    }

    @ParameterizedTest
    @CsvSource({"POST_TRANSACTION, IMMEDIATE", "IMMEDIATE, KILL"})
    @DisplayName("end no session by the second in a harsher mode that is requested when the first counts again")
    void harsherByTheFirst(KillMode mode, KillMode harsher) throws Exception {
        secondCounts();
        second.end = session -> new GuardAnswer(GuardAnswer.Outcome.MARKED, 77);
        try (Kills kills = kills()) {
            Killer killer = killer(kills);
            String id = killer.kill(new KillRequest(1, mode, Samples.OPS, "it leaks"));
            await(() -> ends(callsOfSecond).size() == 1);
            scene.guard.identifying = null;
            scene.guard.reading = null;
            scene.scanner.scan();

            String again = killer.kill(new KillRequest(1, harsher, Samples.OPS, "it leaks"));

            assertEquals(id, again, "both requests are one kill");

            await(() -> kills.find(id).orElseThrow().steps().toString().contains(SECOND + ", which this kill was to"));
            assertEquals(1, ends(callsOfSecond).size(), callsOfSecond::toString);
        }
    }

    /** The first has failed, and would fail again. */
    private void secondCounts() {
        scene.bound.put(SECOND, second);
        second.listed.add(Samples.idle());
        scene.scanner.scan();
        scene.guard.reading = Raise.BROKEN;
        scene.scanner.scan();
        scene.guard.identifying = Raise.BROKEN;
        scene.scanner.scan();
    }

    private static Kills kills() {
        return new Kills(new OwnThreads(Thread::new), 10, Duration.ofMillis(5), Ticker.SYSTEM);
    }

    private Killer killer(Kills kills) {
        return new Killer(
                scene.pools, scene.scanner, scene.guards, kills, scene.holdings, Samples.SETTINGS, Ticker.SYSTEM);
    }

    private static List<String> ends(List<String> calls) {
        return List.copyOf(calls).stream()
                .filter(call -> call.startsWith("end "))
                .toList();
    }

    private static Kill ended(Kills kills, String id) {
        await(() -> kills.find(id).orElseThrow().isOver());
        return kills.find(id).orElseThrow();
    }

    private static void await(BooleanSupplier reached) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!reached.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "in vain");
            Thread.onSpinWait();
        }
    }
}
