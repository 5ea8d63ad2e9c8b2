package org.poolwarden.console.export;

import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.poolwarden.console.Sample;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.Kill.SlotState;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.Session.Access;
import org.poolwarden.leak.neighbours.Finding.Owner;
import org.poolwarden.leak.waits.Waits;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.scan.Scan;
import org.poolwarden.scan.ScanStatus;
import org.poolwarden.transition.KillTransition;
import org.poolwarden.transition.LeaseTransition;
import org.poolwarden.transition.LeaseTransition.Kind;
import org.poolwarden.transition.ScanTransition;
import org.poolwarden.transition.count.Totals;
import org.poolwarden.transition.count.TransitionCounter;

/** Metrics that have every name that there is. */
final class MetricsSample {

    private MetricsSample() {}

    /** A leak that was found and returned, a lease of fourteen minutes that is over, and a kill. */
    static Totals totals() {
        Row row = Sample.traced(Sample.row(Verdict.LEAKED, Access.ALLOWED));
        TransitionCounter counter = new TransitionCounter(List.of("java:/guard"));
        counter.hear(new LeaseTransition(Kind.ACCUSED, row, null, null));
        counter.hear(new LeaseTransition(Kind.RETURNED, row, row, null));
        counter.hear(new ScanTransition(scan(row)));
        counter.hear(new ScanTransition(scan()));
        Kill kill = Sample.killed("k-1");
        Kill.Step gone = new Kill.Step(kill.requestTime().plusSeconds(2), SessionState.GONE, SlotState.FREED, "gone");
        counter.hear(new KillTransition(kill, kill.steps().get(0), gone));
        return counter.read();
    }

    static MetricSnapshots everything(Totals totals) {
        Row row = Sample.row(Verdict.LEAKED, Access.ALLOWED);
        return Metrics.of(
                List.of(new PoolStatus(Sample.POOL, PoolStatus.Kind.LOCAL, 3, 2, 1, 4)),
                new ScanStatus(scan(row), Duration.ZERO, null),
                Duration.ofSeconds(30),
                List.of(),
                totals);
    }

    private static ClassifiedSession lost() {
        ClassifiedSession orphan = Sample.classified(Verdict.ORPHAN);
        return new ClassifiedSession(
                orphan.session(), null, null, orphan.judgement(), Waits.UNKNOWN, new Owner("node2", 7L));
    }

    private static Scan scan(Row... rows) {
        return new Scan(
                Instant.ofEpochSecond(1_795_000_000),
                Duration.ofMillis(37),
                List.of(rows),
                List.of(Sample.classified(Verdict.ORPHAN), lost()),
                List.of(),
                true);
    }
}
