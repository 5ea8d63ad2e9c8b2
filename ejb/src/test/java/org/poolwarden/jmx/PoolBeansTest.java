package org.poolwarden.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.contract.Entity;
import org.poolwarden.jmx.open.OpenTypes;
import org.poolwarden.mapping.PoolMapper;
import org.poolwarden.pool.PoolStatus;

@DisplayName("The MBeans of the pools")
class PoolBeansTest {

    private static final ObjectName SHOP = PoolJmx.name("java:/ShopDS");

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final FakeWarden warden = new FakeWarden();
    private final PoolBeans beans =
            new PoolBeans(new ManagementContext(warden, new FakeFleet(), "1.0"), new MBeanRegistrar(server));

    @Test
    @DisplayName("come and go with the pools, and stay away once closed")
    void follow() {
        beans.follow(warden.pools);
        beans.follow(warden.pools);
        assertTrue(server.isRegistered(SHOP));
        assertEquals("org.poolwarden:type=DataSource,name=\"java:/ShopDS\"", SHOP.toString());

        beans.follow(List.of(new PoolStatus("java:/Other", PoolStatus.Kind.XA, 1, 0, 1)));
        assertFalse(server.isRegistered(SHOP));
        assertTrue(server.isRegistered(PoolJmx.name("java:/Other")));

        beans.close();
        beans.follow(warden.pools);
        assertEquals(List.of(), List.copyOf(server.queryNames(SHOP, null)));
        assertFalse(server.isRegistered(PoolJmx.name("java:/Other")));
    }

    @Test
    @DisplayName("count what is checked out now, and say of the rest when the scan was")
    void attributes() throws Exception {
        beans.follow(warden.pools);

        assertEquals(3, server.getAttribute(SHOP, "InUse"));
        assertNull(server.getAttribute(SHOP, "LeaseCount"));
        warden.last = warden.scan();
        assertEquals(1, server.getAttribute(SHOP, "LeaseCount"));
        assertNull(server.getAttribute(SHOP, "LeakedCount"), "its only lease is not judged");
        CompositeData list = (CompositeData) server.invoke(SHOP, "listLeases", null, null);
        assertEquals(false, list.get("complete"));
        assertEquals(1, ((TabularData) list.get("items")).size());
        warden.pools.clear();
        assertNull(server.getAttribute(SHOP, "InUse"), "a pool that has just gone");
    }

    @Test
    @DisplayName("tell how many threads wait for a checkout, and nothing where that is not known")
    void waitingThreads() throws Exception {
        beans.follow(warden.pools);
        assertNull(server.getAttribute(SHOP, "WaitingThreads"));

        warden.pools.set(0, new PoolStatus("java:/ShopDS", PoolStatus.Kind.LOCAL, 20, 20, 0, 4));

        assertEquals(4, server.getAttribute(SHOP, "WaitingThreads"));
        assertEquals(
                4,
                OpenTypes.of(Entity.POOL)
                        .row(PoolMapper.of(warden.pools.get(0)))
                        .get("waitingThreads"));
    }

    @Test
    @DisplayName("say nothing of leases where these cannot be read, though there was a scan")
    void unreadableLeases() throws Exception {
        warden.last = warden.scan();
        warden.pools.set(0, new PoolStatus("java:/ShopDS", PoolStatus.Kind.AGROAL, 20, -1, -1));
        beans.follow(warden.pools);

        for (String unknown : List.of("InUse", "Available", "LeaseCount", "LeakedCount", "OldestLeaseSeconds")) {
            assertNull(server.getAttribute(SHOP, unknown), unknown);
        }
        assertEquals(20, server.getAttribute(SHOP, "MaxPoolSize"));
        assertEquals(new Date(0), server.getAttribute(SHOP, "LastScanTime"));
    }

    @Test
    @DisplayName("all go on closing, and those that can be registered come, though the server breaks on one of them")
    void brokenServer() {
        PoolStatus first = new PoolStatus("java:/A", PoolStatus.Kind.LOCAL, 1, 0, 1);
        PoolStatus second = new PoolStatus("java:/B", PoolStatus.Kind.LOCAL, 1, 0, 1);
        PoolStatus third = new PoolStatus("java:/C", PoolStatus.Kind.LOCAL, 1, 0, 1);
        Set<String> broken = new HashSet<>(Set.of("registerMBean java:/A", "unregisterMBean java:/B"));
        MBeanServer breaking = (MBeanServer) Proxy.newProxyInstance(
                MBeanServer.class.getClassLoader(), new Class<?>[] {MBeanServer.class}, (proxy, method, arguments) -> {
                    ObjectName name = (ObjectName) arguments[arguments.length - 1];
                    if (broken.contains(method.getName() + " " + ObjectName.unquote(name.getKeyProperty("name")))) {
                        throw new IllegalArgumentException("broken on purpose");
                    }
                    return method.invoke(server, arguments);
                });
        PoolBeans pools =
                new PoolBeans(new ManagementContext(warden, new FakeFleet(), "1.0"), new MBeanRegistrar(breaking));

        pools.follow(List.of(first, second, third));
        assertTrue(server.isRegistered(PoolJmx.name("java:/B")));
        assertTrue(server.isRegistered(PoolJmx.name("java:/C")));
        pools.close();

        assertFalse(server.isRegistered(PoolJmx.name("java:/C")));
    }

    @Test
    @DisplayName("describe everything")
    void described() throws Exception {
        beans.follow(warden.pools);

        Described.check(server.getMBeanInfo(SHOP));
    }
}
