package org.poolwarden.pool.ironjacamar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.lang.ref.Reference;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.jca.adapters.jdbc.spi.listener.ConnectionListener;
import org.jboss.jca.core.api.management.DataSource;
import org.jboss.jca.core.api.management.ManagementRepository;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.pool.Tracking;
import org.poolwarden.pool.ironjacamar.RealPool.Kind;
import org.poolwarden.pool.ironjacamar.internals.Internals;
import org.poolwarden.pool.site.SiteReader;
import org.poolwarden.pool.tracking.TrackingMode;

@DisplayName("The server's pools")
class RegistryTest {

    private final Internals internals;
    private final ManagementRepository server = new ManagementRepository();
    private final Registry registry;
    private final OlderConnections older;

    RegistryTest() throws ReflectiveOperationException {
        internals = new Internals();
        TrackingMode tracking = new TrackingMode(Set.of(), Tracking.SITES, new SiteReader(module -> null, 1024));
        registry = new Registry(() -> server, internals, tracking);
        older = new OlderConnections(tracking.questions(), System::nanoTime);
    }

    @Test
    @DisplayName("come and go: a pool that was removed has its own listener back, though its factory lives on")
    void removed() {
        try (RealPool pool = new RealPool(Kind.values()[0])) {
            ConnectionListener before = internals.plugin(pool.factory);
            DataSource dataSource = add(pool);

            assertEquals(1, registry.refresh().size());
            assertNotSame(before, internals.plugin(pool.factory));

            server.getDataSources().remove(dataSource);
            assertEquals(0, registry.refresh().size());
            assertSame(before, internals.plugin(pool.factory));
        }
    }

    @Test
    @DisplayName("that go while they are read have no leases any more")
    void goneMeanwhile() throws SQLException {
        try (RealPool pool = new RealPool(Kind.values()[0])) {
            pool.borrow();
            assertEquals(1, new Leases().read(List.of(pool.managed)).size());
            pool.managed.untrack();

            assertEquals(List.of(), new Leases().read(List.of(pool.managed)));
        }
    }

    @Test
    @DisplayName("have their own listener back when all is closed, and keep it though a late scan comes")
    void closed() {
        try (RealPool pool = new RealPool(Kind.values()[0])) {
            ConnectionListener before = internals.plugin(pool.factory);
            add(pool);
            assertEquals(1, registry.refresh().size());

            registry.close();
            assertSame(before, internals.plugin(pool.factory));
            assertEquals(0, registry.refresh().size());
            assertSame(before, internals.plugin(pool.factory));
        }
    }

    @Test
    @DisplayName("when all is closed are not taken for pools without connections: no session is an orphan by that")
    void unknownWhenClosed() {
        Connections connections = new Connections(older, Tracking.SITES);
        registry.close();
        assertNotNull(connections.of(registry, List.of(), null).unknown());
    }

    @Test
    @DisplayName("of which one can be counted only leave a connection unknown")
    void unknownWhenCounted() {
        Connections connections = new Connections(older, Tracking.SITES);
        assertNull(connections.of(registry, List.of(), null).unknown());
        PoolStatus agroal = new PoolStatus("java:/agroal", PoolStatus.Kind.AGROAL, 9, 1, 8);
        assertEquals(
                "the connections of java:/agroal can be counted only",
                new Connections(older, Tracking.SITES)
                        .of(registry, List.of(agroal), null)
                        .unknown());
    }

    @Test
    @DisplayName("of which recovery has a connection that does not tell its session leave a connection unknown")
    void unknownOutsideTheSlots() throws Exception {
        try (RealPool pool = new RealPool(Kind.values()[0])) {
            add(pool);
            registry.refresh();
            assertNull(connections(), "nothing is open");
            Connection recovery = (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (self, method, arguments) -> {
                        if (method.getName().equals("isWrapperFor")) {
                            return false;
                        }
                        throw new SQLException("a transient failure");
                    });
            internals.plugin(pool.factory).activated(recovery);

            assertEquals(
                    "a connection of java:jboss/datasources/ShopDS is inside a call, or its driver has not revealed its"
                            + " session",
                    connections());
            Reference.reachabilityFence(recovery);
        }
    }

    @Test
    @DisplayName("of which a driver raises an error at the checkout are said not to tell their sessions")
    void unreadable() throws Exception {
        try (RealPool pool = new RealPool(Kind.values()[0])) {
            FakeDatabase.FakeConnection borrowed = FakeDatabase.behind(pool.borrow());
            borrowed.at = call -> {
                if (call.equals("getMetaData") || call.equals("isWrapperFor")) {
                    throw new SQLException("a transient failure");
                }
            };
            add(pool);
            registry.refresh();
            internals.plugin(pool.factory).activated(borrowed.proxy);

            Map<String, String> unreadable = new Connections(older, Tracking.SITES)
                    .of(registry, List.of(), null)
                    .unreadable();

            assertEquals(
                    Map.of(
                            "java:jboss/datasources/ShopDS",
                            "its driver raised an error when it was asked (PWARDEN0105)"),
                    unreadable);
        }
    }

    private String connections() {
        return new Connections(older, Tracking.SITES)
                .of(registry, List.of(), null)
                .unknown();
    }

    private DataSource add(RealPool pool) {
        DataSource dataSource = new DataSource(false);
        dataSource.setJndiName("java:jboss/datasources/ShopDS");
        dataSource.setPool(pool.pool);
        server.getDataSources().add(dataSource);
        return dataSource;
    }
}
