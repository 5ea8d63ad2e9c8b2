package org.poolwarden.standin.database.transaction;

import java.sql.SQLException;
import org.poolwarden.standin.engine.OraException;

/** What the client's thread does with the connection of its session. */
public interface ConnectionUse<T> {
    /** SQLExceptions are H2's, and are translated by the caller. */
    T run() throws SQLException, OraException;
}
