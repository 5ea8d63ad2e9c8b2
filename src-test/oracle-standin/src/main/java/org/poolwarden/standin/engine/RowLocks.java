package org.poolwarden.standin.engine;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which session has locked which row. H2 has row locks of its own, but waiting for one cannot be cancelled there, and
 * burns a processor without end once the holder has had a statement undone; so H2 is only asked for rows that are free
 * here.
 */
final class RowLocks {

    /**
     * A row.
     *
     * @param table with its schema
     * @param rowid H2's own
     */
    record Row(String table, long rowid) {}

    private final Map<Row, OracleSession> holders = new HashMap<>();

    /** A session other than this one that holds one of the rows. */
    synchronized Optional<OracleSession> holderOf(Collection<Row> rows, OracleSession otherThan) {
        return rows.stream()
                .map(holders::get)
                .filter(holder -> holder != null && holder != otherThan)
                .findFirst();
    }

    synchronized void lock(Collection<Row> rows, OracleSession session) {
        rows.forEach(row -> holders.putIfAbsent(row, session));
    }

    synchronized void unlock(Collection<Row> rows, OracleSession session) {
        rows.forEach(row -> holders.remove(row, session));
    }
}
