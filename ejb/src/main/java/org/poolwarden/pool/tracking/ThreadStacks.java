package org.poolwarden.pool.tracking;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.poolwarden.logging.Messages;

/**
 * The present stacks of several threads. Before Java 19 the whole server halts while the stack of another thread is
 * taken: so they are taken together, in one halt and not in one for each. Since then only that thread halts, and each
 * shows its stack itself, for what the platform takes together has frames that a recorded stack does not.
 */
public final class ThreadStacks {

    /** So many in one halt, which lasts some milliseconds at most. */
    private static final int AT_ONCE = 100;

    private static final boolean TOGETHER = Runtime.version().feature() < 19;

    private static final StackTraceElement[] NONE = {};

    private ThreadStacks() {}

    /** Of each of these threads, by identity. Of one that has ended or does not show it, an empty one. Never fails. */
    public static Map<Thread, Seen> of(Collection<Thread> threads) {
        Map<Thread, Seen> seen = new IdentityHashMap<>();
        List<Thread> some = new ArrayList<>();
        Set<Thread> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
        distinct.addAll(threads);
        for (Thread thread : distinct) {
            some.add(thread);
            if (some.size() == AT_ONCE) {
                take(some, seen);
                some.clear();
            }
        }
        take(some, seen);
        return seen;
    }

    private static void take(List<Thread> threads, Map<Thread, Seen> seen) {
        ThreadInfo[] infos = infos(threads.stream().mapToLong(ThreadStacks::id).toArray());
        for (int i = 0; i < infos.length; i++) {
            Thread thread = threads.get(i);
            ThreadInfo info = infos[i];
            // There is none of a virtual thread, and of one that has ended; a careless subclass may name another's id.
            boolean its = info != null && info.getThreadName().equals(thread.getName());
            StackTraceElement[] stack = its && TOGETHER ? info.getStackTrace() : alone(thread);
            seen.put(thread, new Seen(stack, its ? info.getWaitedCount() : -1));
        }
    }

    private static ThreadInfo[] infos(long[] ids) {
        try {
            return ids.length == 0
                    ? new ThreadInfo[0]
                    : ManagementFactory.getThreadMXBean().getThreadInfo(ids, TOGETHER ? Integer.MAX_VALUE : 0);
        } catch (RuntimeException e) {
            Messages.LOG.debug("The stacks of threads, together", e);
            return new ThreadInfo[ids.length];
        }
    }

    private static StackTraceElement[] alone(Thread thread) {
        try {
            return thread.isAlive() ? thread.getStackTrace() : NONE;
        } catch (RuntimeException | LinkageError e) {
            Messages.LOG.debug("The stack of " + thread.getName(), e);
            return NONE;
        }
    }

    @SuppressWarnings("deprecation") // Thread.threadId() is Java 19
    private static long id(Thread thread) {
        return thread.getId();
    }

    /**
     * One thread at that moment.
     *
     * @param stack the innermost frame first
     * @param waits how often it has waited so far; negative for a virtual thread, of which nobody keeps count
     */
    @SuppressWarnings("ArrayRecordComponent") // it is handed on, and compared by nobody
    public record Seen(StackTraceElement[] stack, long waits) {}
}
