package org.poolwarden.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.poolwarden.scan.ScanScene.FIRST;
import static org.poolwarden.scan.ScanScene.SECOND;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.guard.FakeGuard;
import org.poolwarden.guard.FakeGuard.Raise;
import org.poolwarden.leak.Verdict;
import org.poolwarden.request.Problem;

@DisplayName("Two guards of one database")
class TwoGuardsTest {

    private final ScanScene scene = new ScanScene(FIRST, SECOND);
    private final FakeGuard second = new FakeGuard(SECOND, new ArrayList<>());

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
        scene.guard.reading = Raise.DOWN;
        scene.scanner.scan(); // SECOND answers for it now
        scene.guard.reading = null;
        List<Problem> problems = new ArrayList<>();

        assertEquals(
                Verdict.SUSPECT, scene.scanner.recheck(1, problems).judgement().verdict(), "as the first says");
        assertEquals(List.of(), problems);

        scene.guard.identifying = Raise.DOWN;
        scene.guard.reading = Raise.DOWN;
        scene.scanner.scan();
        assertEquals(
                Verdict.ZOMBIE, scene.scanner.recheck(1, problems).judgement().verdict(), "the first is silent");
    }
}
