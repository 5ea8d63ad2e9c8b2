package org.poolwarden.pool;

import java.util.Objects;
import java.util.Set;

/** The present {@link Tracking}, one for all pools of the server but our own. */
final class TrackingMode {

    private final Set<String> ours;
    private volatile Tracking tracking;

    /** @param ours pools whose checkouts are always stamped, by JNDI name: the rehearsal of a kill looks for its own */
    TrackingMode(Set<String> ours, Tracking tracking) {
        this.ours = Set.copyOf(ours);
        set(tracking);
    }

    Tracking get() {
        return tracking;
    }

    void set(Tracking now) {
        tracking = Objects.requireNonNull(now, "tracking");
    }

    boolean isOurs(String pool) {
        return ours.contains(pool);
    }
}
