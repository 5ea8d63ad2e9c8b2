package org.poolwarden.pool.tracking;

import java.util.List;
import java.util.Set;
import org.poolwarden.pool.site.CallSite.Frame;

/** Tells a thread that waits in its pool for work from one that works, or waits inside its work. */
public final class IdleThreads {

    /** Where the pools of the JDK and of WildFly wait for the next task. */
    private static final Set<String> PLACES = Set.of(
            "java.util.concurrent.ThreadPoolExecutor.getTask",
            "java.util.concurrent.ForkJoinPool.awaitWork",
            "java.util.TimerThread.mainLoop",
            "org.jboss.threads.EnhancedQueueExecutor$ThreadBody.run",
            "org.jboss.threads.EnhancedQueueExecutor.runThreadBody");

    /** What lies above such a place on a waiting thread's stack. */
    private static final List<String> WAITS = List.of(
            "jdk.internal.misc.Unsafe.",
            "sun.misc.Unsafe.",
            "java.lang.VirtualThread.",
            "jdk.internal.misc.VirtualThreads.",
            "java.lang.System$",
            "java.lang.Object.wait",
            "java.util.concurrent.locks.",
            "java.util.concurrent.ForkJoinPool.managedBlock",
            "java.util.concurrent.ForkJoinPool.unmanagedBlock",
            "java.util.concurrent.SynchronousQueue",
            "java.util.concurrent.LinkedTransferQueue",
            "java.util.concurrent.LinkedBlockingQueue",
            "java.util.concurrent.LinkedBlockingDeque",
            "java.util.concurrent.ArrayBlockingQueue",
            "java.util.concurrent.PriorityBlockingQueue",
            "java.util.concurrent.DelayQueue",
            "java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue",
            "org.jboss.threads.EnhancedQueueExecutor$PoolThreadNode.");

    private static final List<String> SLEEPS =
            List.of("java.lang.Thread.sleep", "java.util.concurrent.TimeUnit.sleep", "java.lang.VirtualThread.");

    private IdleThreads() {}

    /** How many of the innermost frames do nothing but wait for other threads. */
    static int waits(List<Frame> stack) {
        return leading(stack, WAITS);
    }

    /** How many of the innermost frames do nothing but let time pass. */
    static int sleeps(List<Frame> stack) {
        return leading(stack, SLEEPS);
    }

    private static int leading(List<Frame> stack, List<String> prefixes) {
        int count = 0;
        while (count < stack.size()
                && prefixes.stream().anyMatch(stack.get(count).method()::startsWith)) {
            count++;
        }
        return count;
    }

    /** @param stack the innermost frame first */
    public static boolean isIdle(StackTraceElement[] stack) {
        for (int i = 0; i < stack.length; i++) {
            String method = stack[i].getClassName() + "." + stack[i].getMethodName();
            if (PLACES.contains(method)) {
                return i > 0;
            }
            if (WAITS.stream().noneMatch(method::startsWith)) {
                return false;
            }
        }
        return false;
    }
}
