package org.poolwarden.transition.count;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.leak.Judgement.Proof;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.TraceContext;
import org.poolwarden.transition.GuardTransition;
import org.poolwarden.transition.KillTransition;
import org.poolwarden.transition.LeaseTransition;
import org.poolwarden.transition.LeaseTransition.Kind;
import org.poolwarden.transition.OrphanTransition;
import org.poolwarden.transition.ScanTransition;
import org.poolwarden.transition.Transition;
import org.poolwarden.transition.TransitionListener;
import org.poolwarden.transition.count.Totals.TracedLeak;

/** Counts transitions. Safe for use by several threads; bounded however many pools come and go. */
public final class TransitionCounter implements TransitionListener {

    /** Stands for the pools that came when there were too many to count each. */
    public static final String OTHERS = "(others)";

    static final int MAX_POOLS = 200;

    private static final List<Double> OF_LEASES = List.of(1d, 5d, 15d, 60d, 300d, 900d, 3600d, 14_400d, 86_400d);
    private static final List<Double> OF_KILLS = List.of(0.1, 0.5, 1d, 2.5, 5d, 10d, 30d, 60d, 300d, 1800d, 7200d);
    private static final List<Double> OF_SCANS = List.of(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1d, 2.5, 5d, 10d, 30d);

    private final List<String> guards;
    private final Set<String> pools = new HashSet<>();
    /** The leases that are counted as leaks and have not ended. */
    private final Set<Long> open = new HashSet<>();

    private final LeaseHolds holds = new LeaseHolds();
    private final Map<String, Map<Proof, Long>> leaks = new TreeMap<>();
    private final Map<String, Map<Proof, TracedLeak>> tracedLeaks = new TreeMap<>();
    private final Map<String, Map<LeakEnd, Long>> leakEnds = new TreeMap<>();
    private final Map<String, Histogram> leaseHolds = new TreeMap<>();
    private final Map<SessionState, Histogram> kills = new EnumMap<>(SessionState.class);
    private final Histogram scans = new Histogram(OF_SCANS);
    private final Map<String, Long> guardFailures = new TreeMap<>();
    private final Set<String> silent = new HashSet<>();
    private boolean scanned;
    private long orphans;

    /** @param guards the JNDI names of the guards' datasources */
    public TransitionCounter(List<String> guards) {
        this.guards = List.copyOf(guards);
        guards.forEach(guard -> guardFailures.put(guard, 0L));
    }

    @Override
    public synchronized void hear(Transition transition) {
        if (transition instanceof LeaseTransition lease) {
            lease(lease);
        } else if (transition instanceof KillTransition kill) {
            kill(kill);
        } else if (transition instanceof GuardTransition guard) {
            guard(guard);
        } else if (transition instanceof OrphanTransition) {
            orphans++;
        } else if (transition instanceof ScanTransition scan) {
            scanned = true;
            scans.add(scan.scan().took());
            holds.compare(scan.scan(), (pool, age) -> histogram(leaseHolds, name(pool))
                    .add(age));
        }
    }

    /** A lease counts once, whatever is found out about it later. One that is suspected alone is none. */
    private void lease(LeaseTransition transition) {
        Row row = transition.row();
        long id = row.lease().id();
        String pool = name(row.lease().pool());
        if (transition.kind() == Kind.ACCUSED) {
            if (row.judgement().verdict() != Verdict.SUSPECT && open.add(id)) {
                leaks.computeIfAbsent(pool, name -> new EnumMap<>(Proof.class))
                        .merge(row.judgement().proof(), 1L, Long::sum);
                TraceContext trace = row.trace();
                if (trace != null) {
                    tracedLeaks
                            .computeIfAbsent(pool, name -> new EnumMap<>(Proof.class))
                            .put(row.judgement().proof(), new TracedLeak(trace, Instant.now()));
                }
            }
        } else if (open.remove(id)) {
            leakEnds.computeIfAbsent(pool, name -> new EnumMap<>(LeakEnd.class)).merge(end(transition), 1L, Long::sum);
        }
    }

    private static LeakEnd end(LeaseTransition transition) {
        if (transition.kind() == Kind.CLEARED) {
            return LeakEnd.CLEARED;
        }
        if (transition.kind() == Kind.GONE) {
            return LeakEnd.GONE;
        }
        return transition.killId() == null ? LeakEnd.RETURNED : LeakEnd.KILLED;
    }

    private void kill(KillTransition transition) {
        SessionState outcome = transition.step().session();
        if (transition.isOfSession() && outcome.isFinal()) {
            kills.computeIfAbsent(outcome, state -> new Histogram(OF_KILLS))
                    .add(Duration.between(
                            transition.kill().requestTime(), transition.step().at()));
        }
    }

    private void guard(GuardTransition transition) {
        if (transition.answers()) {
            silent.remove(transition.datasource());
        } else {
            silent.add(transition.datasource());
            guardFailures.merge(transition.datasource(), 1L, Long::sum);
        }
    }

    private String name(String pool) {
        if (pools.contains(pool)) {
            return pool;
        }
        return pools.size() < MAX_POOLS && pools.add(pool) ? pool : OTHERS;
    }

    private static Histogram histogram(Map<String, Histogram> all, String pool) {
        return all.computeIfAbsent(pool, name -> new Histogram(OF_LEASES));
    }

    /** As it is now. */
    public synchronized Totals read() {
        Map<String, Boolean> up = new HashMap<>();
        if (scanned) {
            guards.forEach(guard -> up.put(guard, !silent.contains(guard)));
        }
        return new Totals(
                copy(leaks),
                copy(tracedLeaks),
                copy(leakEnds),
                read(leaseHolds),
                read(kills),
                scans.read(),
                guardFailures,
                up,
                orphans);
    }

    private static <K, V> Map<String, Map<K, V>> copy(Map<String, Map<K, V>> counts) {
        Map<String, Map<K, V>> copy = new HashMap<>();
        counts.forEach((pool, each) -> copy.put(pool, Map.copyOf(each)));
        return copy;
    }

    private static <K> Map<K, Distribution> read(Map<K, Histogram> histograms) {
        Map<K, Distribution> read = new HashMap<>();
        histograms.forEach((key, histogram) -> read.put(key, histogram.read()));
        return read;
    }
}
