package org.poolwarden.pool.tracking;

import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known of each connection, by the connection itself, whatever its equals says; it keeps none alive. A look-up
 * takes no lock and makes no garbage, also where the JVM does not inline it: with a map of the JDK each would need a
 * key. Connections come seldom, so the table is then made anew.
 */
final class ByConnection {

    private static final int SMALLEST = 64;

    /** At most half full; nothing in it changes. */
    private volatile Entry[] table = new Entry[SMALLEST];

    private int size;

    /** Null if nothing is known of it. */
    PhysicalConnection find(Connection connection) {
        Entry[] now = table;
        int mask = now.length - 1;
        int at = System.identityHashCode(connection) & mask;
        for (Entry entry = now[at]; entry != null; entry = now[at]) {
            if (entry.get() == connection) {
                return entry.physical;
            }
            at = (at + 1) & mask;
        }
        return null;
    }

    /** Never null; the same object for the same connection. */
    synchronized PhysicalConnection get(Connection connection) {
        PhysicalConnection known = find(connection);
        if (known != null) {
            return known;
        }
        List<Entry> kept = kept();
        Entry added = new Entry(connection);
        kept.add(added);
        table = tableOf(kept);
        size = kept.size();
        return added.physical;
    }

    /** Of every connection that is still in memory. */
    synchronized List<PhysicalConnection> all() {
        List<Entry> kept = kept();
        if (kept.size() < size) {
            table = tableOf(kept);
            size = kept.size();
        }
        return kept.stream().map(entry -> entry.physical).toList();
    }

    private List<Entry> kept() {
        List<Entry> kept = new ArrayList<>();
        for (Entry entry : table) {
            if (entry != null && entry.get() != null) {
                kept.add(entry);
            }
        }
        return kept;
    }

    private static Entry[] tableOf(List<Entry> entries) {
        int length = Math.max(SMALLEST, Integer.highestOneBit(entries.size()) << 2);
        Entry[] made = new Entry[length];
        for (Entry entry : entries) {
            int at = entry.hash & (length - 1);
            while (made[at] != null) {
                at = (at + 1) & (length - 1);
            }
            made[at] = entry;
        }
        return made;
    }

    private static final class Entry extends WeakReference<Connection> {

        private final int hash;
        private final PhysicalConnection physical = new PhysicalConnection();

        Entry(Connection connection) {
            super(connection);
            hash = System.identityHashCode(connection);
        }
    }
}
