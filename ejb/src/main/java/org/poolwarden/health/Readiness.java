package org.poolwarden.health;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.poolwarden.leak.Verdict;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.request.Node;
import org.poolwarden.scan.Scan;
import org.poolwarden.scan.Ticker;

/**
 * The state of the pools as it was seen last. What was seen too long ago counts for nothing: a pool that may have been
 * relieved must not keep a server out of service. Safe for use by several threads; no answer waits for anything.
 */
public final class Readiness {

    /** Pools are looked at each second. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    private final boolean failsWhenExhausted;
    private final Duration oldestScan;
    private final Ticker ticker;
    private volatile Seen<List<String>> exhausted;
    private volatile Seen<Scan> scan;

    private record Seen<T>(T what, long at) {}

    /**
     * An answer.
     *
     * @param data texts, whole numbers as Long, and flags; what is unknown is left out
     */
    record Answer(boolean up, Map<String, Object> data) {}

    /**
     * Nothing has been seen yet.
     *
     * @param failsWhenExhausted whether the answer is no while a pool has no connection left
     * @param oldestScan how old a scan may be whose leaks are told
     */
    public Readiness(boolean failsWhenExhausted, Duration oldestScan, Ticker ticker) {
        this.failsWhenExhausted = failsWhenExhausted;
        this.oldestScan = oldestScan;
        this.ticker = ticker;
    }

    /** The pools of this moment. */
    public void observe(List<PoolStatus> pools) {
        List<String> now = pools.stream()
                .filter(pool -> pool.available() == 0)
                .map(PoolStatus::name)
                .sorted()
                .toList();
        exhausted = new Seen<>(now, ticker.nanos());
    }

    /** A scan that is through. */
    public void scanned(Scan now) {
        scan = new Seen<>(now, ticker.nanos());
    }

    Answer answer() {
        Map<String, Object> data = new TreeMap<>();
        data.put("node", Node.name());
        List<String> empty = recent(exhausted, LONGEST_SILENCE);
        if (empty != null) {
            data.put("exhausted-pools", (long) empty.size());
            if (!empty.isEmpty()) {
                data.put("exhausted", String.join(", ", empty));
            }
        }
        Scan last = recent(scan, oldestScan);
        data.put("scan-complete", last != null && last.isComplete());
        if (last != null && last.leasesRead()) {
            long leaks = last.rows().stream()
                    .filter(row -> isLeaked(row.judgement().verdict()))
                    .count();
            // Where not every lease was judged, none is no fact.
            if (leaks > 0 || last.isComplete()) {
                data.put("leaks", leaks);
            }
        }
        return new Answer(!failsWhenExhausted || empty == null || empty.isEmpty(), data);
    }

    private static boolean isLeaked(Verdict verdict) {
        return verdict == Verdict.LEAKED || verdict == Verdict.ZOMBIE;
    }

    /** Null if nothing was seen, or too long ago. */
    private <T> T recent(Seen<T> seen, Duration longest) {
        return seen == null || ticker.nanos() - seen.at() > longest.toNanos() ? null : seen.what();
    }
}
