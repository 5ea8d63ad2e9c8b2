package org.poolwarden.guardcontract.engine;

import java.sql.SQLException;

/** An engine with something changed, and how to change it back. */
public record Scene(GuardEngine engine, SqlAction end) implements AutoCloseable {

    @Override
    public void close() throws SQLException {
        end.run();
    }
}
