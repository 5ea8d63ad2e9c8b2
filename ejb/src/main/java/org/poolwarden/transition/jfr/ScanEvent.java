package org.poolwarden.transition.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import jdk.jfr.Timestamp;

/** A scan of every pool and every database is through. */
@Name("org.poolwarden.Scan")
@Label("Scan")
@Description("A scan of every pool and every database is through.")
@Category("Poolwarden")
@StackTrace(false)
@Enabled(false)
final class ScanEvent extends Event {

    @Timestamp(Timestamp.MILLISECONDS_SINCE_EPOCH)
    @Label("Began")
    long began;

    @Timespan(Timespan.NANOSECONDS)
    @Label("Took")
    long took;

    @Label("Complete")
    boolean complete;

    @Label("Leases Read")
    boolean leasesRead;

    @Label("Leases")
    int leaseCount;

    @Label("SUSPECT")
    int suspectCount;

    @Label("LEAKED")
    int leakedCount;

    @Label("ZOMBIE")
    int zombieCount;

    @Label("UNMATCHED")
    int unmatchedCount;

    @Label("Sessions")
    int sessionCount;

    @Label("Problems")
    String problems;
}
