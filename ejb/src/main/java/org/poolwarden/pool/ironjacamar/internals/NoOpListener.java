package org.poolwarden.pool.ironjacamar.internals;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jboss.jca.adapters.jdbc.spi.listener.ConnectionListener;

/**
 * The listener that stays in a pool after an undeployment. The resource adapter reads its listener twice, once to check
 * that there is one and once to call it. If it became null in between, the close of an application would fail. This one
 * does nothing and consists of classes of the JDK and the adapter, so it keeps no class of Poolwarden in memory.
 */
final class NoOpListener {

    private NoOpListener() {}

    static ConnectionListener listener() {
        ClassLoader adapter = ConnectionListener.class.getClassLoader();
        Thread thread = Thread.currentThread();
        ClassLoader ours = thread.getContextClassLoader();
        thread.setContextClassLoader(adapter); // the JDK makes the class of the handler in the context's loader
        try {
            MethodHandle nothing = MethodHandles.dropArguments(
                    MethodHandles.constant(Object.class, null), 0, Object.class, Method.class, Object[].class);
            InvocationHandler handler = MethodHandleProxies.asInterfaceInstance(InvocationHandler.class, nothing);
            return (ConnectionListener)
                    Proxy.newProxyInstance(adapter, new Class<?>[] {ConnectionListener.class}, handler);
        } finally {
            thread.setContextClassLoader(ours);
        }
    }
}
