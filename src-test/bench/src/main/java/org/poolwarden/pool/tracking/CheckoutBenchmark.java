package org.poolwarden.pool.tracking;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.TransactionSupport.TransactionSupportLevel;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.jca.adapters.jdbc.local.LocalManagedConnectionFactory;
import org.jboss.jca.common.api.metadata.common.FlushStrategy;
import org.jboss.jca.core.api.connectionmanager.pool.PoolConfiguration;
import org.jboss.jca.core.connectionmanager.ConnectionManagerFactory;
import org.jboss.jca.core.connectionmanager.NoTxConnectionManager;
import org.jboss.jca.core.connectionmanager.pool.api.Pool;
import org.jboss.jca.core.connectionmanager.pool.api.PoolFactory;
import org.jboss.jca.core.connectionmanager.pool.api.PoolStrategy;
import org.jboss.jca.core.connectionmanager.pool.mcp.SemaphoreConcurrentLinkedDequeManagedConnectionPool;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.poolwarden.pool.ironjacamar.internals.Internals;

/**
 * A checkout and its return by IronJacamar itself, with a driver that does nothing: without us, and with each of our
 * modes. The pool is WildFly's kind, outside of a server and without transactions.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CheckoutBenchmark {

    private static final int CONNECTIONS = 30;

    /** What listens; NONE is a pool that has never seen us. */
    @Param({"NONE", "OFF", "STAMP", "SITES"})
    public String setup;

    private DataSource dataSource;

    /** A pool of its own. */
    @Setup(Level.Trial)
    public void prepare() throws ReflectiveOperationException, ResourceException, SQLException {
        LocalManagedConnectionFactory factory = new LocalManagedConnectionFactory();
        factory.setDriverClass(NullDriver.class.getName());
        factory.setConnectionURL(NullDriver.URL);
        factory.setUserName("bench");
        factory.setPassword("bench");
        PoolConfiguration configuration = new PoolConfiguration();
        configuration.setMinSize(CONNECTIONS);
        configuration.setMaxSize(CONNECTIONS);
        Pool pool = new PoolFactory()
                .create(
                        PoolStrategy.ONE_POOL,
                        factory,
                        configuration,
                        false,
                        true,
                        SemaphoreConcurrentLinkedDequeManagedConnectionPool.class.getName());
        pool.setName("bench");
        NoTxConnectionManager manager = new ConnectionManagerFactory()
                .createNonTransactional(
                        TransactionSupportLevel.NoTransaction,
                        pool,
                        null,
                        null,
                        false,
                        null,
                        true,
                        false,
                        false,
                        null,
                        FlushStrategy.FAILING_CONNECTION_ONLY,
                        0,
                        0L);
        if (!setup.equals("NONE")) {
            new Internals()
                    .plugin(
                            factory,
                            org.poolwarden.pool.tracking.Setup.valueOf(setup).listener());
        }
        dataSource = (DataSource) factory.createConnectionFactory(manager);
        Connection[] all = new Connection[CONNECTIONS];
        for (int i = 0; i < CONNECTIONS; i++) {
            all[i] = dataSource.getConnection();
        }
        for (Connection connection : all) {
            connection.close();
        }
    }

    /** What an application does around each piece of work. */
    @Benchmark
    public void checkoutAndReturn() throws SQLException {
        dataSource.getConnection().close();
    }
}
