package org.poolwarden.standin.engine;

import java.sql.SQLException;

/** What the client's thread does with the connection of its session. */
interface ConnectionUse<T> {
    /** SQLExceptions are H2's, and are translated by the caller. */
    T run() throws SQLException, OraException;
}
