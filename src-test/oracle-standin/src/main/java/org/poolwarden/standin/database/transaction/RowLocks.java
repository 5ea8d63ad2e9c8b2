package org.poolwarden.standin.database.transaction;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which transaction has locked which row. H2 has row locks too, but waiting for one cannot be cancelled there, and
 * burns a processor without end once the holder has had a statement undone; so H2 is only asked for rows that are free
 * here.
 */
public final class RowLocks {

    /**
     * A row.
     *
     * @param table with its schema
     * @param rowid H2's own
     */
    public record Row(String table, long rowid) {}

    private final Map<Row, OpenTransaction> holders = new HashMap<>();

    /** A transaction other than this one that holds one of the rows. */
    public synchronized Optional<OpenTransaction> holderOf(Collection<Row> rows, OpenTransaction otherThan) {
        return rows.stream()
                .map(holders::get)
                .filter(holder -> holder != null && holder != otherThan)
                .findFirst();
    }

    public synchronized void lock(Collection<Row> rows, OpenTransaction transaction) {
        rows.forEach(row -> holders.putIfAbsent(row, transaction));
    }

    public synchronized void unlock(Collection<Row> rows, OpenTransaction transaction) {
        rows.forEach(row -> holders.remove(row, transaction));
    }
}
