package org.poolwarden.pool.ironjacamar;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jboss.jca.core.connectionmanager.listener.ConnectionListener;
import org.poolwarden.pool.identity.DriverQuestions;
import org.poolwarden.pool.identity.Identified;
import org.poolwarden.pool.ironjacamar.internals.ManagedPool;
import org.poolwarden.pool.ironjacamar.reclaim.LeaseHold;
import org.poolwarden.pool.tracking.PhysicalConnection;
import org.poolwarden.pool.tracking.Tracker;
import org.poolwarden.text.Durations;

/**
 * Identifies connections that were opened before our listener came, as far as that can be done without waiting: by what
 * the driver keeps; else by asking it, all at once and for {@value #WAIT_MILLIS} ms in all, but never about one that is
 * inside a call. What is not known then is told with its reason.
 */
final class OlderConnections {

    private static final long WAIT_MILLIS = 250;
    private static final Duration WAIT = Duration.ofMillis(WAIT_MILLIS);

    private final DriverQuestions questions;
    private final LongSupplier nanos;
    /** Those that were inside a call at each reading of the leases, and since when. Replaced, and never changed. */
    private volatile Map<PhysicalConnection, Long> calling = Map.of();

    OlderConnections(DriverQuestions questions, LongSupplier nanos) {
        this.questions = questions;
        this.nanos = nanos;
    }

    /** Of all leases at this moment. */
    void identify(Collection<LeaseHold> holds) {
        Map<PhysicalConnection, Long> before = calling;
        Map<PhysicalConnection, Long> now = new IdentityHashMap<>();
        List<DriverQuestions.Question<?>> asked = new ArrayList<>();
        for (LeaseHold hold : holds) {
            PhysicalConnection physical = hold.physical();
            if (physical.identity() != null) {
                continue;
            }
            ConnectionListener listener = hold.listener();
            Connection connection = hold.connection();
            if (listener != null && connection != null) {
                if (!identify(hold.pool(), listener, physical, connection, asked)) {
                    now.put(physical, before.getOrDefault(physical, nanos.getAsLong()));
                }
            }
        }
        calling = now;
        DriverQuestions.await(asked, WAIT);
    }

    /** Of all that the slots of a pool hold, checked out or not. */
    void identify(ManagedPool pool, Tracker tracker, Map<Connection, ConnectionListener> slots) {
        List<DriverQuestions.Question<?>> asked = new ArrayList<>();
        slots.forEach(
                (connection, listener) -> identify(pool, listener, tracker.physical(connection), connection, asked));
        DriverQuestions.await(asked, WAIT);
    }

    /** False if it is not known because a thread is inside a call. */
    private static boolean identify(
            ManagedPool pool,
            ConnectionListener listener,
            PhysicalConnection physical,
            Connection connection,
            List<DriverQuestions.Question<?>> asked) {
        Tracker tracker = pool.tracker();
        if (tracker == null || physical.identity() != null || tracker.identifyByRecord(physical, connection)) {
            return true;
        }
        if (pool.internals().isInsideCall(listener.getManagedConnection())) {
            return false;
        }
        DriverQuestions.Question<?> question = tracker.identify(physical, connection);
        if (question != null) {
            asked.add(question);
        }
        return true;
    }

    /** Why the session of a lease is not known, in words; null if it is, and for another database than Oracle. */
    String unidentified(LeaseHold hold) {
        Identified identity = hold.physical().identity();
        if (identity != null) {
            return identity.unknown();
        }
        Long since = calling.get(hold.physical());
        if (since != null) {
            return "a thread is inside a call on it" + sinceThen(Duration.ofNanos(nanos.getAsLong() - since))
                    + ", and until that call ends its driver tells nothing; each scan tries again";
        }
        Connection connection = hold.connection();
        Duration open = connection == null ? null : questions.openFor(connection);
        if (open != null) {
            return "its driver was asked for it " + Durations.of(open)
                    + " ago and has not answered yet, as something else holds the driver's lock";
        }
        return questions.isFull()
                ? "the drivers of " + questions.open()
                        + " other connections owe an answer, and no more are asked at once; each scan tries again"
                : "its driver has not told it; the next checkout asks again";
    }

    private static String sinceThen(Duration seen) {
        return seen.toSeconds() < 1 ? "" : ", as it was at each scan of the last " + Durations.of(seen);
    }
}
