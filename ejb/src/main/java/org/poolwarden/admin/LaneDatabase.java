package org.poolwarden.admin;

import java.util.Set;
import org.poolwarden.leak.DatabaseId;
import org.poolwarden.leak.SessionId;
import org.poolwarden.logging.Messages;
import org.poolwarden.oracle.GuardException;

/** The database of a lane, through the one connection that everybody who reads it shares. */
record LaneDatabase(GuardEntry entry, DatabaseId database) implements Lane.Database {

    @Override
    public Sight look(boolean withRecovery, Set<SessionId> awaited) {
        return entry.sight(database, withRecovery, awaited);
    }

    @Override
    public boolean note(EndNote note) {
        try {
            entry.note(note);
            return true;
        } catch (GuardException e) {
            Messages.LOG.endNotNoted(e, note.killId(), e.getMessage());
            // what is refused once is refused again: the row has a note, or is gone, or the guard is too old
            return e.kind() == GuardException.Kind.REFUSED;
        } catch (RuntimeException e) {
            Messages.LOG.endNotNoted(e, note.killId(), e.toString());
            return false;
        }
    }
}
