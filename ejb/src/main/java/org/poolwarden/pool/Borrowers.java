package org.poolwarden.pool;

import java.util.List;
import org.jboss.as.server.moduleservice.ServiceModuleLoader;
import org.jboss.modules.Module;
import org.jboss.modules.ModuleClassLoader;
import org.poolwarden.leak.Borrower;
import org.poolwarden.leak.Borrower.Whereabouts;

/** Finds out what became of who borrowed. */
final class Borrowers {

    private static final Deployment OURS = Deployment.of(Borrowers.class);

    private Borrowers() {}

    /** @param checkout null for a checkout before our time */
    static Borrower describe(Checkout checkout) {
        if (checkout == null) {
            return Borrower.UNKNOWN;
        }
        List<Checkout.Frame> frames = checkout.frames();
        Deployment deployment = checkout.deployment();
        return new Borrower(
                checkout.threadName(),
                checkout.threadId(),
                whereabouts(checkout),
                frames.isEmpty() ? null : frames.get(0).place(),
                deployment == null ? null : deployment.name(),
                deployment == null || isPresent(deployment));
    }

    private static Whereabouts whereabouts(Checkout checkout) {
        Thread thread = checkout.liveThread();
        if (thread == null) {
            return Whereabouts.GONE;
        }
        if (checkout.frames().isEmpty()) {
            return Whereabouts.UNKNOWN;
        }
        StackTraceElement[] stack = thread.getStackTrace();
        if (stack.length == 0) {
            return thread.isAlive() ? Whereabouts.UNKNOWN : Whereabouts.GONE;
        }
        return checkout.isStillIn(stack) ? Whereabouts.IN_BORROWING_FRAMES : Whereabouts.ELSEWHERE;
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
