package org.poolwarden.settings;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * The age from which the leases of one pool are judged for a while, in place of {@code suspect-after}.
 *
 * @param suspectAfter the age
 * @param setBy who asked for it, as the log names requesters
 * @param until when it ends by itself, by this server's clock
 */
public record PoolThreshold(Duration suspectAfter, String setBy, Instant until) {

    /** How long one lasts: an incident, and not the night after it. */
    public static final Duration LASTS = Duration.ofHours(1);

    public PoolThreshold {
        Objects.requireNonNull(suspectAfter);
        Objects.requireNonNull(setBy);
        Objects.requireNonNull(until);
    }

    /** Whether it has ended at that time. */
    public boolean isOver(Instant at) {
        return !at.isBefore(until);
    }
}
