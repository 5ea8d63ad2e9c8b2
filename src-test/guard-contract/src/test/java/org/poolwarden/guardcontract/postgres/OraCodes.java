package org.poolwarden.guardcontract.postgres;

import java.sql.SQLException;

/** PostgreSQL's SQLSTATEs as the numbers of Oracle's that they stand for. */
final class OraCodes {

    private OraCodes() {}

    static int of(SQLException exception) {
        String state = exception.getSQLState();
        if (state.startsWith("45")) {
            return 20000 + Integer.parseInt(state.substring(2));
        }
        if (state.startsWith("R")) {
            return Integer.parseInt(state.substring(1, 4)) * 10 + state.charAt(4) - 'A';
        }
        return switch (state) {
            case "42501" -> 1031; // insufficient privileges
            case "57014" -> 1013; // cancelled
            case "57P01", "08006" -> 3113; // the session has ended
            default -> throw new AssertionError("no ORA- number for " + state, exception);
        };
    }
}
