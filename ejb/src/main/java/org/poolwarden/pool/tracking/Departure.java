package org.poolwarden.pool.tracking;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.poolwarden.leak.evidence.Borrower.Whereabouts;
import org.poolwarden.pool.site.CallSite;
import org.poolwarden.pool.site.CallSite.Frame;
import org.poolwarden.pool.site.CallSite.Origin;

/**
 * Whether the borrower of one checkout has ever been seen outside of the code that borrowed. It only ever becomes true:
 * a thread that comes back by the same methods is at other work.
 */
final class Departure {

    /**
     * Whoever borrows by the very same calls so long after may not be in a loop that collects connections, which is
     * through at once.
     */
    private static final long COLLECTED_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final long since;
    private final int deepest;
    private boolean seenOutside;
    /** How often the thread had waited when it was first seen asleep in the lowest frame; negative if it was not. */
    private long waitsBefore = -1;

    /**
     * @param since when the connection was checked out, by {@link System#nanoTime}
     * @param deepest how many frames of a thread's stack the JVM shows at most
     */
    Departure(long since, int deepest) {
        this.since = since;
        this.deepest = deepest;
    }

    /** Takes the thread's stack, which halts it for some microseconds. */
    synchronized Whereabouts look(Thread thread, CallSite site) {
        StackTraceElement[] stack = thread.getStackTrace();
        if (stack.length == 0 && !thread.isAlive()) {
            return Whereabouts.GONE;
        }
        // since Java 19 it is cut at the bottom, just where the code that borrowed would be
        boolean whole = stack.length > 0 && stack.length < deepest;
        boolean idle = whole && IdleThreads.isIdle(stack);
        Presence presence = idle ? Presence.OUTSIDE : whole ? Presence.of(site, frames(stack)) : Presence.UNKNOWN;
        return seen(presence, idle, System.nanoTime(), presence == Presence.ASLEEP_BELOW ? waits(thread) : -1);
    }

    /** @param idle whether the thread waits in its pool for other work */
    synchronized Whereabouts seen(Presence presence, boolean idle, long nanos, long waits) {
        note(presence, nanos, waits);
        if (seenOutside) {
            return idle ? Whereabouts.IDLE : Whereabouts.ELSEWHERE;
        }
        return presence == Presence.INSIDE ? Whereabouts.IN_BORROWING_FRAMES : Whereabouts.UNKNOWN;
    }

    /** The chain of a later checkout is a stack of the same thread. */
    synchronized void meets(CallSite site, CallSite later, Departure other) {
        if (later.whole() && isBefore(other)) {
            note(Presence.of(site, later.chain()), other.since, -1);
        }
    }

    boolean isBefore(Departure other) {
        return since - other.since < 0;
    }

    synchronized boolean isSeenOutside() {
        return seenOutside;
    }

    /** @param waits how often the thread has waited so far; negative if unknown */
    synchronized void note(Presence presence, long nanos, long waits) {
        switch (presence) {
            case OUTSIDE -> seenOutside = true;
            case AGAIN -> seenOutside |= nanos - since >= COLLECTED_NANOS;
            case ASLEEP_BELOW -> {
                seenOutside |= waitsBefore >= 0 && waits > waitsBefore + 1;
                waitsBefore = waitsBefore < 0 ? waits : waitsBefore;
            }
            default -> {} // nothing that could not change
        }
    }

    /** Negative for a virtual thread, of which nobody keeps count. */
    @SuppressWarnings("deprecation") // Thread.threadId() is Java 19
    private static long waits(Thread thread) {
        ThreadInfo info = ManagementFactory.getThreadMXBean().getThreadInfo(thread.getId());
        return info == null ? -1 : info.getWaitedCount();
    }

    private static List<Frame> frames(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .map(element -> Frame.of(element, Origin.OTHER))
                .toList();
    }
}
