package org.poolwarden.leaky;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.poolwarden.leaky.database.LeakyRow;
import org.poolwarden.leaky.database.Sql;

/** Locks a row and forgets to commit and to close. */
public final class TransactionLeak {

    private TransactionLeak() {}

    public static KeptConnection leak(DataSource dataSource, String name, int row) throws SQLException {
        KeptConnections.HERE.requireFree(name);
        Connection connection = dataSource.getConnection();
        KeptConnection kept = null;
        try {
            // Kept before it locks: nothing can fail after the update, which would need a rollback.
            kept = KeptConnections.HERE.keep(new KeptConnection(name, "transaction", Sql.sid(connection), connection));
            kept.beginTransaction();
            LeakyRow.over(dataSource, () -> {
                LeakyRow.update(connection, row, "locked by " + name);
                return null;
            });
            return kept;
        } catch (SQLException | RuntimeException e) {
            if (kept != null) {
                KeptConnections.HERE.forget(kept);
            }
            Sql.giveUp(connection, e);
            throw e;
        }
    }
}
