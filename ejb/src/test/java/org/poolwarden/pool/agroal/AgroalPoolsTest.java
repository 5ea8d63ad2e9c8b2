package org.poolwarden.pool.agroal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Agroal's pools")
class AgroalPoolsTest {

    private static final String SUBSYSTEM = "jboss.as:subsystem=datasources-agroal";

    private final MBeanServer real = MBeanServerFactory.newMBeanServer();
    private final AtomicInteger walks = new AtomicInteger();
    private long now = 1;
    private final AgroalPools pools = new AgroalPools(counting(), () -> now);

    @Test
    @DisplayName("are never looked up on a server without that subsystem")
    void noSubsystem() {
        for (int i = 0; i < 100; i++) {
            now += AgroalPools.FRESH.toNanos();
            assertEquals(0, pools.list().size());
        }
        assertEquals(0, walks.get());
    }

    @Test
    @DisplayName("are looked up once a minute, however often they are listed")
    void cached() throws Exception {
        real.registerMBean(new Empty(), new ObjectName(SUBSYSTEM));
        for (int i = 0; i < 100; i++) {
            pools.list();
        }
        assertEquals(1, walks.get());

        now += AgroalPools.FRESH.toNanos() - 1;
        pools.list();
        assertEquals(1, walks.get(), "still fresh");

        now += 1;
        pools.list();
        pools.list();
        assertEquals(2, walks.get());
    }

    /** Counts what walks the whole model. */
    private MBeanServer counting() {
        return (MBeanServer) Proxy.newProxyInstance(
                MBeanServer.class.getClassLoader(), new Class<?>[] {MBeanServer.class}, (proxy, method, arguments) -> {
                    if (method.getName().startsWith("query")) {
                        walks.incrementAndGet();
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** An MBean of no attributes. */
    public interface EmptyMBean {}

    /** The same. */
    public static final class Empty implements EmptyMBean {}
}
