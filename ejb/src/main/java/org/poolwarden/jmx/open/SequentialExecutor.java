package org.poolwarden.jmx.open;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

/**
 * Runs tasks one after the other, on a thread of the JDK's pool and with no class of Poolwarden below them on the
 * stack. It sends notifications: the server may create a thread to serve remote listeners, and a thread keeps the code
 * that was on the stack when it was created (its access control context) as long as it lives.
 */
final class SequentialExecutor implements Executor {

    /** By its method: given the pool itself, CompletableFuture makes a thread of its own on a machine of two cores. */
    private final Executor threads =
            ForkJoinPool.getCommonPoolParallelism() > 0 ? ForkJoinPool.commonPool()::execute : Runnable::run;

    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    /** Queues a task. An exception of one task does not affect the next one. */
    @Override
    public synchronized void execute(Runnable work) {
        last = last.exceptionally(thrown -> null).thenRunAsync(work, threads);
    }
}
