package org.poolwarden.bench;

import com.mchange.v2.c3p0.ComboPooledDataSource;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import java.beans.PropertyVetoException;
import java.sql.SQLException;
import java.time.Duration;
import oracle.ucp.jdbc.PoolDataSource;
import oracle.ucp.jdbc.PoolDataSourceFactory;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.tomcat.jdbc.pool.PoolProperties;
import org.poolwarden.pool.tracking.NullDriver;

/** The pools of other makers, each with what it has against leaks switched on or off. */
final class OtherPools {

    /** Longer than any connection is held here. */
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private static final String DRIVER = NullDriver.class.getName();
    private static final int SIZE = OpenPool.CONNECTIONS;

    private OtherPools() {}

    static OpenPool hikari(boolean watched) {
        HikariConfig config = new HikariConfig();
        config.setDriverClassName(DRIVER);
        config.setJdbcUrl(NullDriver.URL);
        config.setMinimumIdle(SIZE);
        config.setMaximumPoolSize(SIZE);
        config.setMaxLifetime(0);
        if (watched) {
            config.setLeakDetectionThreshold(TIMEOUT.toMillis());
        }
        HikariDataSource pool = new HikariDataSource(config);
        return OpenPool.of(pool, pool);
    }

    static OpenPool tomcat(boolean watched) {
        PoolProperties properties = new PoolProperties();
        properties.setDriverClassName(DRIVER);
        properties.setUrl(NullDriver.URL);
        properties.setInitialSize(SIZE);
        properties.setMaxActive(SIZE);
        properties.setMaxIdle(SIZE);
        properties.setMinIdle(SIZE);
        properties.setLogAbandoned(watched);
        properties.setRemoveAbandoned(watched);
        properties.setRemoveAbandonedTimeout((int) TIMEOUT.toSeconds());
        var pool = new org.apache.tomcat.jdbc.pool.DataSource(properties);
        return OpenPool.of(pool, () -> pool.close(true));
    }

    static OpenPool agroal(boolean watched, boolean report) throws SQLException {
        AgroalDataSource pool = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .metricsEnabled(false)
                .connectionPoolConfiguration(of -> of.initialSize(SIZE)
                        .minSize(SIZE)
                        .maxSize(SIZE)
                        .leakTimeout(watched ? TIMEOUT : Duration.ZERO)
                        .enhancedLeakReport(report)
                        .connectionFactoryConfiguration(made ->
                                made.connectionProviderClass(NullDriver.class).jdbcUrl(NullDriver.URL))));
        return OpenPool.of(pool, pool);
    }

    static OpenPool dbcp(boolean watched) {
        BasicDataSource pool = new BasicDataSource();
        pool.setDriverClassName(DRIVER);
        pool.setUrl(NullDriver.URL);
        pool.setInitialSize(SIZE);
        pool.setMaxTotal(SIZE);
        pool.setMaxIdle(SIZE);
        pool.setMinIdle(SIZE);
        pool.setLogAbandoned(watched);
        pool.setRemoveAbandonedOnMaintenance(watched);
        pool.setRemoveAbandonedTimeout(TIMEOUT);
        return OpenPool.of(pool, pool);
    }

    static OpenPool c3p0(boolean watched) throws PropertyVetoException {
        ComboPooledDataSource pool = new ComboPooledDataSource();
        pool.setDriverClass(DRIVER);
        pool.setForceUseNamedDriverClass(true); // it is not registered
        pool.setJdbcUrl(NullDriver.URL);
        pool.setInitialPoolSize(SIZE);
        pool.setMinPoolSize(SIZE);
        pool.setMaxPoolSize(SIZE);
        pool.setDebugUnreturnedConnectionStackTraces(watched);
        pool.setUnreturnedConnectionTimeout(watched ? (int) TIMEOUT.toSeconds() : 0);
        return OpenPool.of(pool, pool::close);
    }

    static OpenPool ucp(boolean watched) throws SQLException {
        PoolDataSource pool = PoolDataSourceFactory.getPoolDataSource();
        pool.setConnectionFactoryClassName(DRIVER);
        pool.setURL(NullDriver.URL);
        pool.setUser("bench");
        pool.setPassword("bench");
        pool.setInitialPoolSize(SIZE);
        pool.setMinPoolSize(SIZE);
        pool.setMaxPoolSize(SIZE);
        pool.setAbandonedConnectionTimeout(watched ? (int) TIMEOUT.toSeconds() : 0);
        return OpenPool.of(pool, () -> {}); // it ends with its JVM
    }
}
