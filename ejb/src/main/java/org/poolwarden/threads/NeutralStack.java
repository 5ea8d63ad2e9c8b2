package org.poolwarden.threads;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls somebody else's code with no class of Poolwarden on the stack. A thread keeps the code that was on the stack
 * when it was created (its access control context) as long as it lives, and a driver or a server may create one during
 * the call that never ends: it would keep our classes in memory after an undeployment. Therefore only the JDK calls, by
 * a bound method handle on a thread of a pool of the JDK's that exists for this call. Safe for use by several threads.
 */
public final class NeutralStack {

    private static final long LOOKS_AGAIN_MILLIS = 500;

    private NeutralStack() {}

    /**
     * Calls, and waits for the end of the call. An interrupt changes nothing, and stays set.
     *
     * @param bound takes nothing more
     * @return what the call returned
     * @throws ExecutionException with what the call threw as its cause
     */
    public static Object call(MethodHandle bound) throws ExecutionException {
        return call(bound, false);
    }

    /** The same; but an interrupt is handed on to the call, which may then throw, and stays set. */
    public static Object callInterruptibly(MethodHandle bound) throws ExecutionException {
        return call(bound, true);
    }

    private static Object call(MethodHandle bound, boolean interruptibly) throws ExecutionException {
        FutureTask<Object> task = new FutureTask<>(callable(bound));
        ForkJoinPool thread = new ForkJoinPool(1);
        try {
            begin(thread, task);
            return await(task, interruptibly ? thread : null);
        } finally {
            thread.shutdownNow();
        }
    }

    /** That no thread can be created is no fault of the call, which has not begun. */
    private static void begin(ForkJoinPool thread, FutureTask<Object> task) throws ExecutionException {
        try {
            thread.execute(task);
        } catch (OutOfMemoryError e) {
            throw new ExecutionException(new RejectedExecutionException("there is no thread to call on", e));
        }
    }

    /** @param interruptible null if an interrupt is not handed on */
    private static Object await(Future<Object> task, ForkJoinPool interruptible) throws ExecutionException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get(LOOKS_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    if (interruptible != null && interruptible.isTerminated() && !task.isDone()) {
                        throw new ExecutionException(new InterruptedException("interrupted before the call began"));
                    }
                } catch (InterruptedException e) {
                    interrupted = true;
                    if (interruptible != null) {
                        interruptible.shutdownNow(); // what the call returns all the same is not lost
                    }
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A callable whose class belongs to the JDK's class loader. */
    @SuppressWarnings("unchecked") // the interface is the one that was asked for
    private static Callable<Object> callable(MethodHandle bound) {
        Thread current = Thread.currentThread();
        ClassLoader context = current.getContextClassLoader();
        current.setContextClassLoader(null);
        try {
            return MethodHandleProxies.asInterfaceInstance(Callable.class, bound);
        } finally {
            current.setContextClassLoader(context);
        }
    }
}
