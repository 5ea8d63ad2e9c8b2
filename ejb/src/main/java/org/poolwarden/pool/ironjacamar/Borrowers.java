package org.poolwarden.pool.ironjacamar;

import java.util.ArrayList;
import java.util.List;
import org.jboss.as.server.moduleservice.ServiceModuleLoader;
import org.jboss.modules.Module;
import org.jboss.modules.ModuleClassLoader;
import org.poolwarden.leak.evidence.Borrower;
import org.poolwarden.leak.evidence.Borrower.Known;
import org.poolwarden.leak.evidence.Borrower.Whereabouts;
import org.poolwarden.leak.evidence.Invocation;
import org.poolwarden.pool.ironjacamar.internals.ServerServices;
import org.poolwarden.pool.ironjacamar.reclaim.LeaseHold;
import org.poolwarden.pool.tracking.CallSite;
import org.poolwarden.pool.tracking.Checkout;
import org.poolwarden.pool.tracking.Deployment;
import org.poolwarden.pool.tracking.IdleThreads;
import org.poolwarden.pool.tracking.Tracker;

/** Finds out what became of who borrowed. */
public final class Borrowers {

    /** How many frames of a borrower's present stack are shown. */
    private static final int DEPTH = 64;

    private static final Deployment OURS = Deployment.of(Borrowers.class);

    private Borrowers() {}

    /** @param handles how many the application has open */
    public static Borrower describe(LeaseHold hold, int handles) {
        if (hold.checkout() != null) {
            return describe(hold.checkout());
        }
        Checkout closed = handles == 0 ? hold.physical().closed() : null;
        if (closed != null) {
            return describe(closed);
        }
        Tracker tracker = hold.pool().tracker();
        boolean before = tracker == null || hold.checkedOutAt() <= tracker.since();
        return Borrower.unknown(before ? Known.BEFORE_US : Known.OFF);
    }

    public static Borrower describe(Checkout checkout) {
        CallSite site = checkout.site();
        Deployment deployment = site.deployment();
        Invocation invocation = checkout.invocation();
        return new Borrower(
                checkout.threadName(),
                checkout.threadId(),
                whereabouts(checkout),
                checkout.known(),
                site.frames().isEmpty() ? null : site.frames().get(0).place(),
                deployment == null ? invocation.deployment() : deployment.name(),
                deployment == null || isPresent(deployment),
                site.stack(),
                invocation);
    }

    /** The holder's stack now, the innermost frame first; empty if it has ended or is not known. */
    static List<String> stack(LeaseHold hold) {
        Checkout checkout = hold.checkout() == null ? hold.physical().closed() : hold.checkout();
        Thread thread = checkout == null ? null : checkout.liveThread();
        List<String> frames = new ArrayList<>();
        if (thread != null) {
            StackTraceElement[] stack = thread.getStackTrace();
            for (int i = 0; i < Math.min(stack.length, DEPTH); i++) {
                frames.add(CallSite.Frame.of(stack[i]).place());
            }
        }
        return frames;
    }

    private static Whereabouts whereabouts(Checkout checkout) {
        Thread thread = checkout.liveThread();
        if (thread == null) {
            return Whereabouts.GONE;
        }
        StackTraceElement[] stack = thread.getStackTrace();
        if (stack.length == 0) {
            return thread.isAlive() ? Whereabouts.UNKNOWN : Whereabouts.GONE;
        }
        if (checkout.isStillIn(stack)) {
            return Whereabouts.IN_BORROWING_FRAMES;
        }
        if (IdleThreads.isIdle(stack)) {
            return Whereabouts.IDLE;
        }
        return checkout.site().frames().isEmpty() ? Whereabouts.UNKNOWN : Whereabouts.ELSEWHERE;
    }

    /**
     * The same name may have been deployed again: what counts is the class loader that borrowed. Where even we are not
     * found, this server names its modules otherwise, and nobody is said to be gone.
     */
    private static boolean isPresent(Deployment deployment) {
        return isLoaded(deployment) || (OURS != null && !isLoaded(OURS));
    }

    private static boolean isLoaded(Deployment deployment) {
        ModuleClassLoader loader = deployment.loader();
        if (loader == null) {
            return false;
        }
        Module now = ServerServices.value(ServiceModuleLoader.moduleServiceName(deployment.module()), Module.class);
        return now != null && now.getClassLoader() == loader;
    }
}
