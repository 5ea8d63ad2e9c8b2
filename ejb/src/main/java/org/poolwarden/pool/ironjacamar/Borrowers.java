package org.poolwarden.pool.ironjacamar;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.poolwarden.leak.evidence.Borrower;
import org.poolwarden.leak.evidence.Borrower.Known;
import org.poolwarden.leak.evidence.Invocation;
import org.poolwarden.pool.ironjacamar.reclaim.LeaseHold;
import org.poolwarden.pool.site.CallSite;
import org.poolwarden.pool.site.Deployment;
import org.poolwarden.pool.tracking.Checkout;
import org.poolwarden.pool.tracking.ThreadStacks;
import org.poolwarden.pool.tracking.Tracker;

/** Finds out what became of who borrowed. */
public final class Borrowers {

    /** How many frames of a borrower's present stack are shown. */
    private static final int DEPTH = 64;

    private Borrowers() {}

    /**
     * @param handles how many the application has open
     * @param deployments of this reading
     */
    static Borrower describe(LeaseHold hold, int handles, DeploymentLookup deployments) {
        if (hold.checkout() != null) {
            return describe(hold.checkout(), deployments);
        }
        Checkout closed = handles == 0 ? hold.physical().closed() : null;
        if (closed != null) {
            return describe(closed, deployments);
        }
        Tracker tracker = hold.pool().tracker();
        boolean before = tracker == null || hold.startedAt() - tracker.since() <= 0;
        return Borrower.unknown(before ? Known.BEFORE_US : Known.OFF);
    }

    /** Reads the chain of the checkout, if nobody has yet. */
    public static Borrower describe(Checkout checkout) {
        return describe(checkout, new DeploymentLookup());
    }

    private static Borrower describe(Checkout checkout, DeploymentLookup deployments) {
        CallSite site = checkout.site();
        Deployment deployment = site.deployment();
        Invocation invocation = checkout.invocation();
        String name = deployment == null ? invocation.deployment() : deployment.name();
        return new Borrower(
                checkout.threadName().isEmpty() ? "virtual #" + checkout.threadId() : checkout.threadName(),
                checkout.threadId(),
                checkout.whereabouts(),
                checkout.known(),
                site.place(),
                name,
                deployment == null || deployments.isPresent(deployment),
                site.places(),
                site.own(),
                site.overlay(),
                name == null ? null : deployments.managementName(name),
                invocation,
                checkout.trace());
    }

    /** What was recorded of who holds it, or of who has closed it; null if nothing was. */
    static Checkout checkout(LeaseHold hold) {
        return hold.checkout() == null ? hold.physical().closed() : hold.checkout();
    }

    /** The holders' stacks now, by lease, the innermost frame first; without one that has ended or is not known. */
    static Map<Long, List<String>> stacks(List<LeaseHold> holds) {
        Map<Long, Thread> threads = new HashMap<>();
        for (LeaseHold hold : holds) {
            Checkout checkout = checkout(hold);
            Thread thread = checkout == null ? null : checkout.liveThread();
            if (thread != null) {
                threads.put(hold.id(), thread);
            }
        }
        Map<Thread, ThreadStacks.Seen> seen = ThreadStacks.of(threads.values());
        Map<Long, List<String>> stacks = new HashMap<>();
        threads.forEach(
                (lease, thread) -> stacks.put(lease, shown(seen.get(thread).stack())));
        return stacks;
    }

    private static List<String> shown(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .limit(DEPTH)
                .map(element ->
                        CallSite.Frame.of(element, CallSite.Origin.OTHER).place())
                .toList();
    }
}
