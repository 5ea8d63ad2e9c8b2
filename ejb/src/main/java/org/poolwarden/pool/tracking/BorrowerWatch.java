package org.poolwarden.pool.tracking;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.poolwarden.leak.evidence.Invocation;
import org.poolwarden.logging.Messages;

/**
 * Observes who has borrowed from any pool, so that what a borrower does is noted when it happens and not only at the
 * next scan. Where the server itself says whether the invocation that borrowed is over, no stack is taken.
 */
public final class BorrowerWatch {

    /** Threads that are observed in a second, of all pools together. Those that have waited longest come first. */
    static final int THREADS_EACH_SECOND = 200;

    /** What was seen so short a time ago needs no new stack: it can only be kinder to the borrower than the present. */
    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);

    /** What the last pass found. Its identity tells what has lasted since. */
    private Set<Checkout> observed = Set.of();

    /**
     * Observes each checkout that lasts, and reads its chain, so that it holds no class. One failure harms no other.
     * To be called once a second, by one thread.
     */
    public void observe(Collection<Tracker> trackers) {
        Set<Checkout> now = Collections.newSetFromMap(new IdentityHashMap<>());
        trackers.forEach(tracker -> attempt(() -> now.addAll(tracker.held())));
        Map<Long, Checkout> latest = new HashMap<>();
        now.forEach(checkout -> latest.merge(checkout.threadId(), checkout, Checkout::later));
        List<Checkout> open = new ArrayList<>();
        for (Checkout checkout : now) {
            if (observed.contains(checkout)) {
                attempt(() -> {
                    checkout.site();
                    if (checkout.invocation().state() == Invocation.State.UNKNOWN && !checkout.hasLeft()) {
                        checkout.meets(latest.get(checkout.threadId()));
                        open.add(checkout);
                    }
                });
            }
        }
        see(open, THREADS_EACH_SECOND);
        observed = now;
    }

    /** Finds out where the borrowers of these are, unless the server says it or it was seen a moment ago. */
    public static void see(Collection<Checkout> checkouts) {
        long now = System.nanoTime();
        see(
                checkouts.stream()
                        .filter(checkout -> checkout.invocation().state() == Invocation.State.UNKNOWN)
                        .filter(checkout -> !checkout.isSeenSince(now - FRESH_NANOS))
                        .toList(),
                Integer.MAX_VALUE);
    }

    private static void see(Collection<Checkout> checkouts, int max) {
        List<Checkout> longestAgo = new ArrayList<>(checkouts);
        longestAgo.sort(Comparator.comparingLong(Checkout::seenAt));
        Map<Checkout, Thread> chosen = new IdentityHashMap<>();
        Set<Thread> threads = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Checkout checkout : longestAgo) {
            Thread thread = checkout.liveThread();
            if (thread != null && (threads.contains(thread) || threads.size() < max)) {
                threads.add(thread);
                chosen.put(checkout, thread);
            }
        }
        Map<Thread, ThreadStacks.Seen> stacks = ThreadStacks.of(threads);
        chosen.forEach((checkout, thread) -> attempt(() -> checkout.see(stacks.get(thread))));
    }

    private static void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | LinkageError e) {
            Messages.LOG.debug("A borrower could not be observed", e);
        }
    }
}
