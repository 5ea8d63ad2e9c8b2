package org.poolwarden.scan.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.poolwarden.leak.Verdict;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.scan.Scan;
import org.poolwarden.scan.Ticker;
import org.poolwarden.scan.timeline.Timeline.Sample;

/**
 * The last hours of each pool, in memory and bounded: by time, by a least distance between two samples, which is
 * greater for what is more than an hour ago, and by the number of pools.
 */
public final class Timelines {

    static final Duration KEPT = Duration.ofHours(6);
    static final Duration FINE = Duration.ofHours(1);
    static final Duration LEAST_DISTANCE = Duration.ofSeconds(5);
    static final Duration LEAST_DISTANCE_BEFORE = Duration.ofMinutes(1);
    static final int MAX_POOLS = 200;

    private static final Set<Verdict> SUSPECTS = Set.of(Verdict.SUSPECT);

    private final Ticker ticker;
    private final Map<String, Samples> byPool = new TreeMap<>();

    /** @param nanos when its scan was through, by a clock that never jumps: it decides what is how old */
    private record Taken(long nanos, Sample sample) {}

    public Timelines(Ticker ticker) {
        this.ticker = ticker;
    }

    /** One scan and the counts of the pools right after it. */
    public synchronized void add(Scan scan, List<PoolStatus> pools) {
        long now = ticker.nanos();
        for (PoolStatus pool : pools) {
            Samples samples = byPool.get(pool.name());
            if (samples == null && byPool.size() < MAX_POOLS) {
                samples = new Samples(new ArrayDeque<>(), new ArrayDeque<>());
                byPool.put(pool.name(), samples);
            }
            if (samples != null) {
                Taken last = samples.fine.isEmpty() ? samples.coarse.peekLast() : samples.fine.peekLast();
                Sample before = last == null ? null : last.sample();
                samples.add(new Taken(now, sample(pool, scan.of(pool.name()), before)));
            }
        }
        byPool.values().removeIf(samples -> samples.forget(now));
    }

    /**
     * In the order of the pools' names. The times of the samples are those of the clock as it is now: what was an hour
     * ago is an hour before now, even if the clock was set meanwhile.
     */
    public synchronized List<Timeline> list() {
        Instant now = ticker.now();
        long nanos = ticker.nanos();
        return byPool.entrySet().stream()
                .map(pool -> new Timeline(
                        pool.getKey(),
                        pool.getValue()
                                .all()
                                .map(taken -> at(now.minusNanos(nanos - taken.nanos()), taken.sample()))
                                .toList()))
                .toList();
    }

    private static void add(Deque<Taken> samples, Taken now, Duration leastDistance) {
        Taken last = samples.peekLast();
        if (last == null || now.nanos() - last.nanos() >= leastDistance.toNanos()) {
            samples.addLast(now);
        } else if (isWorse(now.sample(), last.sample())) {
            samples.removeLast();
            // It stands for the moment of the first of them: else scans in quick succession would push one sample ahead
            // for ever.
            samples.addLast(new Taken(last.nanos(), now.sample()));
        }
    }

    private static Sample at(Instant at, Sample sample) {
        return new Sample(at, sample.max(), sample.inUse(), sample.leaked(), sample.suspect());
    }

    private static boolean isWorse(Sample now, Sample last) {
        return now.leaked() > last.leaked() || now.leaked() == last.leaked() && now.inUse() > last.inUse();
    }

    /**
     * A scan that could not judge every lease of the pool proves of none that it is no leak any more: then the counts
     * do not fall.
     *
     * @param before the sample before; null if there is none
     */
    private static Sample sample(PoolStatus pool, Scan own, Sample before) {
        boolean proves = own.isComplete() || before == null;
        int leaked = count(own, Verdict.PROVEN);
        int suspect = count(own, SUSPECTS);
        return new Sample(
                own.at(),
                pool.max(),
                pool.inUse(),
                proves ? leaked : Math.max(leaked, before.leaked()),
                proves ? suspect : Math.max(suspect, before.suspect()));
    }

    private static int count(Scan own, Set<Verdict> verdicts) {
        return (int) own.rows().stream()
                .filter(row -> verdicts.contains(row.judgement().verdict()))
                .count();
    }

    private static void forget(Deque<Taken> samples, long before) {
        while (!samples.isEmpty() && samples.peekFirst().nanos() - before < 0) {
            samples.removeFirst();
        }
    }

    /**
     * What is kept of one pool: each sample twice, until the first is too old.
     *
     * @param fine of the last hour
     * @param coarse of all the time
     */
    private record Samples(Deque<Taken> fine, Deque<Taken> coarse) {

        void add(Taken now) {
            Timelines.add(fine, now, LEAST_DISTANCE);
            Timelines.add(coarse, now, LEAST_DISTANCE_BEFORE);
        }

        Stream<Taken> all() {
            return Stream.concat(
                    coarse.stream()
                            .takeWhile(one -> fine.isEmpty()
                                    || one.nanos() - fine.peekFirst().nanos() < 0),
                    fine.stream());
        }

        /** Whether nothing is left. */
        boolean forget(long now) {
            Timelines.forget(fine, now - FINE.toNanos());
            Timelines.forget(coarse, now - KEPT.toNanos());
            return coarse.isEmpty();
        }
    }
}
