package org.poolwarden.scan;

import jakarta.ejb.Local;
import java.time.Duration;
import java.util.List;

/**
 * The last scan, for readers that must not wait for a database. Poolwarden scans by itself, as often as the
 * setting scan-every says. Safe for use by several threads.
 */
@Local
public interface LatestScan {

    /**
     * The newest scan. If it is older than wanted, another one is started and waited for as long as patience allows;
     * after that the older one is the answer.
     *
     * @param freshness how old the scan may be
     * @param patience how long this call may take; about zero to take what there is
     */
    ScanStatus latestScan(Duration freshness, Duration patience);

    /**
     * The last hour of every pool that was seen in it, in the order of their names. In memory: a restart forgets it.
     */
    List<Timeline> timelines();
}
