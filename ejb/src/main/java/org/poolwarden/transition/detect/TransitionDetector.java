package org.poolwarden.transition.detect;

import java.util.ArrayList;
import java.util.List;
import org.poolwarden.scan.Scan;
import org.poolwarden.transition.ScanTransition;
import org.poolwarden.transition.Transition;

/** Finds each transition once. For one thread. */
public final class TransitionDetector {

    private final Accusations leases = new Accusations();
    private final Orphans orphans = new Orphans();
    private final SilentGuards guards = new SilentGuards();
    private final KillSteps kills = new KillSteps();
    private final Exhaustions pools = new Exhaustions();

    /** What has changed since the last call. */
    public List<Transition> detect(Observation now) {
        List<Transition> found = new ArrayList<>();
        for (Scan scan : now.scans()) {
            guards.compare(scan, found::add);
            if (scan.leasesRead()) {
                leases.compare(scan, now.kills(), now.lost(), found::add);
                orphans.compare(scan, found::add);
            }
            found.add(new ScanTransition(scan));
        }
        kills.compare(now.kills(), found::add);
        pools.compare(now.pools(), now.held(), found::add);
        return found;
    }
}
