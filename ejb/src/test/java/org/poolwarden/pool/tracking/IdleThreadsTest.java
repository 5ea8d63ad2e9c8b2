package org.poolwarden.pool.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each stack from the innermost frame outwards; juc is java.util.concurrent, EQE the pool of WildFly's workers. */
@DisplayName("A stack")
class IdleThreadsTest {

    private static final String PARK = "jdk.internal.misc.Unsafe.park juc.locks.LockSupport.park";
    private static final String NANOS = PARK + "Nanos";
    private static final String AWAIT = "juc.locks.AbstractQueuedSynchronizer$ConditionObject.await";

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
        true  | PARK juc.LinkedBlockingQueue.take juc.ThreadPoolExecutor.getTask juc.ThreadPoolExecutor.runWorker
        true  | NANOS juc.SynchronousQueue$TransferStack.transfer juc.ThreadPoolExecutor.getTask
        true  | AWAIT juc.ScheduledThreadPoolExecutor$DelayedWorkQueue.take juc.ThreadPoolExecutor.getTask
        true  | PARK juc.ForkJoinPool.awaitWork juc.ForkJoinPool.runWorker
        true  | PARK EQE$PoolThreadNode.park EQE$ThreadBody.run
        true  | NANOS EQE$ThreadBody.run java.lang.Thread.run
        true  | juc.locks.LockSupport.park EQE$PoolThreadNode.park EQE.runThreadBody EQE$ThreadBody.run
        false | java.lang.Object.wait shop.Cart.pay EQE$Task.run EQE.runThreadBody
        true  | java.lang.Object.wait java.util.TimerThread.mainLoop java.util.TimerThread.run
        false | PARK juc.LinkedBlockingQueue.take shop.Mailbox.next juc.ThreadPoolExecutor.runWorker
        false | java.lang.Object.wait shop.Cart.pay EQE$ThreadBody.run
        false | juc.ThreadPoolExecutor.getTask juc.ThreadPoolExecutor.runWorker
        false | shop.Cart.pay juc.ThreadPoolExecutor.getTask
        false | PARK
        """)
    @DisplayName("is idle only if nothing but waiting lies between it and the place where its pool waits")
    void idle(boolean expected, String stack) {
        StackTraceElement[] elements = Arrays.stream(stack.replace("PARK", PARK)
                        .replace("NANOS", NANOS)
                        .replace("AWAIT", AWAIT)
                        .split(" "))
                .map(frame -> frame.replace("juc.", "java.util.concurrent.")
                        .replace("EQE", "org.jboss.threads.EnhancedQueueExecutor"))
                .map(frame -> new StackTraceElement(
                        frame.substring(0, frame.lastIndexOf('.')),
                        frame.substring(frame.lastIndexOf('.') + 1),
                        null,
                        -1))
                .toArray(StackTraceElement[]::new);
        assertEquals(expected, IdleThreads.isIdle(elements));
    }
}
