package org.poolwarden.settings;

import java.time.Duration;
import org.poolwarden.leak.Pins;
import org.poolwarden.pool.Tracking;

/**
 * The settings that may change while Poolwarden runs, as they are now. A change lasts until the next deployment.
 * Immutable.
 *
 * @param scanEvery how often it scans by itself
 */
public record TunableSettings(
        Tracking tracking, Duration suspectAfter, Duration busyGrace, Pins pins, Duration scanEvery) {

    /** The value of that setting: a {@link Tracking} or a {@link Duration}. Null for a setting that cannot change. */
    public Object of(Setting setting) {
        return switch (setting) {
            case TRACKING -> tracking;
            case SUSPECT_AFTER -> suspectAfter;
            case BUSY_GRACE -> busyGrace;
            case PINS -> pins;
            case SCAN_EVERY -> scanEvery;
            default -> null;
        };
    }
}
