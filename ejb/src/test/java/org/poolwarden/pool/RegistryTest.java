package org.poolwarden.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Set;
import org.jboss.jca.adapters.jdbc.spi.listener.ConnectionListener;
import org.jboss.jca.core.api.management.DataSource;
import org.jboss.jca.core.api.management.ManagementRepository;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.pool.RealPool.Kind;

@DisplayName("The server's pools")
class RegistryTest {

    @Test
    @DisplayName("come and go: a pool that was removed has its own listener back, though its factory lives on")
    void removed() throws ReflectiveOperationException {
        Internals internals = new Internals();
        ManagementRepository server = new ManagementRepository();
        Registry registry = new Registry(() -> server, internals, new TrackingMode(Set.of(), Tracking.SITES));
        try (RealPool pool = new RealPool(Kind.values()[0])) {
            ConnectionListener before = internals.plugin(pool.factory);
            DataSource dataSource = new DataSource(false);
            dataSource.setJndiName("java:jboss/datasources/ShopDS");
            dataSource.setPool(pool.pool);
            server.getDataSources().add(dataSource);

            assertEquals(1, registry.refresh().size());
            assertNotSame(before, internals.plugin(pool.factory));

            server.getDataSources().remove(dataSource);
            assertEquals(0, registry.refresh().size());
            assertSame(before, internals.plugin(pool.factory));
        }
    }
}
