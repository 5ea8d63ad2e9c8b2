package org.poolwarden.pool.tracking;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Logger;

/** A driver whose connections do nothing, so that only the pool's own time is measured. */
public final class NullDriver implements Driver {

    /** Of any connection. */
    public static final String URL = "jdbc:null:";

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

    private static final DatabaseMetaData META_DATA = answering(
            DatabaseMetaData.class,
            Map.of(
                    "getDatabaseProductName", "nothing",
                    "getDatabaseProductVersion", "0",
                    "getDriverName", "nothing",
                    "getDriverVersion", "0",
                    "getUserName", "BENCH"));

    /** Identified by itself: a connection has no equals here. */
    static Connection connection() {
        return answering(Connection.class, ANSWERS);
    }

    /** What it is not told to answer, it answers with nothing of its kind. */
    private static <T> T answering(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                NullDriver.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
                    Object answer = answers.get(method.getName());
                    return answer != null
                            ? answer
                            : switch (method.getName()) {
                                case "hashCode" -> System.identityHashCode(proxy);
                                case "equals" -> proxy == args[0];
                                case "toString" -> "nothing";
                                case "getMetaData" -> META_DATA;
                                default -> nothing(method.getReturnType());
                            };
                }));
    }

    private static Object nothing(Class<?> type) {
        if (type == boolean.class) {
            return false;
        }
        return type == int.class ? (Object) 0 : type == long.class ? (Object) 0L : null;
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
