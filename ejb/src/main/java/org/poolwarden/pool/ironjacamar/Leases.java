package org.poolwarden.pool.ironjacamar;

import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.jca.core.connectionmanager.listener.ConnectionListener;
import org.poolwarden.pool.ironjacamar.internals.ManagedPool;
import org.poolwarden.pool.ironjacamar.reclaim.LeaseHold;
import org.poolwarden.pool.tracking.Tracker;
import org.poolwarden.request.Node;

/** Gives each checkout its id, the same in every scan. Remembers only what the last scan saw. */
final class Leases {

    private static final int MAX_LOST = 2_000;

    /**
     * Begins with the number of the server and the time: an id noted at another server, or before a restart, names no
     * lease here. A script in JavaScript can still read it, for it has less than 16 digits.
     */
    private final long before = Node.firstLease(Instant.now());

    private long lastId = before;

    private Map<Long, LeaseHold> holds = Map.of();

    /** When the last reading of each pool began, by {@link System#nanoTime}: what it did not see is not older. */
    private Map<ManagedPool, Long> readAt = Map.of();

    /** The last leases whose connection was taken away while it was checked out. */
    private final Set<Long> lost = new LinkedHashSet<>();

    /** Every checkout of these pools, known ones with the id they had. */
    synchronized List<LeaseHold> read(Collection<ManagedPool> pools) {
        Map<ConnectionListener, LeaseHold> before = byListener();
        Map<Long, LeaseHold> now = new LinkedHashMap<>();
        Map<ManagedPool, Long> times = new IdentityHashMap<>();
        for (ManagedPool pool : pools) {
            times.put(pool, System.nanoTime());
            for (ConnectionListener listener : pool.checkedOut()) {
                LeaseHold hold = before.get(listener);
                if (hold == null || !hold.isHeld()) {
                    hold = hold(pool, listener, readAt.get(pool));
                }
                if (hold != null) {
                    now.put(hold.id(), hold);
                }
            }
        }
        holds.values().stream()
                .filter(hold -> !now.containsKey(hold.id()) && hold.isLost())
                .forEach(hold -> lost.add(hold.id()));
        Iterator<Long> oldest = lost.iterator();
        for (int tooMany = lost.size() - MAX_LOST; tooMany > 0; tooMany--) {
            oldest.next();
            oldest.remove();
        }
        holds = now;
        readAt = times;
        return new ArrayList<>(now.values());
    }

    /** Null if the last scan did not see it. */
    synchronized LeaseHold hold(long id) {
        return holds.get(id);
    }

    /** Whether a checkout has, or had, that id. */
    synchronized boolean knew(long id) {
        return id > before && id <= lastId;
    }

    /** Whether its connection was taken away while it was checked out. */
    synchronized boolean wasLost(long id) {
        return lost.contains(id);
    }

    synchronized void forget() {
        holds = new HashMap<>();
        readAt = Map.of();
    }

    private LeaseHold hold(ManagedPool pool, ConnectionListener listener, Long notYetAt) {
        Connection connection = pool.internals().physical(listener.getManagedConnection());
        Tracker tracker = pool.tracker(); // null if the pool has gone since
        return connection == null || tracker == null
                ? null
                : new LeaseHold(++lastId, pool, listener, tracker.physical(connection), notYetAt);
    }

    private Map<ConnectionListener, LeaseHold> byListener() {
        Map<ConnectionListener, LeaseHold> known = new IdentityHashMap<>();
        for (LeaseHold hold : holds.values()) {
            ConnectionListener listener = hold.listener();
            if (listener != null) {
                known.put(listener, hold);
            }
        }
        return known;
    }
}
