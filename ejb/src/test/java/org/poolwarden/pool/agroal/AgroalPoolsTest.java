package org.poolwarden.pool.agroal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.pool.PoolStatus;

@DisplayName("Agroal's pools")
class AgroalPoolsTest {

    private static final String SUBSYSTEM = "jboss.as:subsystem=datasources-agroal";

    private final MBeanServer real = MBeanServerFactory.newMBeanServer();
    private final AtomicInteger walks = new AtomicInteger();
    private long now = 1;
    private boolean broken;
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

    @Test
    @DisplayName("that cannot be read are listed without counts, and keep none of the others from being listed")
    void unreadable() throws Exception {
        real.registerMBean(new Empty(), new ObjectName(SUBSYSTEM));
        real.registerMBean(new Empty(), new ObjectName(SUBSYSTEM + ",datasource=Broken"));
        real.registerMBean(new Shop(), new ObjectName(SUBSYSTEM + ",xa-datasource=Shop"));
        assertEquals(
                Set.of(
                        new PoolStatus("Broken", PoolStatus.Kind.AGROAL, -1, -1, -1),
                        new PoolStatus("java:/shop", PoolStatus.Kind.AGROAL, 7, -1, -1)),
                Set.copyOf(pools.list()));
    }

    @Test
    @DisplayName("are those of the last look-up where the next one fails")
    void unreachable() throws Exception {
        real.registerMBean(new Empty(), new ObjectName(SUBSYSTEM));
        real.registerMBean(new Shop(), new ObjectName(SUBSYSTEM + ",datasource=Shop"));
        assertEquals(1, pools.list().size());
        broken = true;
        now += AgroalPools.FRESH.toNanos();
        assertEquals(1, pools.list().size());
    }

    /** Counts what walks the whole model. */
    private MBeanServer counting() {
        return (MBeanServer) Proxy.newProxyInstance(
                MBeanServer.class.getClassLoader(), new Class<?>[] {MBeanServer.class}, (proxy, method, arguments) -> {
                    if (method.getName().startsWith("query")) {
                        walks.incrementAndGet();
                        if (broken) {
                            throw new IllegalStateException("the server is stopping");
                        }
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** A pool as the management model shows it, with its statistics off. */
    public interface ShopMBean {
        /** As the model calls it. */
        String getjndiName();

        /** The same. */
        CompositeData getconnectionPool() throws OpenDataException;

        /** The same. */
        boolean isstatisticsEnabled();
    }

    /** The same. */
    public static final class Shop implements ShopMBean {
        @Override
        public String getjndiName() {
            return "java:/shop";
        }

        @Override
        public CompositeData getconnectionPool() throws OpenDataException {
            String[] keys = {"max-size"};
            CompositeType type = new CompositeType("pool", "sizes", keys, keys, new OpenType<?>[] {SimpleType.INTEGER});
            return new CompositeDataSupport(type, Map.of("max-size", 7));
        }

        @Override
        public boolean isstatisticsEnabled() {
            return false;
        }
    }

    /** An MBean of no attributes. */
    public interface EmptyMBean {}

    /** The same. */
    public static final class Empty implements EmptyMBean {}
}
