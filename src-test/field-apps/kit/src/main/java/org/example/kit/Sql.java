package org.example.kit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The one query of all applications. */
public final class Sql {

    /** Answers the number of the session. */
    public static final String SID = "SELECT SYS_CONTEXT('USERENV', 'SID') AS sid FROM dual";

    private Sql() {}

    /** The number of the connection's session. */
    public static String sid(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SID)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
