package org.poolwarden.kill;

import java.util.function.Supplier;
import org.poolwarden.guard.GuardException;
import org.poolwarden.kill.record.EndNote;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.logging.Messages;
import org.poolwarden.scan.DatabaseSnapshot;
import org.poolwarden.scan.GuardEntry;
import org.poolwarden.scan.GuardEntry.Lane;

/**
 * The database of a queue of kills. It is read through the one connection that all its readers share.
 *
 * @param entry the guard of the database that counts now: a queue outlives the kill that it was made for. An end is
 *     noted by the guard that acted
 */
public record KillQueueDatabase(Supplier<GuardEntry> entry, DatabaseId database) implements KillQueue.Database {

    @Override
    public DatabaseSnapshot snapshot(DatabaseSnapshot.Wanted wanted) {
        return entry.get().snapshot(database, wanted);
    }

    @Override
    public boolean note(EndNote note) {
        try {
            return (note.by() == null ? entry.get() : note.by()).ask(Lane.KILLS, guard -> {
                note.write(guard);
                return true;
            });
        } catch (GuardException e) {
            Messages.LOG.endNotNoted(e, note.killId(), e.getMessage());
            // The guard would refuse it again: its rows have a note already, or there are no rows.
            return e.kind() == GuardException.Kind.REFUSED;
        } catch (RuntimeException e) {
            Messages.LOG.endNotNoted(e, note.killId(), e.toString());
            return false;
        }
    }
}
