package org.poolwarden.guardcontract.engine;

import java.sql.SQLException;

/** Something to do with a database, which may refuse it. */
public interface SqlAction {
    /** Does it now. */
    void run() throws SQLException;
}
