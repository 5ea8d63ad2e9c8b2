package org.poolwarden.scan.timeline;

import java.time.Instant;
import java.util.List;

/**
 * The use of one pool in the last six hours.
 *
 * @param pool its JNDI name
 * @param samples one for each scan, and at most one for every five seconds of the last hour and for every minute of the
 *     hours before it; the oldest first
 */
public record Timeline(String pool, List<Sample> samples) {

    public Timeline {
        samples = List.copyOf(samples);
    }

    /**
     * One scan. If there were several within that time, it is the one with the most leaks and, among those, with the
     * most connections in use.
     *
     * @param at when the scan was through
     * @param max how many connections the pool may hold
     * @param inUse as in {@link org.poolwarden.pool.PoolStatus}: -1 where it is not known
     * @param leaked leases that were LEAKED or ZOMBIE; while leases cannot be judged, as many as before
     * @param suspect leases that were SUSPECT; likewise
     */
    public record Sample(Instant at, int max, int inUse, int leaked, int suspect) {}
}
