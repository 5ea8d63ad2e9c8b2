package org.poolwarden.leak.neighbours;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;

/**
 * The calls that sessions of a node have made since it left. It is kept for as long as the node is remembered: a call
 * shows that the node lived, also when the session that made it has gone or its database is silent. Safe for use by
 * several threads.
 */
public final class LifeSigns {

    /** The database counts the seconds since a call in steps of three. */
    private static final Duration COARSE = Duration.ofSeconds(5);

    /** A guard that fails on one node alone is noticed by then, too. */
    private static final Duration LONGEST = Duration.ofSeconds(150);

    /** Those that were in a call when the node left, with when that call ended; ZERO if it is not known to have. */
    private final Map<SessionId, Duration> inCall = new HashMap<>();

    /** Null as long as there is none. */
    private Call latest;

    /**
     * A call of a session.
     *
     * @param after how long after the node had left
     */
    public record Call(SessionId session, Duration after) {}

    /**
     * How often a node makes a call at the least that others who lose it must not take for ended.
     *
     * @param orphanAfter how long they wait for one
     * @return ZERO if it has to make as many as it can
     */
    public static Duration atLeastEvery(Duration orphanAfter) {
        Duration half = orphanAfter.minus(COARSE).dividedBy(2);
        if (half.isNegative()) {
            return Duration.ZERO;
        }
        return half.compareTo(LONGEST) > 0 ? LONGEST : half;
    }

    /** The call of a session that is later than the node's departure; empty if its last one is not. */
    static Optional<Call> of(Session session, Duration sinceLeft) {
        Duration sinceCall = Duration.ofSeconds(session.lastCallSeconds());
        return sinceCall.plus(COARSE).compareTo(sinceLeft) < 0
                ? Optional.of(new Call(session.id(), sinceLeft.minus(sinceCall)))
                : Optional.empty();
    }

    /**
     * Remembers a call that is later than the departure. The end of one that had begun before is none: without its
     * client a statement ends too, when it is through or gets the row that it waits for.
     *
     * @param session one that the node told of, not killed, as the database lists it just now
     */
    synchronized void note(Session session, Duration sinceLeft) {
        Optional<Call> call = of(session, sinceLeft);
        if (call.isEmpty()) {
            if (session.isActive()) {
                inCall.putIfAbsent(session.id(), Duration.ZERO);
            }
            return;
        }
        Duration after = call.get().after();
        Duration ended = inCall.get(session.id());
        if (ended != null && !session.isActive() && isFirst(ended, after)) {
            inCall.put(session.id(), after);
        } else if (latest == null || latest.after().compareTo(after) < 0) {
            latest = call.get();
        }
    }

    private static boolean isFirst(Duration ended, Duration after) {
        return ended.isZero() || after.compareTo(ended.plus(COARSE)) <= 0;
    }

    /** The latest that is remembered. */
    public synchronized Optional<Call> latest() {
        return Optional.ofNullable(latest);
    }
}
