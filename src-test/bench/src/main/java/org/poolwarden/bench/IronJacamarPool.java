package org.poolwarden.bench;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.TransactionSupport.TransactionSupportLevel;
import java.util.Set;
import javax.sql.DataSource;
import org.jboss.jca.adapters.jdbc.local.LocalManagedConnectionFactory;
import org.jboss.jca.adapters.jdbc.spi.listener.ConnectionListener;
import org.jboss.jca.common.api.metadata.common.FlushStrategy;
import org.jboss.jca.core.api.connectionmanager.pool.PoolConfiguration;
import org.jboss.jca.core.connectionmanager.ConnectionManagerFactory;
import org.jboss.jca.core.connectionmanager.ccm.CachedConnectionManagerImpl;
import org.jboss.jca.core.connectionmanager.pool.api.Pool;
import org.jboss.jca.core.connectionmanager.pool.api.PoolFactory;
import org.jboss.jca.core.connectionmanager.pool.api.PoolStrategy;
import org.jboss.jca.core.connectionmanager.pool.mcp.SemaphoreConcurrentLinkedDequeManagedConnectionPool;
import org.jboss.jca.core.tx.noopts.TransactionIntegrationImpl;
import org.poolwarden.pool.ironjacamar.internals.Internals;
import org.poolwarden.pool.tracking.NullDriver;

/** WildFly's kind of pool, outside of a server and without transactions. */
final class IronJacamarPool implements OpenPool {

    /** Null without. */
    private final CachedConnectionManagerImpl components;

    private final DataSource dataSource;
    private final Pool pool;

    private IronJacamarPool(ConnectionListener listener, CachedConnectionManagerImpl components)
            throws ResourceException, ReflectiveOperationException {
        this.components = components;
        LocalManagedConnectionFactory factory = new LocalManagedConnectionFactory();
        factory.setDriverClass(NullDriver.class.getName());
        factory.setConnectionURL(NullDriver.URL);
        factory.setUserName("bench");
        factory.setPassword("bench");
        PoolConfiguration configuration = new PoolConfiguration();
        configuration.setMinSize(CONNECTIONS);
        configuration.setMaxSize(CONNECTIONS);
        pool = new PoolFactory()
                .create(
                        PoolStrategy.ONE_POOL,
                        factory,
                        configuration,
                        false,
                        true,
                        SemaphoreConcurrentLinkedDequeManagedConnectionPool.class.getName());
        pool.setName("bench");
        var manager = new ConnectionManagerFactory()
                .createNonTransactional(
                        TransactionSupportLevel.NoTransaction,
                        pool,
                        null,
                        null,
                        components != null,
                        components,
                        true,
                        false,
                        false,
                        null,
                        FlushStrategy.FAILING_CONNECTION_ONLY,
                        0,
                        0L);
        if (listener != null) {
            new Internals().plugin(factory, listener);
        }
        dataSource = (DataSource) factory.createConnectionFactory(manager);
    }

    /** @param listener null for none */
    static OpenPool with(ConnectionListener listener) throws ResourceException, ReflectiveOperationException {
        return new IronJacamarPool(listener, null);
    }

    /** With the server's account of what each component has open. */
    static OpenPool withComponents(boolean debug) throws ResourceException, ReflectiveOperationException {
        var components = new CachedConnectionManagerImpl(new TransactionIntegrationImpl(null, null, null, null, null));
        components.setDebug(debug);
        return new IronJacamarPool(null, components);
    }

    @Override
    public DataSource dataSource() {
        return dataSource;
    }

    @Override
    public void enter() throws ResourceException {
        if (components != null) {
            components.pushMetaAwareObject(new Object(), Set.of());
        }
    }

    @Override
    public void leave() throws ResourceException {
        if (components != null) {
            components.popMetaAwareObject(Set.of());
        }
    }

    @Override
    public void close() {
        pool.shutdown();
    }
}
