package org.example.pools;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.DataSourceConnectionFactory;
import org.apache.commons.dbcp2.PoolableConnection;
import org.apache.commons.dbcp2.PoolableConnectionFactory;
import org.apache.commons.dbcp2.PoolingDataSource;
import org.apache.commons.pool2.impl.GenericObjectPool;

/** HikariCP and DBCP, two connections each. */
final class OwnPools implements AutoCloseable {

    private static final int SIZE = 2;

    private final HikariDataSource hikari = new HikariDataSource();
    private final GenericObjectPool<PoolableConnection> dbcp;

    OwnPools(DataSource under) {
        hikari.setDataSource(under);
        hikari.setMinimumIdle(SIZE);
        hikari.setMaximumPoolSize(SIZE);
        PoolableConnectionFactory factory = new PoolableConnectionFactory(new DataSourceConnectionFactory(under), null);
        dbcp = new GenericObjectPool<>(factory);
        factory.setPool(dbcp);
        dbcp.setMaxTotal(SIZE);
        dbcp.setMaxIdle(SIZE);
    }

    DataSource hikari() {
        return hikari;
    }

    DataSource dbcp() {
        return new PoolingDataSource<>(dbcp);
    }

    @Override
    public void close() {
        hikari.close();
        dbcp.close();
    }
}
