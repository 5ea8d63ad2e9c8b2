package org.poolwarden.scan;

import java.time.Instant;
import java.util.List;

/**
 * How one pool was used in the last hour.
 *
 * @param pool its JNDI name
 * @param samples the oldest first; one for each scan, and at most one for every five seconds
 */
public record Timeline(String pool, List<Sample> samples) {

    public Timeline {
        samples = List.copyOf(samples);
    }

    /**
     * One scan. Of several within five seconds, the one with the most leaks and, among those, the most in use.
     *
     * @param at when the scan began
     * @param max the most connections the pool may hold
     * @param inUse as in {@link org.poolwarden.pool.PoolStatus}: -1 where it is not known
     * @param leaked leases that were LEAKED or ZOMBIE
     * @param suspect leases that were SUSPECT
     */
    public record Sample(Instant at, int max, int inUse, int leaked, int suspect) {}
}
