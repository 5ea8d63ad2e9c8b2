package org.poolwarden.pool.tracking;

import java.lang.reflect.InvocationTargetException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Properties;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.DatabaseFacts;
import org.poolwarden.leak.evidence.SessionId;

/**
 * Reads from ojdbc which database session a physical connection is. Costs no round trip but takes the driver's lock:
 * call it only when no thread can be inside a statement.
 */
final class Identity {

    private static final String PUBLIC_API = "oracle.jdbc.OracleConnection";

    private Identity() {}

    /**
     * Null for another driver, or when the driver's answers are missing or contradict each other: then nobody may act
     * on
     * the connection.
     */
    static ClientSession read(Connection physical) throws SQLException {
        Properties info = serverSessionInfo(physical);
        if (info == null) {
            return null;
        }
        Integer sid = number(info, "AUTH_SESSION_ID");
        Integer serial = number(info, "AUTH_SERIAL_NUM");
        Integer instance = instance(info);
        DatabaseFacts database = database(info);
        String username = physical.getMetaData().getUserName();
        if (sid == null || serial == null || instance == null || database == null || username == null) {
            return null;
        }
        return new ClientSession(
                new SessionId(database.id(), instance, sid, serial), username.toUpperCase(Locale.ROOT), database, null);
    }

    /**
     * AUTH_SC_DBUNIQUE_NAME has DB_NAME, whatever it is called; the unique name is told from 18.5 on. AUTH_DBNAME is
     * the container, with the domain if there is one. The server ends the keys of the numbers with a NUL.
     */
    private static DatabaseFacts database(Properties info) {
        String container = name(info, "AUTH_DBNAME");
        if (container == null) {
            return null;
        }
        int dot = container.indexOf('.');
        return new DatabaseFacts(
                name(info, "AUTH_SC_REAL_DBUNIQUE_NAME"),
                name(info, "AUTH_SC_DBUNIQUE_NAME"),
                dot < 1 ? container : container.substring(0, dot),
                id(info, "AUTH_DB_ID"),
                null,
                id(info, "AUTH_PDB_UID"));
    }

    private static String name(Properties info, String key) {
        String value = info.getProperty(key);
        return value == null || value.isBlank() ? null : value.toUpperCase(Locale.ROOT);
    }

    /** Null if it is not told, and for 0, which stands for none. */
    private static Long id(Properties info, String key) {
        String value = info.getProperty(key, info.getProperty(key + "\0"));
        Long number = value == null || !value.matches("\\d{1,18}") ? null : Long.valueOf(value);
        return number == null || number == 0 ? null : number;
    }

    /** Two keys may carry INST_ID; which of them does on which release is not documented, so they must agree. */
    private static Integer instance(Properties info) {
        Integer number = number(info, "AUTH_INSTANCE_NO");
        Integer id = number(info, "AUTH_SC_INSTANCE_ID");
        if (number == null || id == null) {
            return number == null ? id : number;
        }
        return number.equals(id) ? number : null;
    }

    private static Integer number(Properties info, String key) {
        String value = info.getProperty(key);
        return value == null || !value.matches("\\d{1,9}") ? null : Integer.valueOf(value);
    }

    /** By the public interface of the driver, which we cannot link to: it is a module of the server's own choice. */
    private static Properties serverSessionInfo(Connection physical) throws SQLException {
        ClassLoader driver = physical.getClass().getClassLoader();
        try {
            Class<?> api = Class.forName(PUBLIC_API, false, driver);
            return api.isInstance(physical)
                    ? (Properties) api.getMethod("getServerSessionInfo").invoke(physical)
                    : null;
        } catch (ClassNotFoundException | NoSuchMethodException | IllegalAccessException expected) {
            return null; // not Oracle's driver, or one before it offered this
        } catch (InvocationTargetException e) {
            throw new SQLException("getServerSessionInfo failed", e.getCause());
        }
    }
}
