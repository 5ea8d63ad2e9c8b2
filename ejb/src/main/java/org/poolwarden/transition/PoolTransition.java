package org.poolwarden.transition;

import java.util.List;
import org.poolwarden.pool.PoolStatus;

/**
 * A pool has no connection left, or has some again.
 *
 * @param holders who held its connections at that moment, the place with the most first; empty if the pool is relieved,
 *     or nobody knows
 */
public record PoolTransition(PoolStatus pool, boolean exhausted, List<Holders> holders) implements Transition {

    public PoolTransition {
        holders = List.copyOf(holders);
    }

    /**
     * The leases of one place.
     *
     * @param callSite null if it is unknown
     * @param deployment null if it is unknown
     */
    public record Holders(String callSite, String deployment, int leases) {

        /** {@code 8 at com.shop.OrderDao.list(OrderDao.java:88) (shop.ear)}. */
        @Override
        public String toString() {
            return leases + " at " + (callSite == null ? "an unknown call site" : callSite) + " ("
                    + (deployment == null ? "unknown deployment" : deployment) + ")";
        }
    }
}
