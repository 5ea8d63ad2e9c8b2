package org.poolwarden.pool.ironjacamar;

import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.jca.core.connectionmanager.listener.ConnectionListener;
import org.poolwarden.leak.evidence.OwnConnection;
import org.poolwarden.leak.evidence.OwnConnections;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.pool.Tracking;
import org.poolwarden.pool.identity.Identified;
import org.poolwarden.pool.ironjacamar.internals.ManagedPool;
import org.poolwarden.pool.tracking.PhysicalConnection;
import org.poolwarden.pool.tracking.Tracker;

/**
 * Lists every physical connection that the pools have made. The slots hold most of them; the listener sees the others
 * too, above all the one that the transaction manager's recovery opens by the same factory and uses at each of its
 * passes.
 */
final class Connections {

    private final OlderConnections older;
    private final Tracking tracking;
    private final List<OwnConnection> list = new ArrayList<>();
    private final Map<String, String> unreadable = new HashMap<>();
    private String unknown;

    Connections(OlderConnections older, Tracking tracking) {
        this.older = older;
        this.tracking = tracking;
    }

    /**
     * @param counted pools whose connections can be counted and not be read
     * @param unseen an application that may have connections that no pool of the server made, in words; null for none
     */
    OwnConnections of(Registry registry, List<PoolStatus> counted, String unseen) {
        unknown = unseen;
        counted.forEach(pool -> unknown = "the connections of " + pool.name() + " can be counted only");
        if (tracking == Tracking.OFF) {
            unknown = "tracking is OFF, and the connections of the transaction manager's recovery are not seen";
        }
        registry.refresh().forEach(this::add);
        if (registry.isClosed()) {
            unknown = "Poolwarden is being stopped"; // no pool is not no connection
        }
        return new OwnConnections(list, unknown, unreadable);
    }

    private void add(ManagedPool pool) {
        Tracker tracker = pool.tracker();
        if (tracker == null || !pool.isSupported()) {
            unknown = "the connections of " + pool.name() + " cannot be read";
            return;
        }
        Map<PhysicalConnection, Instant> pooled = new IdentityHashMap<>();
        Map<Connection, ConnectionListener> slots = pool.connections();
        older.identify(pool, tracker, slots);
        slots.forEach((connection, listener) -> {
            PhysicalConnection physical = tracker.physical(connection);
            pooled.put(physical, Instant.ofEpochMilli(listener.getLastCheckedOutTime()));
            Identified identity = physical.identity();
            requireKnown(pool, identity);
            if (identity == null && physical.checkout() != null) { // it was asked at the checkout
                unreadable.putIfAbsent(pool.name(), "its driver raised an error when it was asked (PWARDEN0105)");
            } else if (identity != null && identity.unknown() != null) {
                unreadable.put(pool.name(), identity.unknown());
            }
        });
        for (PhysicalConnection physical : tracker.all()) {
            requireKnown(pool, physical.identity());
            if (physical.client() != null) {
                list.add(new OwnConnection(
                        pool.name(), physical.client(), pooled.containsKey(physical), pooled.get(physical)));
            }
        }
    }

    private void requireKnown(ManagedPool pool, Identified identity) {
        if (identity == null) {
            unknown =
                    "a connection of " + pool.name() + " is inside a call, or its driver has not revealed its session";
        } else if (identity.unknown() != null) {
            unknown = "a connection of " + pool.name() + " could not be identified: " + identity.unknown();
        }
    }
}
