package org.poolwarden.leaky;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Borrows, uses and forgets to close; the thread goes on to other work. */
final class IdleLeak {

    private IdleLeak() {}

    static Kept leak(DataSource dataSource, String name) throws SQLException {
        KeptConnections.HERE.requireFree(name);
        return KeptConnections.HERE.use(dataSource.getConnection(), name, "idle");
    }

    /** From a database whose sessions have no SID. */
    static Kept leakOther(DataSource dataSource, String name) throws SQLException {
        KeptConnections.HERE.requireFree(name);
        Connection connection = dataSource.getConnection();
        try {
            Sql.ping(connection);
            return KeptConnections.HERE.keep(new Kept(name, "other", "none", connection));
        } catch (SQLException | RuntimeException e) {
            Sql.giveUp(connection, e);
            throw e;
        }
    }
}
