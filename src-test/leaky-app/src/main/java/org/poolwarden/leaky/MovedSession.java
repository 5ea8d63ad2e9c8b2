package org.poolwarden.leaky;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.poolwarden.leaky.answer.Answer;

/**
 * Makes a driver say another session than the connection's, as it does after the database's own pool, or a driver that
 * connects anew, has put another session under the connection. What the driver tells of its session is its own live
 * table, which an application may change.
 */
public final class MovedSession {

    private MovedSession() {}

    public static Answer move(String name, int sid, String serial) throws SQLException {
        KeptConnection kept = KeptConnections.HERE.get(name);
        // The pool hands out a wrapper; what describes the connection is the driver's.
        Connection physical = kept.connection().getMetaData().getConnection();
        try {
            Class<?> api = Class.forName(
                    "oracle.jdbc.OracleConnection", false, physical.getClass().getClassLoader());
            Properties told = (Properties) api.getMethod("getServerSessionInfo").invoke(physical);
            told.setProperty("AUTH_SESSION_ID", Integer.toString(sid));
            told.setProperty("AUTH_SERIAL_NUM", serial);
        } catch (ReflectiveOperationException e) {
            throw new SQLException("the driver is not Oracle's", e);
        }
        return kept.answer("The driver of the connection that is kept as " + name + " now says session " + sid + ","
                + serial + ".");
    }
}
