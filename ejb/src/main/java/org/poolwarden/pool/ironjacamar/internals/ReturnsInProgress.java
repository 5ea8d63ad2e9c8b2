package org.poolwarden.pool.ironjacamar.internals;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.poolwarden.pool.PoolBusyException;

/**
 * Waits for the returns to a pool that have begun already. Before IronJacamar 3.0.13 a return holds no lock between the
 * moment when it finds its entry in the pool's map and the moment when it takes the permit from it. Who has removed the
 * entry is alone with it as soon as every thread has been seen outside of that part of a return: a return that begins
 * later finds no entry.
 */
final class ReturnsInProgress {

    private static final long PATIENCE_MILLIS = 2_000;

    /** Between two looks, and at least once, for virtual threads, which a dump does not show. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final String RETURN = "returnConnection";

    /** What a return calls when it has taken the permit. */
    private static final Set<String> AFTERWARDS = Set.of(
            "destroy", "release", "toPool", "removeConnectionListenerFromPool", "doRemoveConnectionListenerFromPool");

    private ReturnsInProgress() {}

    /**
     * Waits until no thread is any more in the first part of a return that began before this call.
     *
     * @param pool the kind of managed pool
     * @throws PoolBusyException if a return does not go on; it may be one of another connection
     */
    static void await(Class<?> pool) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        long[] returning = returning(threads.dumpAllThreads(false, false), pool);
        do {
            LockSupport.parkNanos(PAUSE_NANOS);
            if (returning.length > 0) {
                returning = returning(threads.getThreadInfo(returning, Integer.MAX_VALUE), pool);
            }
        } while (returning.length > 0 && System.nanoTime() < deadline);
        if (returning.length > 0) {
            ThreadInfo one = threads.getThreadInfo(returning[0]);
            throw new PoolBusyException(
                    one == null
                            ? "a return was under way"
                            : "thread \"" + one.getThreadName() + "\" is returning to it");
        }
    }

    private static long[] returning(ThreadInfo[] infos, Class<?> pool) {
        return Arrays.stream(infos)
                .filter(info -> info != null && mayTakePermit(info.getStackTrace(), pool.getName()))
                .mapToLong(ThreadInfo::getThreadId)
                .toArray();
    }

    /** Whether a thread is inside a return, and perhaps not yet past the permit. */
    static boolean mayTakePermit(StackTraceElement[] stack, String pool) {
        for (int i = 0; i < stack.length; i++) {
            if (stack[i].getMethodName().equals(RETURN)
                    && stack[i].getClassName().equals(pool)) {
                return i == 0 || !AFTERWARDS.contains(stack[i - 1].getMethodName());
            }
        }
        return false;
    }
}
