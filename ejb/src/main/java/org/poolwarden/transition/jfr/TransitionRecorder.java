package org.poolwarden.transition.jfr;

import java.util.List;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.TraceContext;
import org.poolwarden.request.Problem;
import org.poolwarden.scan.Scan;
import org.poolwarden.transition.KillTransition;
import org.poolwarden.transition.LeaseTransition;
import org.poolwarden.transition.LeaseTransition.Kind;
import org.poolwarden.transition.PoolTransition;
import org.poolwarden.transition.PoolTransition.Holders;
import org.poolwarden.transition.ScanTransition;
import org.poolwarden.transition.Transition;
import org.poolwarden.transition.TransitionListener;

/** Commits an event for each transition of a lease, a pool, a kill, and for each scan. No event has SQL text. */
final class TransitionRecorder implements TransitionListener {

    private static final List<Class<? extends Event>> EVENTS = List.of(
            LeakEvent.class, LeaseReturnedEvent.class, PoolExhaustedEvent.class, ScanEvent.class, KillEvent.class);

    @Override
    public void hear(Transition transition) {
        if (transition instanceof LeaseTransition lease) {
            if (lease.kind() == Kind.ACCUSED) {
                leak(lease.row());
            } else {
                returned(lease);
            }
        } else if (transition instanceof PoolTransition pool) {
            if (pool.exhausted()) {
                exhausted(pool);
            }
        } else if (transition instanceof ScanTransition scan) {
            scan(scan.scan());
        } else if (transition instanceof KillTransition kill) {
            kill(kill);
        }
    }

    /** A recorder that still had the classes would keep this deployment in memory. */
    @Override
    public void close() {
        abandon();
    }

    @Override
    public void abandon() {
        if (FlightRecorder.isInitialized()) {
            EVENTS.forEach(FlightRecorder::unregister);
        }
    }

    private static void leak(Row row) {
        LeakEvent event = new LeakEvent();
        if (event.shouldCommit()) {
            describe(event, row);
            event.verdict = row.judgement().verdict().name();
            event.proof = row.judgement().proof().name();
            event.reasons = String.join("\n", row.judgement().reasons());
            event.age = row.lease().age().toMillis();
            event.checkoutTime = row.lease().since().toEpochMilli();
            event.thread = row.lease().borrower().thread();
            event.callChain = String.join("\n", row.lease().borrower().chain());
            event.checkoutStack = String.join("\n", row.lease().borrower().stackThen());
            event.currentStack = String.join("\n", row.stackNow());
            event.commit();
        }
    }

    private static void returned(LeaseTransition lease) {
        LeaseReturnedEvent event = new LeaseReturnedEvent();
        if (event.shouldCommit()) {
            describe(event, lease.row());
            event.verdictBefore = lease.before().judgement().verdict().name();
            event.verdict = lease.kind() == Kind.CLEARED
                    ? lease.row().judgement().verdict().name()
                    : null;
            event.end = lease.killId() == null ? lease.kind().name() : "KILLED";
            event.killId = lease.killId();
            event.checkoutStack =
                    String.join("\n", lease.before().lease().borrower().stackThen());
            event.commit();
        }
    }

    private static void exhausted(PoolTransition pool) {
        PoolExhaustedEvent event = new PoolExhaustedEvent();
        if (event.shouldCommit()) {
            event.pool = pool.pool().name();
            event.maxPoolSize = pool.pool().max();
            event.inUse = pool.pool().inUse();
            int waiters = pool.pool().waiters();
            event.waitingThreads = waiters < 0 ? null : Integer.toString(waiters);
            event.holders = String.join(
                    "\n", pool.holders().stream().map(Holders::toString).toList());
            event.commit();
        }
    }

    private static void scan(Scan scan) {
        ScanEvent event = new ScanEvent();
        if (event.shouldCommit()) {
            event.began = scan.at().toEpochMilli();
            event.took = scan.took().toNanos();
            event.complete = scan.isComplete();
            event.leasesRead = scan.leasesRead();
            event.leaseCount = scan.rows().size();
            event.suspectCount = count(scan, Verdict.SUSPECT);
            event.leakedCount = count(scan, Verdict.LEAKED);
            event.zombieCount = count(scan, Verdict.ZOMBIE);
            event.unmatchedCount = count(scan, Verdict.UNMATCHED);
            event.sessionCount = scan.sessions().size();
            event.problems = String.join(
                    "\n", scan.problems().stream().map(Problem::toString).toList());
            event.commit();
        }
    }

    private static void kill(KillTransition transition) {
        KillEvent event = new KillEvent();
        if (event.shouldCommit()) {
            describe(event, transition.kill().row());
            event.killId = transition.kill().id();
            event.batchId = transition.kill().batchId();
            event.mode = transition.kill().mode().name();
            event.requester = transition.kill().requester().toString();
            event.reason = transition.kill().reason();
            event.stepTime = transition.step().at().toEpochMilli();
            event.sessionState = transition.step().session().name();
            event.slotState = transition.step().slot().name();
            event.message = transition.step().what();
            event.checkoutStack =
                    String.join("\n", transition.kill().row().lease().borrower().stackThen());
            event.commit();
        }
    }

    private static void describe(OfLease event, Row row) {
        ClientSession client = row.lease().client();
        event.leaseId = row.lease().id();
        event.pool = row.lease().isNone() ? null : row.lease().pool();
        event.callSite = row.lease().borrower().callSite();
        event.deployment = row.lease().borrower().deployment();
        event.database = client == null ? null : client.session().database().toString();
        event.session = client == null ? null : client.session().key();
        TraceContext trace = row.trace();
        event.traceId = trace == null ? null : trace.traceId();
        event.spanId = trace == null ? null : trace.spanId();
        event.traceSource = trace == null ? null : trace.source().name();
    }

    private static int count(Scan scan, Verdict verdict) {
        return (int) scan.rows().stream()
                .filter(row -> row.judgement().verdict() == verdict)
                .count();
    }
}
