package org.poolwarden.jmx.open;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

/**
 * Runs what it is given one after the other, on a thread of the JDK's own pool and with nothing of ours on its stack.
 * For notifications: who hears them from far away is served by a thread that the server makes just then, and a thread
 * keeps the code that was on the stack when it was made (its access control context) for as long as it lives.
 */
final class SequentialExecutor implements Executor {

    /** By its method: given the pool itself, CompletableFuture makes a thread of its own on a machine of two cores. */
    private final Executor threads =
            ForkJoinPool.getCommonPoolParallelism() > 0 ? ForkJoinPool.commonPool()::execute : Runnable::run;

    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    /** What the one before has thrown is no matter of the next. */
    @Override
    public synchronized void execute(Runnable work) {
        last = last.exceptionally(thrown -> null).thenRunAsync(work, threads);
    }
}
