package org.poolwarden.pool.ironjacamar.reclaim;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.poolwarden.pool.PoolBusyException;
import org.poolwarden.pool.ironjacamar.internals.PoolSteps;

/**
 * The steps of one slot, in order, on the threads of its pool. A caller waits at most a quarter of a second
 * for a step, and not at all while the pool is known to hang. Safe for use by several threads.
 */
final class SlotSteps {

    /** For a step that has begun, which waits for nothing but a processor. */
    private static final Duration LONG = Duration.ofHours(1);

    private final PoolSteps pool;
    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

    SlotSteps(PoolSteps pool) {
        this.pool = pool;
    }

    /** Whether a step of this slot is not through, or none could begin now. */
    synchronized boolean isBusy() {
        return !last.isDone() || pool.isHanging();
    }

    /**
     * Does the step now or never.
     *
     * @param step calls its argument right before its first change, when it has nothing left to wait for
     * @throws PoolBusyException if the pool is busy; then the step changes nothing, now or later
     */
    <T> T now(Function<Runnable, T> step) {
        AtomicReference<Phase> phase = new AtomicReference<>(Phase.OPEN);
        Runnable begin = () -> {
            if (!phase.compareAndSet(Phase.OPEN, Phase.BEGUN)) {
                throw new CancellationException();
            }
        };
        if (pool.isHanging()) {
            throw new PoolBusyException(pool.obstacle());
        }
        CompletableFuture<T> result = queue(() -> phase.get() == Phase.GIVEN_UP ? null : step.apply(begin));
        try {
            return await(result, pool.moment());
        } catch (PoolBusyException busy) {
            if (phase.compareAndSet(Phase.OPEN, Phase.GIVEN_UP)) {
                throw busy;
            }
            return await(result, LONG); // it has begun, and waits for nothing any more
        }
    }

    /**
     * Queues a step, which is done as soon as the pool allows it.
     *
     * @return completes with the step
     */
    synchronized <T> CompletableFuture<T> queue(Supplier<T> step) {
        CompletableFuture<T> next = last.handleAsync((before, failure) -> step.get(), pool);
        last = next;
        return next;
    }

    /**
     * Waits a moment for a queued step.
     *
     * @throws PoolBusyException if it is not through; it will be done all the same
     */
    <T> T await(CompletableFuture<T> step) {
        return await(step, pool.isHanging() ? Duration.ZERO : pool.moment());
    }

    /** It also waits on an interrupted thread, as at an undeployment, because the fence has to be removed then. */
    private <T> T await(CompletableFuture<T> step, Duration patience) {
        boolean interrupted = false;
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (true) {
                try {
                    return step.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (TimeoutException e) {
            throw new PoolBusyException(pool.obstacle());
        } catch (ExecutionException e) {
            throw unwrapped(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException unwrapped(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException exception ? exception : new IllegalStateException(cause);
    }

    private enum Phase {
        OPEN,
        BEGUN,
        GIVEN_UP
    }
}
