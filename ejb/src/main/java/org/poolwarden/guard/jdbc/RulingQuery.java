package org.poolwarden.guard.jdbc;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.poolwarden.guard.GuardRuling;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.SessionId;

/**
 * Has the guard judge sessions by their keys, as {@code check_session} judges one: by the same views and in the same
 * order of rules.
 */
final class RulingQuery {

    private RulingQuery() {}

    /** One ruling for each session that is asked for. */
    static Map<SessionId, GuardRuling> of(
            Connection connection, GuardSql sql, DatabaseId database, Set<SessionId> wanted) throws SQLException {
        List<SessionId> keys = List.copyOf(wanted);
        Map<SessionId, GuardRuling> rulings = new HashMap<>();
        for (int from = 0; from < keys.size(); from += GuardSql.MAX_KEYS) {
            List<SessionId> some = keys.subList(from, Math.min(from + GuardSql.MAX_KEYS, keys.size()));
            rulings.putAll(some(connection, sql, database, some));
        }
        return rulings;
    }

    private static Map<SessionId, GuardRuling> some(
            Connection connection, GuardSql sql, DatabaseId database, List<SessionId> keys) throws SQLException {
        Map<SessionId, GuardRuling> found = new HashMap<>();
        Set<Integer> instances = new HashSet<>();
        int places = SessionQuery.places(keys);
        try (PreparedStatement statement = connection.prepareStatement(sql.rulings(places))) {
            statement.setFetchSize(GuardSql.SESSIONS_FETCH_SIZE);
            SessionQuery.bind(statement, keys, places);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    SessionId session = new SessionId(
                            database, rows.getInt("INST_ID"), rows.getInt("SID"), rows.getInt("SERIAL_NO"));
                    instances.add(session.instance());
                    found.put(session, ruling(rows, session));
                }
            }
        }
        Map<SessionId, GuardRuling> rulings = new HashMap<>();
        for (SessionId key : keys) {
            GuardRuling absent = instances.contains(key.instance())
                    ? GuardRuling.GONE
                    : GuardRuling.unknown("instance " + key.instance() + " shows no session");
            rulings.put(key, found.getOrDefault(key, absent));
        }
        return rulings;
    }

    private static GuardRuling ruling(ResultSet row, SessionId session) throws SQLException {
        String access = row.getString("ACCESS_STATUS");
        String coordinator = row.getString("COORDINATOR");
        boolean own = String.valueOf(session.sid()).equals(row.getString("OWN_SID"))
                && String.valueOf(session.instance()).equals(row.getString("OWN_INSTANCE"));
        if (own) {
            return GuardRuling.denied("session " + session + " is the one that asks");
        }
        if (!"ALLOWED".equals(access)) {
            return GuardRuling.denied("session " + session + " of " + row.getString("USERNAME") + " is " + access);
        }
        if (coordinator != null) {
            return GuardRuling.denied("session " + session + " is " + coordinator + ", act on that");
        }
        String left = row.getString("ACTS_LEFT");
        if (left == null) {
            return GuardRuling.ALLOWED;
        }
        int acts = new BigDecimal(left).intValue();
        return acts > 0
                ? GuardRuling.allowed(acts)
                : GuardRuling.denied("the acts that the scope of Poolwarden's user allows in an hour are used up");
    }
}
