package org.poolwarden.jmx;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectInstance;
import javax.management.ObjectName;

/**
 * Puts MBeans into the server and takes them away with nothing of ours on the stack: the server tells those who listen
 * from far away in the middle of the call, by a thread that it makes just then, and a thread keeps the code that was on
 * the stack when it was made (its access control context) for as long as it lives. So what calls is the JDK alone: a
 * bound method handle, on a thread of its own pool. It is here because method handles are. For several threads.
 */
public final class MBeanRegistrar {

    /** The common pool may be busy with the work of others; an undeployment does not wait for that. */
    private static final long PATIENCE_SECONDS = 5;

    private static final MethodHandle REGISTER = handle("registerMBean", ObjectInstance.class, Object.class);
    private static final MethodHandle UNREGISTER = handle("unregisterMBean", void.class);

    private final MBeanServer server;

    public MBeanRegistrar(MBeanServer server) {
        this.server = server;
    }

    /** As the server's own registerMBean, whose refusals it throws. */
    public void register(Object bean, ObjectName name) throws JMException {
        call(MethodHandles.insertArguments(REGISTER, 0, server, bean, name));
    }

    /** As the server's own unregisterMBean, whose refusals it throws. */
    public void unregister(ObjectName name) throws JMException {
        call(MethodHandles.insertArguments(UNREGISTER, 0, server, name));
    }

    private static void call(MethodHandle bound) throws JMException {
        FutureTask<?> task = new FutureTask<>(callable(bound));
        if (ForkJoinPool.getCommonPoolParallelism() > 0) {
            ForkJoinPool.commonPool().execute(task);
        } else {
            task.run();
        }
        try {
            await(task);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof JMException refused) {
                throw refused;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Here and now after all, if nobody has begun it in time. */
    private static void await(FutureTask<?> task) throws ExecutionException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                    return;
                } catch (TimeoutException e) {
                    task.run();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Made in the JDK's class loader, so that its class is none of ours. */
    private static Callable<?> callable(MethodHandle bound) {
        Thread current = Thread.currentThread();
        ClassLoader context = current.getContextClassLoader();
        current.setContextClassLoader(null);
        try {
            return MethodHandleProxies.asInterfaceInstance(Callable.class, bound);
        } finally {
            current.setContextClassLoader(context);
        }
    }

    private static MethodHandle handle(String name, Class<?> result, Class<?>... before) {
        MethodType type = MethodType.methodType(result, before).appendParameterTypes(ObjectName.class);
        try {
            return MethodHandles.publicLookup().findVirtual(MBeanServer.class, name, type);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
