package org.poolwarden.standin.database.kill;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.poolwarden.standin.database.catalog.RecoveryRow;
import org.poolwarden.standin.database.catalog.TransactionName;

/** gv$fast_start_transactions: those that outlived their process, until long after they are through. */
public final class TransactionRecovery {

    private static final int MOST = 1000;

    /** One row, which may still change. */
    private interface Entry {
        RecoveryRow now();
    }

    private final Deque<Entry> entries = new ArrayDeque<>();

    /** The transaction has lost its process; it goes on being undone. */
    public synchronized void takes(UndoProgress undo) {
        TransactionName name = TransactionName.of(undo.session());
        add(() -> {
            long done = undo.blocksDone();
            String begun = done == 0 ? "TO BE RECOVERED" : "RECOVERING";
            return new RecoveryRow(
                    undo.session().instance(),
                    name.usn(),
                    name.slot(),
                    name.seq(),
                    undo.isDone() ? "RECOVERED" : begun,
                    done,
                    undo.totalBlocks());
        });
    }

    /** A row as it is given, which no session stands behind. */
    public synchronized void shows(RecoveryRow row) {
        add(() -> row);
    }

    public synchronized List<RecoveryRow> rows() {
        return entries.stream().map(Entry::now).toList();
    }

    private void add(Entry entry) {
        if (entries.size() == MOST) {
            entries.removeFirst();
        }
        entries.addLast(entry);
    }
}
