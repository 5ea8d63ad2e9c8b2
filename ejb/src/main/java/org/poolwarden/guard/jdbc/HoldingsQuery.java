package org.poolwarden.guard.jdbc;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.poolwarden.guard.GuardException;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Holdings;
import org.poolwarden.leak.evidence.SessionId;

/** Asks what sessions hold, one after the other by one statement. */
final class HoldingsQuery {

    /** Where the OUT parameters begin. */
    private static final int CURSORS = 4;

    private static final int STATEMENTS = 5;
    private static final int TEMP_BLOCKS = 6;
    private static final int LOB_BLOCKS = 7;
    private static final int MEMORY = 8;

    private HoldingsQuery() {}

    /** Those of the wanted sessions of which the guard tells anything. */
    static Map<SessionId, Holdings> of(Connection connection, GuardSql sql, DatabaseId here, Set<SessionId> wanted)
            throws SQLException, GuardException {
        Map<SessionId, Holdings> found = new HashMap<>();
        try (CallableStatement call = connection.prepareCall(sql.holdings())) {
            for (SessionId session : wanted) {
                call.setLong(1, session.sid());
                call.setLong(2, session.serial());
                call.setLong(3, session.instance());
                for (int out = CURSORS; out <= MEMORY; out++) {
                    call.registerOutParameter(out, out == STATEMENTS ? Types.VARCHAR : Types.NUMERIC);
                }
                call.execute();
                Holdings holdings = new Holdings(
                        number(call, CURSORS),
                        statements(call.getString(STATEMENTS)),
                        number(call, TEMP_BLOCKS),
                        number(call, LOB_BLOCKS),
                        number(call, MEMORY));
                // of a session that it does not show the guard says nothing, of any other at least the blocks
                if (holdings.tempBlocks() != null) {
                    found.put(session, holdings);
                }
            }
        }
        return found;
    }

    /** Each a blank, the sql_id or ?, = and a number. */
    private static List<Holdings.Statement> statements(String text) throws GuardException {
        List<Holdings.Statement> statements = new ArrayList<>();
        if (text == null || text.isBlank()) {
            return statements;
        }
        for (String word : text.strip().split(" ")) {
            int equals = word.lastIndexOf('=');
            try {
                String sqlId = word.substring(0, equals);
                long cursors = Long.parseLong(word.substring(equals + 1));
                statements.add(new Holdings.Statement(sqlId.equals("?") ? null : sqlId, cursors));
            } catch (IndexOutOfBoundsException | NumberFormatException e) {
                String message = "the guard tells of open cursors in a form that is not known: " + text;
                throw new GuardException(GuardException.Kind.FAILED, 0, message, new SQLException(message, e));
            }
        }
        return statements;
    }

    private static Long number(CallableStatement call, int at) throws SQLException {
        long number = call.getLong(at);
        return call.wasNull() ? null : number;
    }
}
