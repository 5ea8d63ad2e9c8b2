package org.poolwarden.leaky;

import java.sql.SQLException;
import javax.sql.DataSource;

/** Borrows, uses and forgets to close; the thread goes on to other work. */
final class IdleLeak {

    private IdleLeak() {}

    static Kept leak(DataSource dataSource, String name) throws SQLException {
        KeptConnections.HERE.requireFree(name);
        return KeptConnections.HERE.use(dataSource.getConnection(), name, "idle");
    }
}
