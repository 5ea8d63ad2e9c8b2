package org.poolwarden.scan.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.poolwarden.leak.Judgement;
import org.poolwarden.leak.Judgement.Proof;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.logging.Messages;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.scan.FakeTicker;
import org.poolwarden.scan.Samples;
import org.poolwarden.scan.Scan;
import org.poolwarden.scan.timeline.Timeline.Sample;

@DisplayName("The timeline of a pool")
class TimelinesTest {

    private final FakeTicker ticker = new FakeTicker();
    private final Instant start = ticker.now();
    private final Timelines timelines = new Timelines(ticker);

    @Test
    @DisplayName("has one sample for each look: leaked and zombies as leaks, suspects, what is in use")
    void oneForEachScan() {
        timelines.add(scan(0), List.of(pool(Samples.POOL, 1), pool("java:/Other", 4)));
        timelines.add(
                scan(15, Verdict.LEAKED, Verdict.ZOMBIE, Verdict.SUSPECT, Verdict.BUSY),
                List.of(pool(Samples.POOL, 5), pool("java:/Other", 3)));

        assertEquals(
                List.of(
                        new Timeline("java:/Other", List.of(sample(0, 4, 0, 0), sample(15, 3, 0, 0))),
                        new Timeline(Samples.POOL, List.of(sample(0, 1, 0, 0), sample(15, 5, 2, 1)))),
                timelines.list());
    }

    @Test
    @DisplayName("keeps the worse of two looks within five seconds, at the place of the first")
    void theWorseOfTwo() {
        timelines.add(scan(0, Verdict.LEAKED), List.of(pool(Samples.POOL, 1)));
        timelines.add(scan(2), List.of(pool(Samples.POOL, 9)));
        assertEquals(List.of(sample(0, 1, 1, 0)), only().samples());
        timelines.add(scan(4, Verdict.LEAKED, Verdict.LEAKED), List.of(pool(Samples.POOL, 2)));
        timelines.add(scan(5), List.of(pool(Samples.POOL, 0)));

        assertEquals(List.of(sample(0, 2, 2, 0), sample(5, 0, 0, 0)), only().samples());
    }

    @Test
    @DisplayName("does not fall to no leaks while leases cannot be judged")
    void notJudged() {
        timelines.add(scan(0, Verdict.LEAKED, Verdict.SUSPECT), List.of(pool(Samples.POOL, 2)));
        Scan blind = scan(15, Verdict.UNMATCHED, Verdict.UNMATCHED)
                .with(Messages.LOG.guardUnavailable("java:/guard", "ORA-12541"));
        timelines.add(blind, List.of(pool(Samples.POOL, 2)));
        timelines.add(scan(30), List.of(pool(Samples.POOL, 0)));

        assertEquals(List.of(sample(0, 2, 1, 1), sample(15, 2, 1, 1), sample(30, 0, 0, 0)), only().samples());
    }

    @Test
    @DisplayName(
            "goes six hours back, with a sample for five seconds of the last and for a minute of the others at most")
    void sixHours() {
        int hours = 7;
        for (int second = 0; second < hours * 3600; second++) {
            timelines.add(scan(second), List.of(pool(Samples.POOL, second % 7)));
        }
        Instant last = start.plusSeconds(hours * 3600 - 1);
        List<Sample> samples = only().samples();
        List<Sample> fine = samples.stream()
                .filter(sample -> !sample.at().isBefore(last.minus(Timelines.FINE)))
                .toList();
        assertTrue(fine.size() <= 721 && fine.size() >= 700, () -> fine.size() + " samples");
        int coarse = samples.size() - fine.size();
        assertTrue(coarse <= 301 && coarse >= 290, () -> coarse + " samples of the hours before");
        assertTrue(!samples.get(0).at().isBefore(last.minus(Timelines.KEPT)));
        for (int i = 1; i < samples.size(); i++) {
            assertTrue(samples.get(i - 1).at().isBefore(samples.get(i).at()), "in their order");
        }
        assertEquals(6, samples.get(0).inUse(), "the worst of its minute");
    }

    @Test
    @DisplayName("has of each sample the maximum that the pool had then")
    void maximumThen() {
        timelines.add(scan(0), List.of(new PoolStatus(Samples.POOL, PoolStatus.Kind.LOCAL, 3, 3, 0, 0)));
        timelines.add(scan(4000), List.of(new PoolStatus(Samples.POOL, PoolStatus.Kind.LOCAL, 20, 3, 17, 0)));
        assertEquals(List.of(3, 20), only().samples().stream().map(Sample::max).toList());
    }

    @Test
    @DisplayName("is forgotten six hours after its pool was seen last, and there are never more than 200")
    void bounded() {
        List<PoolStatus> many = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            many.add(pool("java:/P" + i, 1));
        }
        timelines.add(scan(0), many);
        assertEquals(Timelines.MAX_POOLS, timelines.list().size());
        timelines.add(scan(21_601), List.of());
        timelines.add(scan(21_602), List.of(pool(Samples.POOL, 1)));
        assertEquals(Samples.POOL, only().pool());
    }

    @Test
    @DisplayName("loses nothing and gains what comes when the clock is set back or ahead: an hour is an hour")
    @Tag("fault")
    void clockIsSet() {
        timelines.add(scan(0, Verdict.LEAKED), List.of(pool(Samples.POOL, 3)));
        for (Duration jump : List.of(Duration.ofHours(-2), Duration.ofHours(5))) {
            ticker.jump(jump);
            int second = Math.toIntExact(ticker.passed().toSeconds()) + 15;
            timelines.add(scan(second), List.of(pool(Samples.POOL, second)));
        }

        List<Sample> samples = only().samples();
        assertEquals(List.of(3, 15, 30), samples.stream().map(Sample::inUse).toList());
        assertEquals(ticker.now(), samples.get(2).at());
        assertEquals(ticker.now().minusSeconds(30), samples.get(0).at(), "by the clock as it is now");
    }

    private Timeline only() {
        assertEquals(1, timelines.list().size());
        return timelines.list().get(0);
    }

    private static PoolStatus pool(String name, int inUse) {
        return new PoolStatus(name, PoolStatus.Kind.LOCAL, 10, inUse, 10 - inUse, 0);
    }

    private Sample sample(int second, int inUse, int leaked, int suspect) {
        return new Sample(start.plusSeconds(second), 10, inUse, leaked, suspect);
    }

    /** One that is made so long after the beginning. */
    private Scan scan(int second, Verdict... verdicts) {
        try {
            ticker.pause(Duration.ofSeconds(second).minus(ticker.passed()));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        List<Row> rows = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            rows.add(new Row(Samples.lease(rows.size()), null, new Judgement(verdict, Proof.WEAK, List.of("because"))));
        }
        return new Scan(ticker.now(), Duration.ofMillis(1), rows, List.of(), List.of(), true);
    }
}
