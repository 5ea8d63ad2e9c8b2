package org.poolwarden.transition.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.poolwarden.scan.Ticker;

/**
 * Lets the first of a kind through and counts the others for a while; then their number is due, and the next while
 * begins. A while in which none came makes the next one a first again. Bounded in memory. For one thread.
 *
 * @param <K> the kind
 */
final class Repeats<K> {

    private static final int MAX_KINDS = 500;

    private final Ticker ticker;
    private final Duration length;
    private final K others;
    private final Map<K, Count> counts = new LinkedHashMap<>();

    private static final class Count {
        private long since;
        private long more;

        private Count(long since) {
            this.since = since;
        }
    }

    /**
     * Those of one kind that were not let through.
     *
     * @param time how long they were counted
     */
    record Due<K>(K kind, long more, Duration time) {}

    /**
     * @param length how long they are counted
     * @param others the kind of those for which there is no room of their own
     */
    Repeats(Ticker ticker, Duration length, K others) {
        this.ticker = ticker;
        this.length = length;
        this.others = others;
    }

    /** Whether this is a first. If not, it is counted. */
    boolean isFirst(K kind) {
        K key = counts.containsKey(kind) || counts.size() < MAX_KINDS ? kind : others;
        Count count = counts.get(key);
        if (count != null) {
            count.more++;
            return false;
        }
        counts.put(key, new Count(ticker.nanos()));
        return true;
    }

    /** Those that are counted now. */
    Set<K> kinds() {
        return Collections.unmodifiableSet(counts.keySet());
    }

    /** What is due now. */
    List<Due<K>> due() {
        return take(length);
    }

    /** What has been counted so far, whether due or not. */
    List<Due<K>> rest() {
        return take(Duration.ZERO);
    }

    private List<Due<K>> take(Duration least) {
        List<Due<K>> due = new ArrayList<>();
        long now = ticker.nanos();
        Iterator<Map.Entry<K, Count>> all = counts.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<K, Count> entry = all.next();
            Count count = entry.getValue();
            Duration age = Duration.ofNanos(now - count.since);
            if (age.compareTo(least) < 0) {
                continue;
            }
            if (count.more == 0) {
                all.remove();
            } else {
                due.add(new Due<>(entry.getKey(), count.more, age));
                count.more = 0;
                count.since = now;
            }
        }
        return due;
    }
}
