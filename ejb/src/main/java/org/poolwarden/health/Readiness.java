package org.poolwarden.health;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.scan.Scan;
import org.poolwarden.scan.Ticker;

/**
 * The state of the pools as it was seen last. Pools that nobody has looked at for long count for nothing: one that may
 * have been relieved must not keep a server out of service. Safe for use by several threads; no answer waits for
 * anything.
 */
public final class Readiness {

    /** Pools are looked at each second. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    private final boolean failsWhenExhausted;
    private final Set<String> ours;
    private final Supplier<Optional<Scan>> scans;
    private final Ticker ticker;
    private volatile Seen exhausted;

    private record Seen(long pools, long at) {}

    /**
     * An answer. It names nothing, for whoever reaches the port may read it.
     *
     * @param data whole numbers as Long, and flags; what is unknown is left out
     */
    record Answer(boolean up, Map<String, Object> data) {}

    /**
     * Nothing has been seen yet.
     *
     * @param failsWhenExhausted whether the answer is no while a pool has no connection left
     * @param ours the names of the pools that only Poolwarden uses: no application waits for them
     * @param scans the last scan; one that is too old is not complete. Empty before the first
     */
    public Readiness(boolean failsWhenExhausted, Set<String> ours, Supplier<Optional<Scan>> scans, Ticker ticker) {
        this.failsWhenExhausted = failsWhenExhausted;
        this.ours = Set.copyOf(ours);
        this.scans = scans;
        this.ticker = ticker;
    }

    /** The pools of this moment. */
    public void observe(List<PoolStatus> pools) {
        long now = pools.stream()
                .filter(pool -> pool.available() == 0 && !ours.contains(pool.name()))
                .count();
        exhausted = new Seen(now, ticker.nanos());
    }

    Answer answer() {
        Map<String, Object> data = new TreeMap<>();
        Seen pools = exhausted;
        boolean recent = pools != null && ticker.nanos() - pools.at() <= LONGEST_SILENCE.toNanos();
        if (recent) {
            data.put("exhausted-pools", pools.pools());
        }
        Scan last = scans.get().orElse(null);
        data.put("scan-complete", last != null && last.isComplete());
        // Where not every lease was judged, none is no fact.
        if (last != null && last.leasesRead() && last.isComplete()) {
            data.put(
                    "leaks",
                    last.rows().stream()
                            .filter(row -> row.judgement().verdict().isProven())
                            .count());
        }
        return new Answer(!failsWhenExhausted || !recent || pools.pools() == 0, data);
    }
}
