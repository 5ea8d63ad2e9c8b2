package org.poolwarden.leak.evidence;

import java.util.List;
import java.util.Objects;
import org.poolwarden.text.Clean;

/**
 * Who checked a connection out, and what became of them.
 *
 * @param thread the thread's name at checkout; null when unknown
 * @param threadId the thread's id at checkout; 0 when unknown
 * @param known what was recorded at checkout, which says why the rest may be missing
 * @param callSite the place to blame, as {@code package.Class.method(File.java:42)}, or {@code module NAME} of the
 *     server; null when unknown
 * @param deployment the deployment that borrowed, such as {@code shop.ear/web.war}; null when unknown
 * @param deploymentPresent false only if that deployment is known to be gone
 * @param stackThen every frame at checkout, the nearest to the pool first; empty if it was not recorded
 * @param chain the application's own frames at checkout, from the call site on
 * @param overlay a pool of the application's own that took the connection, by its name or its class; null for none
 * @param alias the deployment's other name, if its management name is not its runtime name; null otherwise
 * @param invocation what the server says of the invocation that borrowed
 * @param trace what was current in its thread at checkout; else, while its session is out of sight, what that has
 *     carried last; null if neither is known
 */
public record Borrower(
        String thread,
        long threadId,
        Whereabouts whereabouts,
        Known known,
        String callSite,
        String deployment,
        boolean deploymentPresent,
        List<String> stackThen,
        List<String> chain,
        String overlay,
        String alias,
        Invocation invocation,
        TraceContext trace) {

    /** A checkout older than our own deployment, of which nothing was recorded. */
    public static final Borrower UNKNOWN = unknown(Known.BEFORE_US);

    /** Cleans every text: an application has chosen its threads, classes and files. */
    public Borrower {
        Objects.requireNonNull(whereabouts, "whereabouts");
        Objects.requireNonNull(known, "known");
        Objects.requireNonNull(invocation, "invocation");
        thread = Clean.line(thread);
        callSite = Clean.line(callSite);
        deployment = Clean.line(deployment);
        stackThen = Clean.lines(stackThen);
        chain = Clean.lines(chain);
        overlay = Clean.line(overlay);
        alias = Clean.line(alias);
    }

    /**
     * Whether it borrowed as part of a deployment: of that one itself, or of any module of that {@code .ear}; by its
     * management name or its runtime name.
     *
     * @param name such as {@code shop.ear} or {@code shop.ear/web.war}
     */
    public boolean isOf(String name) {
        return isOf(deployment, name) || isOf(alias, name);
    }

    /** Whether it is known to have left the code that borrowed, so that it may do something else by now. */
    public boolean hasLeft() {
        return whereabouts == Whereabouts.GONE
                || whereabouts == Whereabouts.IDLE
                || whereabouts == Whereabouts.ELSEWHERE
                || invocation.state() == Invocation.State.OVER
                || invocation.state() == Invocation.State.DETACHED;
    }

    private static boolean isOf(String deployment, String name) {
        return deployment != null && (deployment.equals(name) || deployment.startsWith(name + "/"));
    }

    /** The same in that trace. */
    Borrower in(TraceContext other) {
        return new Borrower(
                thread,
                threadId,
                whereabouts,
                known,
                callSite,
                deployment,
                deploymentPresent,
                stackThen,
                chain,
                overlay,
                alias,
                invocation,
                other);
    }

    /** Nobody is known, for the reason given. */
    public static Borrower unknown(Known why) {
        return new Borrower(
                null,
                0,
                Whereabouts.UNKNOWN,
                why,
                null,
                null,
                true,
                List.of(),
                List.of(),
                null,
                null,
                Invocation.UNKNOWN,
                null);
    }

    /** Where the borrowing thread is now. The order says nothing. */
    public enum Whereabouts {
        /** The thread has ended: it can no longer return the connection. */
        GONE,
        /** The thread waits in its pool for other work. A hand-over looks the same. */
        IDLE,
        /** The thread lives, and the frames that borrowed are no longer on its stack. A hand-over looks the same. */
        ELSEWHERE,
        /** The frames that borrowed are still on the thread's stack. */
        IN_BORROWING_FRAMES,
        /** Not recorded, or not to be seen. */
        UNKNOWN
    }

    /** What was recorded of a checkout. */
    public enum Known {
        /** Nothing: it was checked out before our listener was in its pool. */
        BEFORE_US,
        /** Nothing: tracking was OFF. */
        OFF,
        /** The application has closed its handles, and the record went with them; its transaction keeps it. */
        CLOSED,
        /** The thread. */
        THREAD,
        /** The thread; the call site was left out, because the pool was too busy for one at each checkout. */
        NOT_SAMPLED,
        /** The thread and its stack. */
        SITE
    }
}
