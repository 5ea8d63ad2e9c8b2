package org.poolwarden.admin;

import java.util.ArrayList;
import java.util.List;
import org.poolwarden.admin.WardenException.Fault;
import org.poolwarden.leak.DatabaseId;
import org.poolwarden.leak.SessionId;
import org.poolwarden.logging.Messages;
import org.poolwarden.oracle.AuditEntry;
import org.poolwarden.oracle.GuardException;

/** What the guards' audits tell: of every kill how it began, whatever has become of the Poolwarden that ran it. */
final class History {

    private static final int MOST = 1000;

    private final Guards guards;
    private final Kills kills;

    History(Guards guards, Kills kills) {
        this.guards = guards;
        this.kills = kills;
    }

    /** Of all databases, the newest of each first. */
    List<AuditedKill> newest(int most) throws WardenException {
        List<AuditedKill> found = new ArrayList<>();
        for (GuardEntry entry : guards.identified()) {
            found.addAll(read(entry, guard -> guard.audit(bounded(most))));
        }
        return found;
    }

    /** @param database as it is shown, {@code FREE/FREEPDB1}; null where there is only one */
    List<AuditedKill> of(String database, int instance, int sid, int serial) throws WardenException {
        GuardEntry entry = entry(database);
        DatabaseId id = entry.known().orElseThrow(() -> unknown(database)).database();
        SessionId session = new SessionId(id, instance, sid, serial);
        return read(entry, guard -> guard.audit(session, MOST));
    }

    private GuardEntry entry(String database) throws WardenException {
        List<GuardEntry> entries = guards.identified();
        if (database == null || database.isBlank()) {
            if (entries.size() > 1) {
                throw new WardenException(Fault.BAD_REQUEST, Messages.LOG.whichDatabase(), null);
            }
            return entries.stream().findFirst().orElseThrow(() -> unknown("at all"));
        }
        return entries.stream()
                .filter(entry -> entry.known()
                        .map(known -> known.database().toString().equalsIgnoreCase(database.strip()))
                        .orElse(false))
                .findFirst()
                .orElseThrow(() -> unknown(database));
    }

    private List<AuditedKill> read(GuardEntry entry, GuardEntry.Reading reading) throws WardenException {
        try {
            return entry.audit(reading).stream().map(this::kill).toList();
        } catch (GuardException e) {
            throw new WardenException(Fault.UNAVAILABLE, Messages.LOG.auditUnreadable(entry.name(), e.getMessage()), e);
        }
    }

    private AuditedKill kill(AuditEntry entry) {
        String killId = AuditMark.killId(entry.requester()).orElse(null);
        boolean remembered = killId != null && kills.find(killId).isPresent();
        return new AuditedKill(entry, killId, remembered);
    }

    private static WardenException unknown(String database) {
        return new WardenException(Fault.NOT_FOUND, Messages.LOG.noSuchDatabase(database), null);
    }

    private static int bounded(int most) {
        return Math.min(Math.max(most, 1), MOST);
    }
}
