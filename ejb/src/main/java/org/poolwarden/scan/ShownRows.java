package org.poolwarden.scan;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.poolwarden.leak.Row;

/**
 * The leases that somebody has just been shown. A lease that is listed may be returned, and missing in the next scan,
 * before the reader asks for it. Not safe for use by several threads.
 */
final class ShownRows {

    /** How long a row is kept that no scan has shown again. */
    private static final long KEPT = TimeUnit.SECONDS.toNanos(30);
    /** How many of these are kept. */
    private static final int MAX = 2_000;

    private final Map<Long, Shown> byLease = new LinkedHashMap<>();

    /**
     * Takes the rows of a scan.
     *
     * @param begun the number of the scan in the order in which scans begin. A row never replaces one of a scan that
     *     began later
     */
    void add(long begun, Collection<Row> rows, long nanos) {
        Set<Long> now = rows.stream().map(row -> row.lease().id()).collect(Collectors.toSet());
        for (Row row : rows) {
            // Moved to the end, so that the first are those that nobody has been shown for the longest time.
            Shown before = byLease.remove(row.lease().id());
            byLease.put(
                    row.lease().id(),
                    before == null || before.begun < begun
                            ? new Shown(begun, row, nanos)
                            : new Shown(before.begun, before.row, nanos));
        }
        long others = byLease.size() - now.size();
        Iterator<Map.Entry<Long, Shown>> shown = byLease.entrySet().iterator();
        while (others > 0 && shown.hasNext()) {
            Map.Entry<Long, Shown> first = shown.next();
            if (now.contains(first.getKey())) {
                continue;
            }
            if (others <= MAX && nanos - first.getValue().nanos <= KEPT) {
                return;
            }
            shown.remove();
            others--;
        }
    }

    /** The rows as they are now, each with what is kept of the one that a scan has shown before. */
    List<Row> after(List<Row> rows) {
        return rows.stream().map(row -> row.after(find(row.lease().id()))).toList();
    }

    /** The lease as a scan has shown it last. Null if none has for some time. */
    Row find(long leaseId) {
        Shown shown = byLease.get(leaseId);
        return shown == null ? null : shown.row;
    }

    /** A row, with the number of its scan and the time at which it was shown. */
    private record Shown(long begun, Row row, long nanos) {}
}
