package org.poolwarden.guard.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.poolwarden.guard.Recovery;
import org.poolwarden.guard.SessionDetail;

/** Reads one row of {@link GuardSql#detail}, {@link GuardSql#waiters} and {@link GuardSql#recovery}. */
final class DetailRow {

    private DetailRow() {}

    static SessionDetail detail(ResultSet row, List<SessionDetail.Waiter> waiters) throws SQLException {
        String server = row.getString("SERVER");
        boolean killed = "KILLED".equals(row.getString("STATUS"));
        if (SessionRow.works(row.getString("STATE"))) {
            return new SessionDetail(SessionDetail.ON_CPU, null, 0, server, killed, null, waiters);
        }
        return new SessionDetail(
                row.getString("EVENT"),
                row.getString("WAIT_CLASS"),
                row.getLong("SECONDS_IN_WAIT"),
                server,
                killed,
                null,
                waiters);
    }

    static SessionDetail.Cleanup cleanup(ResultSet row) throws SQLException {
        return new SessionDetail.Cleanup(
                row.getString("STATE"),
                row.getLong("DEAD_TIME"),
                number(row, "CLEANUP_ATTEMPTS"),
                number(row, "LAST_ATTEMPT"));
    }

    private static Long number(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : number;
    }

    static SessionDetail.Waiter waiter(ResultSet row) throws SQLException {
        boolean works = SessionRow.works(row.getString("STATE"));
        return new SessionDetail.Waiter(
                row.getString("INST_ID") + "," + row.getString("SID") + "," + row.getString("SERIAL_NO"),
                row.getString("USERNAME"),
                row.getString("MACHINE"),
                works ? SessionDetail.ON_CPU : row.getString("EVENT"),
                works ? 0 : row.getLong("SECONDS_IN_WAIT"));
    }

    static Recovery recovery(ResultSet row) throws SQLException {
        return new Recovery(
                row.getInt("INST_ID"),
                row.getString("USN") + "." + row.getString("SLOT") + "." + row.getString("SEQ"),
                row.getString("STATE"),
                row.getLong("UNDO_BLOCKS_DONE"),
                row.getLong("UNDO_BLOCKS_TOTAL"));
    }
}
