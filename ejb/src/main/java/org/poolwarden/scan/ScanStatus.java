package org.poolwarden.scan;

import java.time.Instant;

/**
 * The newest scan, and whether another one is in progress.
 *
 * @param scan null if none was through yet
 * @param under since when the next one is under way; null if none is. One that is old waits for a database
 */
public record ScanStatus(Scan scan, Instant under) {}
