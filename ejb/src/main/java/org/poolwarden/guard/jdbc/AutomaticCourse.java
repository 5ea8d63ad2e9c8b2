package org.poolwarden.guard.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.poolwarden.leak.evidence.Automatic;
import org.poolwarden.leak.evidence.Automatic.Limits;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.logging.Messages;

/**
 * What one database does by itself: its parameters, read at the first reading of its sessions and then now and then;
 * and what it was seen to do. It rolls a transaction back without a word to anybody: a transaction that could be rolled
 * back for another one and that is gone, while its session has made no call, is one that was. A reading of all sessions
 * and one of a few by their keys know of each other. Safe for use by several threads.
 */
final class AutomaticCourse {

    /** So long parameters are taken to be what they were. */
    static final Duration RENEWAL = Duration.ofMinutes(10);

    /** LAST_CALL_ET lags behind by a few seconds. */
    static final long LAG_SECONDS = 5;

    private static final String INACTIVE = "INACTIVE";

    private final LongSupplier nanos;
    private Map<Integer, Limits> limits = Map.of();
    /** Null before the first. */
    private Long readAt;

    /** The sessions of which more is to be seen, each as it was read last. */
    private final Map<SessionId, Seen> before = new HashMap<>();

    /** When the query of the last reading of all was sent. */
    private long allAt;

    /** @param nanos a clock that never jumps */
    AutomaticCourse(LongSupplier nanos) {
        this.nanos = nanos;
        this.allAt = nanos.getAsLong();
    }

    /** Reads the parameters if that is due. Where they cannot be read, the sessions can be read all the same. */
    void renew(Connection connection, GuardSql sql) {
        if (isDue()) {
            try {
                remember(read(connection, sql));
            } catch (SQLException e) {
                Messages.LOG.debug("The parameters by which a database acts by itself could not be read", e);
                notNow();
            }
        }
    }

    private static Map<Integer, Limits> read(Connection connection, GuardSql sql) throws SQLException {
        Map<Integer, Map<String, String>> values = new HashMap<>();
        Rows.of(connection, sql.parameters(), 0, List.of(), row -> values.computeIfAbsent(
                        row.getInt("INST_ID"), instance -> new HashMap<>())
                .put(row.getString("NAME"), Objects.toString(row.getString("VALUE"), "")));
        Map<Integer, Limits> found = new HashMap<>();
        values.forEach((instance, parameters) -> found.put(instance, Limits.of(parameters)));
        return found;
    }

    /** Those of an instance; none before they were read. */
    synchronized Limits limits(int instance) {
        return limits.getOrDefault(instance, Limits.NONE);
    }

    /** The clock, for {@link #compare}. */
    long now() {
        return nanos.getAsLong();
    }

    /**
     * All sessions of now, with what became of their transactions since they were read last. A reading that began
     * before the last one is older than what is known, and tells nothing.
     *
     * @param sent when the query for them was sent, by {@link #now}
     */
    synchronized List<Session> compare(long sent, List<Session> now) {
        if (sent - allAt < 0) {
            return now;
        }
        allAt = sent;
        List<Session> compared = compareSome(sent, now);
        Set<SessionId> listed = compared.stream().map(Session::id).collect(Collectors.toSet());
        before.entrySet().removeIf(entry -> entry.getValue().at - sent <= 0 && !listed.contains(entry.getKey()));
        return compared;
    }

    /** The same of a few sessions that were read by their keys. Of the others nothing is forgotten. */
    synchronized List<Session> compareSome(long sent, List<Session> now) {
        return now.stream().map(session -> compare(sent, session)).toList();
    }

    private Session compare(long sent, Session now) {
        Seen then = before.get(now.id());
        if (then != null && sent - then.at < 0) {
            return now;
        }
        Session compared = then != null && isRolledBack(then, now)
                ? now.with(now.automatic().withRollback())
                : now;
        if (compared.automatic().rolledBack() || mayYield(compared)) {
            before.put(now.id(), new Seen(compared, sent));
        } else {
            before.remove(now.id());
        }
        return compared;
    }

    private boolean isRolledBack(Seen then, Session now) {
        // At most: whatever an answer took counts as time in which a call may have been made.
        long passed =
                Duration.ofNanos(nanos.getAsLong() - then.at).plusMillis(999).toSeconds();
        return Objects.equals(then.session.logonTime(), now.logonTime())
                && now.undoRecords() == 0
                && hasMadeNoCall(then.session, now, passed);
    }

    /**
     * A call makes both status and LAST_CALL_ET begin anew. Of one that was made just before nothing can be told, nor
     * of a session that is KILLED or SNIPED: its transaction went for another reason.
     */
    private static boolean hasMadeNoCall(Session then, Session now, long passed) {
        return INACTIVE.equals(then.status())
                && INACTIVE.equals(now.status())
                && then.lastCallSeconds() > LAG_SECONDS
                && Math.abs(then.lastCallSeconds() + passed - now.lastCallSeconds()) <= LAG_SECONDS;
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
        notNow();
    }

    /** What is known stays until the parameters are due again. */
    private synchronized void notNow() {
        readAt = nanos.getAsLong();
    }

    /** @param at when the query for it was sent */
    private record Seen(Session session, long at) {}
}
