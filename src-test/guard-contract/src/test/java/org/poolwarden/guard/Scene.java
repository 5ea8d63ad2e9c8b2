package org.poolwarden.guard;

import java.sql.SQLException;

/** An engine with something changed, and how to change it back. */
record Scene(GuardEngine engine, Contract.Call end) implements AutoCloseable {

    @Override
    public void close() throws SQLException {
        end.run();
    }
}
