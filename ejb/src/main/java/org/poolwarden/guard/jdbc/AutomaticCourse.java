package org.poolwarden.guard.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.poolwarden.leak.evidence.Automatic;
import org.poolwarden.leak.evidence.Automatic.Limits;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;

/**
 * What one database does by itself: its parameters, read at the first reading of its sessions and then now and then;
 * and what it was seen to do. It rolls a transaction back without a word to anybody: a transaction that could be rolled
 * back for another one and that is gone, while its session has made no call, is one that was. Safe for use by several
 * threads.
 */
final class AutomaticCourse {

    /** So long parameters are taken to be what they were. */
    static final Duration RENEWAL = Duration.ofMinutes(10);

    /** LAST_CALL_ET lags behind by a few seconds. */
    static final long LAG_SECONDS = 5;

    private final LongSupplier nanos;
    private Map<Integer, Limits> limits = Map.of();
    /** Null before the first. */
    private Long readAt;

    private Map<SessionId, Session> before = Map.of();
    private long beforeAt;

    /** @param nanos a clock that never jumps */
    AutomaticCourse(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Reads the parameters if that is due. */
    void renew(Connection connection, GuardSql sql) throws SQLException {
        if (isDue()) {
            Map<Integer, Map<String, String>> values = new HashMap<>();
            Rows.of(connection, sql.parameters(), 0, List.of(), row -> values.computeIfAbsent(
                            row.getInt("INST_ID"), instance -> new HashMap<>())
                    .put(row.getString("NAME"), Objects.toString(row.getString("VALUE"), "")));
            Map<Integer, Limits> found = new HashMap<>();
            values.forEach((instance, parameters) -> found.put(instance, Limits.of(parameters)));
            remember(found);
        }
    }

    /** Those of an instance; none before they were read. */
    synchronized Limits limits(int instance) {
        return limits.getOrDefault(instance, Limits.NONE);
    }

    /** The sessions of now, with what became of their transactions since the last ones. */
    synchronized List<Session> compare(List<Session> now) {
        long at = nanos.getAsLong();
        long passed = Duration.ofNanos(at - beforeAt).toSeconds();
        List<Session> compared =
                now.stream().map(session -> compare(session, passed)).toList();
        Map<SessionId, Session> worth = new HashMap<>();
        for (Session session : compared) {
            if (session.automatic().rolledBack() || mayYield(session)) {
                worth.put(session.id(), session);
            }
        }
        before = worth;
        beforeAt = at;
        return compared;
    }

    private Session compare(Session now, long passed) {
        Session then = before.get(now.id());
        return then != null
                        && Objects.equals(then.logonTime(), now.logonTime())
                        && now.undoRecords() == 0
                        && !now.isKilled()
                        && hasMadeNoCall(then, now, passed)
                ? now.with(now.automatic().withRollback())
                : now;
    }

    /** A call makes both status and LAST_CALL_ET begin anew. Of one that was made just before nothing can be told. */
    private static boolean hasMadeNoCall(Session then, Session now, long passed) {
        return !then.isActive()
                && !now.isActive()
                && then.lastCallSeconds() > LAG_SECONDS
                && then.lastCallSeconds() + passed - now.lastCallSeconds() <= LAG_SECONDS;
    }

    private static boolean mayYield(Session session) {
        Automatic automatic = session.automatic();
        return session.undoRecords() > 0 && !session.isKilled() && automatic.yieldsAfterSeconds() != null;
    }

    private synchronized boolean isDue() {
        return readAt == null || nanos.getAsLong() - readAt >= RENEWAL.toNanos();
    }

    private synchronized void remember(Map<Integer, Limits> found) {
        limits = Map.copyOf(found);
        readAt = nanos.getAsLong();
    }
}
