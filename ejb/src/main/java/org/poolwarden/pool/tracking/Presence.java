package org.poolwarden.pool.tracking;

import java.util.List;
import org.poolwarden.pool.site.CallSite;
import org.poolwarden.pool.site.CallSite.Frame;
import org.poolwarden.pool.site.CallSite.Origin;

/**
 * Compares the chain of a checkout with a stack of the same thread later on, from the bottom of both. What is equal
 * down there may still be the same calls; from the first line or method on that differs, every call of the checkout
 * has returned.
 */
enum Presence {
    /** The code that borrowed, or a caller of it, has not returned. */
    INSIDE,
    /** It has returned: for ever, whatever the thread does next. */
    OUTSIDE,
    /** It has returned to the application's lowest code, which sleeps. If it does so again and again, it is a loop. */
    ASLEEP_BELOW,
    /** Nothing can be told. */
    UNKNOWN;

    /**
     * @param site one that was cut proves nothing
     * @param now the whole stack, the innermost frame first
     */
    static Presence of(CallSite site, List<Frame> now) {
        return site.whole() ? of(shown(site.chain()), shown(now)) : UNKNOWN;
    }

    private static Presence of(List<Frame> then, List<Frame> now) {
        Origin own = has(then, Origin.OWN) ? Origin.OWN : Origin.LIBRARY;
        int borrower = first(then, own);
        if (borrower < 0) {
            return UNKNOWN;
        }
        int returned = then.size() - live(then, now); // the index of the innermost call that may not have returned
        if (returned <= borrower) {
            // Who borrows again by the very same calls is in a loop, and nobody knows in which of them: one that leaks,
            // or one that collects connections, however slowly.
            return returned < pool(then) ? UNKNOWN : INSIDE;
        }
        int lowest = last(then, own);
        if (returned > lowest) {
            return OUTSIDE;
        }
        boolean caller = then.subList(returned, lowest).stream().anyMatch(frame -> frame.origin() == own);
        return caller ? INSIDE : inLowest(now, now.size() - (then.size() - lowest));
    }

    /**
     * Without the frames of lambdas and method handles. Java 17 shows them on the stack of a running thread, and leaves
     * them out of a recorded one; the name of a hidden class has a slash.
     */
    private static List<Frame> shown(List<Frame> frames) {
        return frames.stream()
                .filter(frame -> frame.method().indexOf('/') < 0)
                .filter(frame -> !frame.method().startsWith("java.lang.invoke."))
                .toList();
    }

    /** How many frames from the bottom on are the same; the last of them may have gone on to another line. */
    private static int live(List<Frame> then, List<Frame> now) {
        int live = 0;
        while (live < then.size() && live < now.size()) {
            Frame before = then.get(then.size() - 1 - live);
            Frame after = now.get(now.size() - 1 - live);
            if (!before.method().equals(after.method())) {
                break;
            }
            live++;
            if (before.line() != after.line()) {
                break;
            }
        }
        return live;
    }

    /** Only the lowest frame of the application is left, and a worker's loop is on the stack at all times. */
    private static Presence inLowest(List<Frame> now, int lowest) {
        if (lowest > 0 && IdleThreads.waits(now) == lowest) {
            return OUTSIDE;
        }
        return lowest > 0 && IdleThreads.sleeps(now) == lowest ? ASLEEP_BELOW : UNKNOWN;
    }

    /** Where the pool begins: the frame that the innermost code of the application or its libraries called, and one. */
    private static int pool(List<Frame> then) {
        for (int i = 0; i < then.size(); i++) {
            if (then.get(i).origin() != Origin.OTHER) {
                return i;
            }
        }
        return 0;
    }

    private static boolean has(List<Frame> frames, Origin origin) {
        return first(frames, origin) >= 0;
    }

    /** -1 if there is none. */
    private static int first(List<Frame> frames, Origin origin) {
        for (int i = 0; i < frames.size(); i++) {
            if (frames.get(i).origin() == origin) {
                return i;
            }
        }
        return -1;
    }

    private static int last(List<Frame> frames, Origin origin) {
        int last = -1;
        for (int i = 0; i < frames.size(); i++) {
            last = frames.get(i).origin() == origin ? i : last;
        }
        return last;
    }
}
