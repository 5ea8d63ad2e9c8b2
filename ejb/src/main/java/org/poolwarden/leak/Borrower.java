package org.poolwarden.leak;

import java.util.Objects;

/**
 * Who checked a connection out, and what became of them.
 *
 * @param thread the thread's name at checkout; null when unknown
 * @param threadId the thread's id at checkout; 0 when unknown
 * @param callSite the application's frame nearest to the pool, as {@code package.Class.method(File.java:42)}; null when
 *     unknown
 * @param deployment the deployment that borrowed, such as {@code shop.ear/web.war}; null when unknown
 * @param deploymentPresent false only if that deployment is known to be gone
 */
public record Borrower(
        String thread,
        long threadId,
        Whereabouts whereabouts,
        String callSite,
        String deployment,
        boolean deploymentPresent) {

    /** A checkout older than our own deployment, of which nothing was recorded. */
    public static final Borrower UNKNOWN = new Borrower(null, 0, Whereabouts.UNKNOWN, null, null, true);

    public Borrower {
        Objects.requireNonNull(whereabouts, "whereabouts");
    }

    /** Where the borrowing thread is now. */
    public enum Whereabouts {
        /** The thread has ended: it can no longer return the connection. */
        GONE,
        /** The thread lives, and the frames that borrowed are no longer on its stack. A hand-over looks the same. */
        ELSEWHERE,
        /** The frames that borrowed are still on the thread's stack. */
        IN_BORROWING_FRAMES,
        /** Not recorded, or not to be seen. */
        UNKNOWN
    }
}
