package org.poolwarden.transition.detect;

import java.util.List;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.leak.Row;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.scan.Scan;

/**
 * What is in memory at one moment.
 *
 * @param scans those since the last observation, the oldest first
 * @param kills the newest first
 * @param lost whether the connection of a lease that is over was taken away while it was checked out, by the lease's id
 * @param held every lease of now; asked for only if a pool is found exhausted
 */
public record Observation(
        List<Scan> scans, List<PoolStatus> pools, List<Kill> kills, LongPredicate lost, Supplier<List<Row>> held) {

    public Observation {
        scans = List.copyOf(scans);
        pools = List.copyOf(pools);
        kills = List.copyOf(kills);
    }
}
