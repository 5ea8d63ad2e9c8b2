package org.poolwarden.scan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.poolwarden.leak.Verdict;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.scan.Timeline.Sample;

/**
 * The last hour of each pool, in memory and bounded: by time, by a least distance between two samples, and by the
 * number of pools.
 */
public final class Timelines {

    static final Duration KEPT = Duration.ofHours(1);
    static final Duration LEAST_DISTANCE = Duration.ofSeconds(5);
    static final int MAX_POOLS = 200;

    private static final Set<Verdict> LEAKS = Set.of(Verdict.LEAKED, Verdict.ZOMBIE);
    private static final Set<Verdict> SUSPECTS = Set.of(Verdict.SUSPECT);

    private final Map<String, Deque<Sample>> byPool = new TreeMap<>();

    /** One scan and the counts of the pools right after it. */
    public synchronized void add(Scan scan, List<PoolStatus> pools) {
        for (PoolStatus pool : pools) {
            Deque<Sample> samples = byPool.get(pool.name());
            if (samples == null && byPool.size() < MAX_POOLS) {
                samples = new ArrayDeque<>();
                byPool.put(pool.name(), samples);
            }
            if (samples != null) {
                add(samples, sample(pool, scan.of(pool.name()), samples.peekLast()));
            }
        }
        forget(scan.at().minus(KEPT));
    }

    /** In the order of the pools' names. */
    public synchronized List<Timeline> list() {
        return byPool.entrySet().stream()
                .map(pool -> new Timeline(pool.getKey(), List.copyOf(pool.getValue())))
                .toList();
    }

    private static void add(Deque<Sample> samples, Sample now) {
        // If the clock was set back, they would else be ahead of all that comes, for as long.
        while (!samples.isEmpty() && samples.peekLast().at().isAfter(now.at())) {
            samples.removeLast();
        }
        Sample last = samples.peekLast();
        if (last == null || !now.at().isBefore(last.at().plus(LEAST_DISTANCE))) {
            samples.addLast(now);
        } else if (isWorse(now, last)) {
            samples.removeLast();
            // It stands for the moment of the first of them: else scans in quick succession would push one sample ahead
            // for ever.
            samples.addLast(new Sample(last.at(), now.max(), now.inUse(), now.leaked(), now.suspect()));
        }
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
        int leaked = count(own, LEAKS);
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

    private void forget(Instant before) {
        byPool.values().removeIf(samples -> {
            while (!samples.isEmpty() && samples.peekFirst().at().isBefore(before)) {
                samples.removeFirst();
            }
            return samples.isEmpty();
        });
    }
}
