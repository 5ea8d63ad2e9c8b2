package org.poolwarden.leaky;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.poolwarden.leaky.database.Sql;

/** Borrows, uses and forgets to close; the thread goes on to other work. */
public final class IdleLeak {

    private IdleLeak() {}

    public static KeptConnection leak(DataSource dataSource, String name) throws SQLException {
        KeptConnections.HERE.requireFree(name);
        return KeptConnections.HERE.use(dataSource.getConnection(), name, "idle");
    }

    /** From a database whose sessions have no SID. */
    public static KeptConnection leakOther(DataSource dataSource, String name) throws SQLException {
        KeptConnections.HERE.requireFree(name);
        Connection connection = dataSource.getConnection();
        try {
            Sql.ping(connection);
            return KeptConnections.HERE.keep(new KeptConnection(name, "other", "none", connection));
        } catch (SQLException | RuntimeException e) {
            Sql.giveUp(connection, e);
            throw e;
        }
    }
}
