package org.poolwarden.leaky;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.poolwarden.leaky.database.Sql;

/** A leak whose session says which trace it belongs to. */
public final class TracedLeak {

    static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private TracedLeak() {}

    public static KeptConnection leak(DataSource dataSource, String name) throws SQLException {
        KeptConnections.HERE.requireFree(name);
        Connection connection = dataSource.getConnection();
        try {
            connection.setClientInfo("OCSID.ACTION", TRACEPARENT);
            return KeptConnections.HERE.keep(new KeptConnection(name, "traced", Sql.sid(connection), connection));
        } catch (SQLException | RuntimeException e) {
            Sql.giveUp(connection, e);
            throw e;
        }
    }
}
