package org.poolwarden.console.overview;

import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.poolwarden.console.view.LeaseView;
import org.poolwarden.console.view.PoolView;
import org.poolwarden.console.view.Times;
import org.poolwarden.leak.Row;
import org.poolwarden.settings.PoolThreshold;
import org.poolwarden.text.Durations;

/**
 * One pool on the first page.
 *
 * @param name a short name that no other pool has
 * @param judged the age from which its leases are judged, if that is its own; else null
 * @param holders who holds its connections, those with the most first; empty unless it is exhausted without a leak
 */
public record PoolCard(PoolView pool, String name, Judged judged, List<Holder> holders) {

    /** How many holders a card names. */
    private static final int NAMED = 3;

    private static final Comparator<PoolCard> WORST_FIRST = Comparator.comparing(
                    (PoolCard card) -> card.pool.exhausted())
            .thenComparing(card -> card.pool.leaked())
            .thenComparing(card -> card.pool.suspect())
            .thenComparing(card -> card.pool.usedWidth())
            .reversed()
            .thenComparing(card -> card.pool.status().name());

    /**
     * The pools, the worst first.
     *
     * @param names their short names
     * @param rows the leases of all pools
     * @param judged the pools whose leases are judged from another age on
     * @param zone the zone of the times that are shown
     */
    public static List<PoolCard> of(
            List<PoolView> pools,
            Map<String, String> names,
            List<Row> rows,
            Map<String, PoolThreshold> judged,
            ZoneId zone) {
        return pools.stream()
                .map(pool -> new PoolCard(
                        pool,
                        names.get(pool.status().name()),
                        Judged.of(judged.get(pool.status().name()), zone),
                        holders(pool, rows)))
                .sorted(WORST_FIRST)
                .toList();
    }

    /** How bad it is, as a class of the style sheet. A pool is well only if all of it could be read. */
    public String style() {
        if (pool.exhausted() || pool.leaked() > 0) {
            return "danger";
        }
        String calm = pool.complete() ? "well" : "unsure";
        return pool.suspect() > 0 ? "warning" : calm;
    }

    private static List<Holder> holders(PoolView pool, List<Row> rows) {
        if (!pool.exhausted() || pool.leaked() > 0) {
            return List.of();
        }
        Map<String, Holder> holders = new LinkedHashMap<>();
        rows.stream()
                .filter(row -> row.lease().pool().equals(pool.status().name()))
                .map(LeaseView::new)
                .forEach(lease ->
                        holders.merge(String.valueOf(lease.borrower().callSite()), new Holder(lease, 1), Holder::with));
        return holders.values().stream()
                .sorted(Comparator.comparingInt(Holder::count).reversed())
                .limit(NAMED)
                .toList();
    }

    /**
     * The age from which the leases of the pool are judged, in words.
     *
     * @param after the age
     * @param until when that ends, with its zone
     * @param setBy who asked for it
     */
    public record Judged(String after, String until, String setBy) {

        static Judged of(PoolThreshold threshold, ZoneId zone) {
            return threshold == null
                    ? null
                    : new Judged(
                            Durations.of(threshold.suspectAfter()),
                            Times.day(threshold.until(), zone),
                            threshold.setBy());
        }
    }

    /**
     * One call site that holds connections.
     *
     * @param lease the oldest of its leases
     * @param count how many it holds
     */
    public record Holder(LeaseView lease, int count) {

        Holder with(Holder other) {
            boolean older = other.lease.lease().age().compareTo(lease.lease().age()) > 0;
            return new Holder(older ? other.lease : lease, count + other.count);
        }
    }
}
