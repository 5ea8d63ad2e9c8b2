package org.poolwarden.guard.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.poolwarden.guard.FoundSessions;
import org.poolwarden.guard.GuardException;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;

/** Reads sessions: all of them, or those that are asked for. */
final class SessionQuery {

    private SessionQuery() {}

    static List<Session> all(Connection connection, GuardSql sql, DatabaseId database, AutomaticCourse course)
            throws SQLException, GuardException {
        course.renew(connection, sql);
        long sent = course.now();
        try (PreparedStatement statement = connection.prepareStatement(sql.sessions())) {
            statement.setFetchSize(GuardSql.SESSIONS_FETCH_SIZE);
            return course.compare(sent, read(statement, database, course));
        }
    }

    static FoundSessions byKey(
            Connection connection, GuardSql sql, DatabaseId database, Set<SessionId> wanted, AutomaticCourse course)
            throws SQLException, GuardException {
        course.renew(connection, sql);
        List<SessionId> keys = List.copyOf(wanted);
        Map<SessionId, Session> found = new HashMap<>();
        Set<Integer> answered = new HashSet<>();
        for (int from = 0; from < keys.size(); from += GuardSql.MAX_KEYS) {
            List<SessionId> some = keys.subList(from, Math.min(from + GuardSql.MAX_KEYS, keys.size()));
            Set<Integer> instances = new HashSet<>();
            for (Session session : some(connection, sql, database, some, course)) {
                instances.add(session.id().instance());
                if (wanted.contains(session.id())) {
                    found.put(session.id(), session);
                }
            }
            // absence counts by the statement that shows it: an instance that was silent in one of them is not known
            if (from == 0) {
                answered.addAll(instances);
            } else {
                answered.retainAll(instances);
            }
        }
        return new FoundSessions(found, answered);
    }

    private static List<Session> some(
            Connection connection, GuardSql sql, DatabaseId database, List<SessionId> keys, AutomaticCourse course)
            throws SQLException, GuardException {
        int places = places(keys);
        long sent = course.now();
        try (PreparedStatement statement = connection.prepareStatement(sql.sessionsByKey(places))) {
            statement.setFetchSize(GuardSql.SESSIONS_FETCH_SIZE);
            bind(statement, keys, places);
            return course.compareSome(sent, read(statement, database, course));
        }
    }

    /** The number of keys is rounded up, the last one repeated: the database is to see few different statements. */
    static int places(List<SessionId> keys) {
        return keys.size() == 1 ? 1 : Integer.highestOneBit(keys.size() - 1) << 1;
    }

    /** Instance, sid, serial# for each place. */
    static void bind(PreparedStatement statement, List<SessionId> keys, int places) throws SQLException {
        int next = 1;
        for (int i = 0; i < places; i++) {
            SessionId key = keys.get(Math.min(i, keys.size() - 1));
            statement.setLong(next++, key.instance());
            statement.setLong(next++, key.sid());
            statement.setLong(next++, key.serial());
        }
    }

    /** A question about sessions of one database by their keys. */
    interface ByKey<T> {
        T ask(Connection connection, GuardSql sql, DatabaseId database, Set<SessionId> wanted)
                throws SQLException, GuardException;
    }

    private static List<Session> read(PreparedStatement statement, DatabaseId database, AutomaticCourse course)
            throws SQLException, GuardException {
        try (ResultSet rows = statement.executeQuery()) {
            List<Session> sessions = new ArrayList<>();
            SharedTexts texts = new SharedTexts();
            while (rows.next()) {
                sessions.add(SessionRow.read(rows, database, course, texts));
            }
            return sessions;
        }
    }
}
