package org.poolwarden.scan.holdings;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.poolwarden.leak.evidence.Holdings;
import org.poolwarden.leak.evidence.HoldingsTrend;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.scan.Ticker;

/**
 * The last hour of what sessions hold, in memory and bounded: by time, by a least distance between two samples and by
 * the number of sessions. Safe for use by several threads.
 */
public final class HoldingsHistory {

    static final Duration KEPT = Duration.ofHours(1);
    static final Duration LEAST_DISTANCE = Duration.ofMinutes(1);
    static final int MAX_SESSIONS = 200;

    private final Ticker ticker;
    private final Map<SessionId, Deque<Sample>> samples = new HashMap<>();

    /** Empty. */
    public HoldingsHistory(Ticker ticker) {
        this.ticker = ticker;
    }

    private record Sample(long nanos, Holdings held) {}

    /**
     * Remembers what a session holds now, and tells how that differs from the oldest that is remembered of the last
     * hour. What is less than a minute old is not compared.
     *
     * @param leaseAge how old its lease is: what was held before that is not this lease's, and is forgotten. Null
     *     without a lease
     */
    public synchronized HoldingsTrend add(SessionId session, Holdings held, Duration leaseAge) {
        long now = ticker.nanos();
        forget(now - KEPT.toNanos());
        if (leaseAge != null) {
            samples.computeIfPresent(session, (id, known) -> {
                known.removeIf(sample -> now - sample.nanos() > leaseAge.toNanos());
                return known.isEmpty() ? null : known;
            });
        }
        Deque<Sample> known = samples.get(session);
        if (known == null) {
            if (samples.size() >= MAX_SESSIONS) {
                // Who was sampled longest ago makes room: a new one that found none would be asked about at each
                // survey.
                samples.entrySet().stream()
                        .min(Comparator.comparing(
                                one -> one.getValue().peekLast().nanos()))
                        .map(Map.Entry::getKey)
                        .ifPresent(samples::remove);
            }
            known = new ArrayDeque<>();
            known.add(new Sample(now, held));
            samples.put(session, known);
            return new HoldingsTrend(held, null, null);
        }
        Sample oldest = known.peekFirst();
        if (now - known.peekLast().nanos() >= LEAST_DISTANCE.toNanos()) {
            known.addLast(new Sample(now, held));
        }
        Duration over = Duration.ofNanos(now - oldest.nanos());
        return over.compareTo(LEAST_DISTANCE) < 0
                ? new HoldingsTrend(held, null, null)
                : new HoldingsTrend(held, oldest.held(), over);
    }

    /** When the session was sampled last; the smaller the longer ago, and smallest if it never was. */
    synchronized long lastNanos(SessionId session) {
        Deque<Sample> known = samples.get(session);
        return known == null ? Long.MIN_VALUE : known.peekLast().nanos();
    }

    /** Whether a sample of the session would be remembered now. */
    synchronized boolean isDue(SessionId session) {
        Deque<Sample> known = samples.get(session);
        return known == null || ticker.nanos() - known.peekLast().nanos() >= LEAST_DISTANCE.toNanos();
    }

    /** How many sessions are remembered. */
    synchronized int size() {
        return samples.size();
    }

    private void forget(long before) {
        samples.values().removeIf(known -> {
            while (!known.isEmpty() && known.peekFirst().nanos() - before < 0) {
                known.removeFirst();
            }
            return known.isEmpty();
        });
    }
}
