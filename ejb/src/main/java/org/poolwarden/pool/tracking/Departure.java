package org.poolwarden.pool.tracking;

import java.util.Arrays;
import java.util.List;
import org.poolwarden.leak.evidence.Borrower.Whereabouts;
import org.poolwarden.pool.site.CallSite;
import org.poolwarden.pool.site.CallSite.Frame;
import org.poolwarden.pool.site.CallSite.Origin;

/**
 * Whether the borrower of one checkout has ever been seen outside of the code that borrowed. It only ever becomes true:
 * a thread that comes back by the same methods is at other work.
 */
final class Departure {

    private final long since;
    private final int deepest;
    private boolean seenOutside;
    private boolean inside;
    private boolean idling;
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

    synchronized Whereabouts see(ThreadStacks.Seen thread, CallSite site) {
        StackTraceElement[] stack = thread.stack();
        // since Java 19 it is cut at the bottom, just where the code that borrowed would be
        boolean whole = stack.length > 0 && stack.length < deepest;
        boolean idle = whole && IdleThreads.isIdle(stack);
        Presence presence = idle ? Presence.OUTSIDE : whole ? Presence.of(site, frames(stack)) : Presence.UNKNOWN;
        return seen(presence, idle, thread.waits());
    }

    /** @param idle whether the thread waits in its pool for other work */
    synchronized Whereabouts seen(Presence presence, boolean idle, long waits) {
        note(presence, waits);
        inside = presence == Presence.INSIDE;
        idling = idle;
        return whereabouts();
    }

    /** As it was last seen. */
    synchronized Whereabouts whereabouts() {
        if (seenOutside) {
            return idling ? Whereabouts.IDLE : Whereabouts.ELSEWHERE;
        }
        return inside ? Whereabouts.IN_BORROWING_FRAMES : Whereabouts.UNKNOWN;
    }

    long since() {
        return since;
    }

    /** The chain of a later checkout is a stack of the same thread. */
    synchronized void meets(CallSite site, CallSite later, Departure other) {
        if (later.whole() && isBefore(other)) {
            note(Presence.of(site, later.chain()), -1);
        }
    }

    boolean isBefore(Departure other) {
        return since - other.since < 0;
    }

    synchronized boolean isSeenOutside() {
        return seenOutside;
    }

    /** @param waits how often the thread has waited so far; negative if unknown */
    synchronized void note(Presence presence, long waits) {
        switch (presence) {
            case OUTSIDE -> seenOutside = true;
            case ASLEEP_BELOW -> {
                seenOutside |= waitsBefore >= 0 && waits > waitsBefore + 1;
                waitsBefore = waitsBefore < 0 ? waits : waitsBefore;
            }
            default -> {} // nothing that could not change
        }
    }

    private static List<Frame> frames(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .map(element -> Frame.of(element, Origin.OTHER))
                .toList();
    }
}
