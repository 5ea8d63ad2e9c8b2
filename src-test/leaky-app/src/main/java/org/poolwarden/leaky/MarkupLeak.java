package org.poolwarden.leaky;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.poolwarden.leaky.database.Sql;

/** A leak that calls itself and its statement by HTML: whoever shows them as they are runs the script in them. */
public final class MarkupLeak {

    static final String MODULE = "<script>document.title='M'</script>";
    static final String STATEMENT = "SELECT /* <script>document.title='S'</script> */ 1 FROM DUAL";

    private MarkupLeak() {}

    public static KeptConnection leak(DataSource dataSource, String name) throws SQLException {
        KeptConnections.HERE.requireFree(name);
        Connection connection = dataSource.getConnection();
        try {
            String sid = Sql.sid(connection);
            connection.setClientInfo("OCSID.MODULE", MODULE);
            try (Statement statement = connection.createStatement()) {
                statement.execute(STATEMENT);
            }
            return KeptConnections.HERE.keep(new KeptConnection(name, "markup", sid, connection));
        } catch (SQLException | RuntimeException e) {
            Sql.giveUp(connection, e);
            throw e;
        }
    }
}
