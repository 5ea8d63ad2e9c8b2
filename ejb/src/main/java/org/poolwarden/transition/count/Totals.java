package org.poolwarden.transition.count;

import java.time.Instant;
import java.util.Map;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.leak.Judgement.Proof;
import org.poolwarden.leak.evidence.TraceContext;

/**
 * What was counted since Poolwarden was deployed. No number falls but those of {@code guardsUp}. What has not happened
 * yet has no entry. Pools are named as elsewhere; {@link TransitionCounter#OTHERS} stands for those beyond the limit.
 *
 * @param leaks leases that were found LEAKED or ZOMBIE, or looked leaked while their session was unknown, by pool and
 *     by the proof that there was then
 * @param tracedLeaks the last of those leaks that had a trace, by pool and by that proof
 * @param leakEnds how such leases came to their end, by pool
 * @param leaseHolds how long leases were held that a scan saw and a later scan did not, by pool. It is the age at the
 *     scan that saw the lease last, so that it was held longer by up to the time between two scans
 * @param killDurations how long kills took from the request to their end, by outcome; their number is that of kills
 * @param guardFailures how often a guard stopped answering, or did not for another reason than before, by the JNDI name
 *     of its datasource
 * @param guardsUp whether a guard answered at the last scan, by that name; none before the first
 */
public record Totals(
        Map<String, Map<Proof, Long>> leaks,
        Map<String, Map<Proof, TracedLeak>> tracedLeaks,
        Map<String, Map<LeakEnd, Long>> leakEnds,
        Map<String, Distribution> leaseHolds,
        Map<SessionState, Distribution> killDurations,
        Distribution scanDurations,
        Map<String, Long> guardFailures,
        Map<String, Boolean> guardsUp,
        long orphans) {

    public Totals {
        leaks = Map.copyOf(leaks);
        tracedLeaks = Map.copyOf(tracedLeaks);
        leakEnds = Map.copyOf(leakEnds);
        leaseHolds = Map.copyOf(leaseHolds);
        killDurations = Map.copyOf(killDurations);
        guardFailures = Map.copyOf(guardFailures);
        guardsUp = Map.copyOf(guardsUp);
    }

    /** @param at when it was counted */
    public record TracedLeak(TraceContext trace, Instant at) {}
}
