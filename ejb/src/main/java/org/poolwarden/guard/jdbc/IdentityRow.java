package org.poolwarden.guard.jdbc;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import org.poolwarden.guard.GuardIdentity;
import org.poolwarden.leak.evidence.DatabaseFacts;
import org.poolwarden.logging.Messages;

/** Reads the row of {@link GuardSql#identify}. */
final class IdentityRow {

    private IdentityRow() {}

    /**
     * Null unless the database says both of the names by which people know it.
     *
     * @param connection by which it is read
     * @param schema the owner of the guard
     */
    static GuardIdentity read(ResultSet row, Connection connection, String schema) throws SQLException {
        if (!row.next() || row.getString(1) == null || row.getString(2) == null) {
            return null;
        }
        DatabaseFacts facts = new DatabaseFacts(
                upper(row.getString(1)),
                upper(row.getString(6)),
                upper(row.getString(2)),
                number(row, 7),
                number(row, 8),
                number(row, 9));
        return new GuardIdentity(facts, row.getString(3), row.getString(4), row.getString(5), user(connection, schema));
    }

    /** Oracle's driver knows it from its login. */
    private static String user(Connection connection, String schema) {
        try {
            String user = connection.getMetaData().getUserName();
            return user == null || user.isBlank() ? null : user + " at " + upper(schema);
        } catch (SQLException | RuntimeException e) { // of a driver
            Messages.LOG.debug("The driver does not tell as whom it has logged in", e);
            return null;
        }
    }

    private static String upper(String name) {
        return name == null ? null : name.toUpperCase(Locale.ROOT);
    }

    /** A CON_UID of 0 is that of a database without containers: none. */
    private static Long number(ResultSet row, int column) throws SQLException {
        BigDecimal value = row.getBigDecimal(column);
        return value == null || value.signum() == 0 ? null : value.longValue();
    }
}
