package org.poolwarden.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each stack from the innermost frame outwards; {@code juc} is {@code java.util.concurrent}. */
@DisplayName("A stack")
class IdleThreadsTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
        true  | jdk.internal.misc.Unsafe.park juc.locks.LockSupport.park juc.LinkedBlockingQueue.take juc.ThreadPoolExecutor.getTask juc.ThreadPoolExecutor.runWorker
        true  | jdk.internal.misc.Unsafe.park juc.locks.LockSupport.parkNanos juc.SynchronousQueue$TransferStack.transfer juc.ThreadPoolExecutor.getTask
        true  | juc.locks.AbstractQueuedSynchronizer$ConditionObject.await juc.ScheduledThreadPoolExecutor$DelayedWorkQueue.take juc.ThreadPoolExecutor.getTask
        true  | jdk.internal.misc.Unsafe.park juc.locks.LockSupport.park juc.ForkJoinPool.awaitWork juc.ForkJoinPool.runWorker
        true  | jdk.internal.misc.Unsafe.park juc.locks.LockSupport.park org.jboss.threads.EnhancedQueueExecutor$PoolThreadNode.park org.jboss.threads.EnhancedQueueExecutor$ThreadBody.run
        true  | jdk.internal.misc.Unsafe.park juc.locks.LockSupport.parkNanos org.jboss.threads.EnhancedQueueExecutor$ThreadBody.run java.lang.Thread.run
        true  | java.lang.Object.wait java.util.TimerThread.mainLoop java.util.TimerThread.run
        false | jdk.internal.misc.Unsafe.park juc.locks.LockSupport.park juc.LinkedBlockingQueue.take shop.Mailbox.next juc.ThreadPoolExecutor.runWorker
        false | java.lang.Object.wait shop.Cart.pay org.jboss.threads.EnhancedQueueExecutor$ThreadBody.run
        false | juc.ThreadPoolExecutor.getTask juc.ThreadPoolExecutor.runWorker
        false | shop.Cart.pay juc.ThreadPoolExecutor.getTask
        false | jdk.internal.misc.Unsafe.park juc.locks.LockSupport.park
        """)
    @DisplayName("is idle only if nothing but waiting lies between it and the place where its pool waits")
    void idle(boolean expected, String stack) {
        StackTraceElement[] elements = java.util.Arrays.stream(stack.split(" "))
                .map(frame -> frame.replace("juc.", "java.util.concurrent."))
                .map(frame -> new StackTraceElement(
                        frame.substring(0, frame.lastIndexOf('.')),
                        frame.substring(frame.lastIndexOf('.') + 1),
                        null,
                        -1))
                .toArray(StackTraceElement[]::new);
        assertEquals(expected, IdleThreads.isIdle(elements));
    }
}
