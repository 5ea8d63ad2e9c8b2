package org.poolwarden.standin.database.transaction;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.poolwarden.standin.database.catalog.SessionId;
import org.poolwarden.standin.engine.OraException;

/** A transaction: written by whoever uses its connection, read by all. */
public final class OpenTransaction {

    private record Mark(long undoRecords, int locks) {}

    private final Map<String, Mark> savepoints = new LinkedHashMap<>();
    private final Set<RowLocks.Row> locked = new LinkedHashSet<>();
    private final Set<String> tables = new HashSet<>();
    private final Set<SessionId> owners = new LinkedHashSet<>();
    private boolean inDoubt;
    private boolean open;
    private long number;
    private long undoRecords;

    /** Those that work with it now: none if all its branches are detached, several if several are attached. */
    synchronized List<SessionId> owners() {
        return List.copyOf(owners);
    }

    public synchronized void belongsTo(SessionId session) {
        owners.add(session);
    }

    public synchronized void isLeftBy(SessionId session) {
        owners.remove(session);
    }

    /** It is prepared, and the session that prepared it has gone: it may stay for long. */
    public synchronized void doubt() {
        inDoubt = true;
    }

    synchronized boolean isInDoubt() {
        return inDoubt;
    }

    public synchronized boolean isOpen() {
        return open;
    }

    /** Counts those that were here: tells an open one from the next. */
    synchronized long number() {
        return number;
    }

    public synchronized long undoRecords() {
        return undoRecords;
    }

    public synchronized boolean changed(String table) {
        return tables.contains(table);
    }

    public synchronized void changes(String table, long rows, Collection<RowLocks.Row> newLocks) {
        tables.add(table);
        locked.addAll(newLocks);
        undoRecords += rows;
        open = true;
    }

    public synchronized void savepoint(String name) {
        savepoints.remove(name);
        savepoints.put(name, new Mark(undoRecords, locked.size()));
    }

    public synchronized boolean hasSavepoints() {
        return !savepoints.isEmpty();
    }

    /** Throws ORA-01086 if there is none of that name. */
    public synchronized void requireSavepoint(String name) throws OraException {
        if (!savepoints.containsKey(name)) {
            throw new OraException(1086, "savepoint '" + name + "' never established");
        }
    }

    /**
     * The transaction stays open, as in Oracle; later savepoints are gone.
     *
     * @return the locks that are no longer held
     */
    public synchronized List<RowLocks.Row> rolledBackTo(String name) {
        Mark mark = savepoints.get(name);
        boolean later = false;
        for (Iterator<String> names = savepoints.keySet().iterator(); names.hasNext(); ) {
            boolean found = names.next().equals(name);
            if (later) {
                names.remove();
            }
            later |= found;
        }
        undoRecords = mark.undoRecords;
        List<RowLocks.Row> all = new ArrayList<>(locked);
        List<RowLocks.Row> released = List.copyOf(all.subList(mark.locks, all.size()));
        released.forEach(locked::remove);
        return released;
    }

    /** Returns the locks that are no longer held. */
    synchronized List<RowLocks.Row> ended() {
        List<RowLocks.Row> released = List.copyOf(locked);
        open = false;
        number++;
        undoRecords = 0;
        locked.clear();
        tables.clear();
        savepoints.clear();
        return released;
    }
}
