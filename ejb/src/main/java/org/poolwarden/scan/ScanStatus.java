package org.poolwarden.scan;

import java.time.Instant;

/**
 * The last scan, and whether another one is in progress.
 *
 * @param scan the last complete scan; null if there was none yet
 * @param under when the scan in progress began; null if there is none. A scan that began long ago waits for a database
 */
public record ScanStatus(Scan scan, Instant under) {}
