package org.poolwarden.pool.tracking;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Logger;

/** A driver whose connections do nothing, so that only the pool's own time is measured. */
public final class NullDriver implements Driver {

    static final String URL = "jdbc:null:";

    private static final Map<String, Object> ANSWERS = Map.of(
            "getAutoCommit",
            true,
            "isReadOnly",
            false,
            "getTransactionIsolation",
            Connection.TRANSACTION_READ_COMMITTED,
            "isValid",
            true,
            "isClosed",
            false,
            "isWrapperFor",
            false,
            "getHoldability",
            1,
            "getNetworkTimeout",
            0);

    /** Identified by itself: a connection has no equals here. */
    static Connection connection() {
        return (Connection) Proxy.newProxyInstance(
                NullDriver.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> {
                    return switch (method.getName()) {
                        case "hashCode" -> System.identityHashCode(proxy);
                        case "equals" -> proxy == args[0];
                        case "toString" -> "nothing";
                        default -> ANSWERS.get(method.getName());
                    };
                });
    }

    @Override
    public Connection connect(String url, Properties info) {
        return connection();
    }

    @Override
    public boolean acceptsURL(String url) {
        return URL.equals(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }
}
