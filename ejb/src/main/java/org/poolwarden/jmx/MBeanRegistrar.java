package org.poolwarden.jmx;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutionException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectInstance;
import javax.management.ObjectName;
import org.poolwarden.threads.NeutralStack;

/**
 * Registers and unregisters MBeans by a {@link NeutralStack}, because the server notifies remote listeners during the
 * call, and may create a thread for that. Safe for use by several threads.
 */
public final class MBeanRegistrar {

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
        try {
            NeutralStack.call(bound);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof JMException refused) {
                throw refused;
            }
            throw new IllegalStateException(e.getCause());
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
