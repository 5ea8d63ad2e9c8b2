package org.poolwarden.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.poolwarden.scan.ScanScene.FIRST;
import static org.poolwarden.scan.ScanScene.SECOND;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.guard.FakeGuard;
import org.poolwarden.guard.FakeGuard.Raise;
import org.poolwarden.kill.Killer;
import org.poolwarden.kill.Kills;
import org.poolwarden.kill.record.Kill;
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
        scene.bound.put(SECOND, second);
        second.listed.add(Samples.idle());
        scene.scanner.scan();
        scene.guard.reading = Raise.BROKEN;
        scene.scanner.scan();
        scene.guard.identifying = Raise.BROKEN;
        scene.scanner.scan(); // SECOND answers for it now
        scene.guard.identifying = null;
        scene.guard.reading = null;
        Kills kills = new Kills(new OwnThreads(Thread::new), 10, Duration.ofMillis(5), Ticker.SYSTEM);
        try {
            Killer killer = new Killer(
                    scene.pools, scene.scanner, scene.guards, kills, scene.holdings, Samples.SETTINGS, Ticker.SYSTEM);
            scene.calls.clear();

            Kill refused = ended(kills, killer.kill(Samples.request(1)));

            assertEquals(Kill.SessionState.FAILED, refused.session());
            assertTrue(refused.message().contains(SECOND + ", which this kill was to ask"), refused::message);
            assertEquals(List.of("open " + FIRST, "identify"), scene.calls, "nothing is fenced and nobody is asked");
            assertEquals(List.of(), ends(callsOfSecond));

            assertEquals(
                    FIRST,
                    killer.target(scene.scanner.recall(1)).entry().name(),
                    "which the kill asks that is requested again");
        } finally {
            kills.close();
        }
    }

    private static List<String> ends(List<String> calls) {
        return List.copyOf(calls).stream()
                .filter(call -> call.startsWith("end "))
                .toList();
    }

    private static Kill ended(Kills kills, String id) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!kills.find(id).orElseThrow().isOver()) {
            assertTrue(System.nanoTime() < deadline, "in vain");
            Thread.onSpinWait();
        }
        return kills.find(id).orElseThrow();
    }
}
