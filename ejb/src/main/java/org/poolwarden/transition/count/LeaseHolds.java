package org.poolwarden.transition.count;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.poolwarden.leak.Row;
import org.poolwarden.scan.Scan;

/** The leases of the last scan, to see which of them are over at the next one. A checkout pays nothing for it. */
final class LeaseHolds {

    private final Map<Long, Held> held = new HashMap<>();

    /** @param age at the scan that saw it last */
    private record Held(String pool, Duration age) {}

    /** @param over hears the pool of each lease that is over, and its age when it was seen last */
    void compare(Scan scan, BiConsumer<String, Duration> over) {
        if (!scan.leasesRead()) {
            return;
        }
        Set<String> unread = scan.unreadPools();
        Set<Long> now = new HashSet<>();
        for (Row row : scan.rows()) {
            now.add(row.lease().id());
            held.put(row.lease().id(), new Held(row.lease().pool(), row.lease().age()));
        }
        held.entrySet().removeIf(entry -> {
            Held one = entry.getValue();
            if (now.contains(entry.getKey()) || unread.contains(one.pool())) {
                return false;
            }
            over.accept(one.pool(), one.age());
            return true;
        });
    }
}
