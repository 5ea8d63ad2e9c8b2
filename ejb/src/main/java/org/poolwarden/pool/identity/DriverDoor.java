package org.poolwarden.pool.identity;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * The way to Oracle's own interface behind one class of connections. We cannot link to the driver: it is a module of
 * the server's own choice. Drivers from 21c on tell their session by the public interface, those from 12.2 to 19.x by
 * the internal one, and drivers that wrap Oracle's are asked for what they wrap.
 */
final class DriverDoor {

    private static final String PUBLIC = "oracle.jdbc.OracleConnection";
    private static final List<String> INTERFACES = List.of(PUBLIC, "oracle.jdbc.internal.OracleConnection");
    private static final String MACHINE = "v$session.machine";

    private final Class<?> type;
    private final Class<?> api;
    private final MethodHandle info;
    private final Method properties;

    private DriverDoor(Class<?> type, Class<?> api, MethodHandle info, Method properties) {
        this.type = type;
        this.api = api;
        this.info = info;
        this.properties = properties;
    }

    /** Null if there is none. */
    static DriverDoor of(Connection connection) {
        for (ClassLoader loader : loaders(connection)) {
            for (String name : INTERFACES) {
                DriverDoor door = of(connection, loader, name);
                if (door != null) {
                    return door;
                }
            }
        }
        return null;
    }

    private static DriverDoor of(Connection connection, ClassLoader loader, String name) {
        try {
            Class<?> api = Class.forName(name, false, loader);
            MethodHandle info = MethodHandles.publicLookup()
                    .unreflect(api.getMethod("getServerSessionInfo"))
                    .asType(MethodType.methodType(Properties.class, Object.class));
            Method properties = Class.forName(PUBLIC, false, loader).getMethod("getProperties");
            DriverDoor door = new DriverDoor(connection.getClass(), api, info, properties);
            return door.behind(connection) == null ? null : door;
        } catch (ReflectiveOperationException | LinkageError | SQLException expected) {
            return null; // not Oracle's driver, or one that does not offer this here
        }
    }

    /** Where Oracle's classes may be: the connection's module, that of what it wraps, that of its description. */
    private static List<ClassLoader> loaders(Connection connection) {
        List<ClassLoader> loaders = new ArrayList<>();
        loaders.add(connection.getClass().getClassLoader());
        try {
            loaders.add(connection.unwrap(Connection.class).getClass().getClassLoader());
            loaders.add(connection.getMetaData().getClass().getClassLoader());
        } catch (SQLException | RuntimeException | LinkageError expected) {
            return loaders; // it wraps nothing that it would show
        }
        return loaders;
    }

    /** Whether it leads from this connection too. */
    boolean isFor(Connection connection) {
        return connection.getClass() == type;
    }

    /** What the server told at login, as the driver keeps it now. Takes the driver's lock, and no round trip. */
    Properties info(Connection connection) throws SQLException {
        try {
            return (Properties) info.invokeExact(behind(connection));
        } catch (SQLException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new SQLException("getServerSessionInfo failed", e);
        }
    }

    /** What the connection was told to say of its machine; null if it was told nothing. */
    String machine(Connection connection) throws SQLException {
        try {
            Properties given = (Properties) properties.invoke(behind(connection));
            return given == null ? null : given.getProperty(MACHINE);
        } catch (ReflectiveOperationException e) {
            throw new SQLException("getProperties failed", e);
        }
    }

    private Object behind(Connection connection) throws SQLException {
        if (api.isInstance(connection)) {
            return connection;
        }
        return connection.isWrapperFor(api) ? connection.unwrap(api) : null;
    }
}
