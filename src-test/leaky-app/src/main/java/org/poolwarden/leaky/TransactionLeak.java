package org.poolwarden.leaky;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Locks a row and forgets to commit and to close. */
final class TransactionLeak {

    private TransactionLeak() {}

    static Kept leak(DataSource dataSource, String name, int row) throws SQLException {
        KeptConnections.HERE.requireFree(name);
        Connection connection = dataSource.getConnection();
        Kept kept = null;
        try {
            // Kept before it locks: nothing can fail after the update, which would need a rollback.
            kept = KeptConnections.HERE.keep(new Kept(name, "transaction", Sql.sid(connection), connection));
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
