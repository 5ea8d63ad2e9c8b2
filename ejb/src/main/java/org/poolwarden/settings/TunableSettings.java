package org.poolwarden.settings;

import java.time.Duration;
import org.poolwarden.pool.Tracking;

/**
 * The settings that may change while Poolwarden runs, as they are now. A change lasts until the next deployment.
 *
 * @param scanEvery how often it looks by itself
 */
public record TunableSettings(Tracking tracking, Duration suspectAfter, Duration busyGrace, Duration scanEvery) {}
