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
 * Registers and unregisters MBeans with no class of Poolwarden on the stack. During the call the server notifies remote
 * listeners, and may create a thread for that. A thread keeps the code that was on the stack when it was created (its
 * access control context) as long as it lives. Therefore only the JDK calls: a bound method handle on a thread of the
 * JDK's pool. Safe for use by several threads.
 */
public final class MBeanRegistrar {

    /** How long to wait for the common pool, which may be busy. An undeployment must not wait longer. */
    private static final long PATIENCE_SECONDS = 5;

    private static final MethodHandle REGISTER = handle("registerMBean", ObjectInstance.class, Object.class);
    private static final MethodHandle UNREGISTER = handle("unregisterMBean", void.class);

    private final MBeanServer server;

    /** Registers nothing yet. */
    public MBeanRegistrar(MBeanServer server) {
        this.server = server;
    }

    /** Registers an MBean. Throws what the server's registerMBean throws. */
    public void register(Object bean, ObjectName name) throws JMException {
        call(MethodHandles.insertArguments(REGISTER, 0, server, bean, name));
    }

    /** Unregisters an MBean. Throws what the server's unregisterMBean throws. */
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

    /** Waits for the task. If nobody has begun it in time, it is run on this thread. */
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

    /** A callable whose class belongs to the JDK's class loader. */
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
