package org.poolwarden.admin;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.poolwarden.admin.record.AuditFilter;
import org.poolwarden.admin.record.AuditPage;
import org.poolwarden.admin.record.AuditedKill;
import org.poolwarden.guard.AuditEntry;
import org.poolwarden.guard.GuardException;
import org.poolwarden.kill.Kills;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.logging.Messages;
import org.poolwarden.request.Problem;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;
import org.poolwarden.scan.GuardEntry;
import org.poolwarden.scan.GuardEntry.Lane;
import org.poolwarden.scan.Guards;

/** Reads the guards' audits. */
final class AuditReader {

    private static final int MAX = AuditFilter.MAX;

    private static final Comparator<AuditedKill> NEWEST_FIRST = Comparator.comparing(
                    (AuditedKill kill) -> kill.entry().at(), Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(kill -> kill.entry().id())
            .reversed();

    private final Guards guards;
    private final Kills kills;

    AuditReader(Guards guards, Kills kills) {
        this.guards = guards;
        this.kills = kills;
    }

    /** As {@link AuditAdmin#whoKilled}, for a thread that may wait. */
    AuditPage whoKilled(String database, int instance, int sid, int serial) throws WardenException {
        GuardEntry entry = guards.named(database);
        GuardEntry.Known known = entry.known().orElseThrow(() -> Guards.unknown(database));
        SessionId session = new SessionId(known.database(), instance, sid, serial);
        List<AuditedKill> found = read(entry, guard -> guard.audit(session, MAX));
        return new AuditPage(found, found.size() >= MAX, guards.doubts(database));
    }

    /** As {@link AuditAdmin#audit}, for a thread that may wait. */
    AuditPage audit(AuditFilter filter) throws WardenException {
        List<Problem> problems = new ArrayList<>();
        boolean named = filter.database() != null;
        List<GuardEntry> entries = named ? List.of(guards.named(filter.database())) : guards.identified(problems);
        List<AuditedKill> found = new ArrayList<>();
        List<AuditedKill> cut = new ArrayList<>();
        for (GuardEntry entry : entries) {
            List<AuditedKill> all;
            try {
                all = read(entry, guard -> guard.audit(MAX));
            } catch (WardenException e) {
                if (named) {
                    throw e;
                }
                Messages.LOG.debug("One audit of several", e);
                problems.addAll(e.problems());
                continue;
            }
            all.stream().filter(kill -> matches(kill.entry(), filter)).forEach(found::add);
            if (all.size() == MAX && !isBefore(all.get(MAX - 1), filter.from())) {
                cut.add(all.get(MAX - 1));
            }
        }
        found.sort(NEWEST_FIRST);
        boolean more = !cut.isEmpty();
        for (AuditedKill oldest : cut) {
            // Else as many as were asked for are there, and all are newer than what was not searched.
            if (found.size() < filter.max() || NEWEST_FIRST.compare(oldest, found.get(filter.max() - 1)) < 0) {
                problems.add(Messages.LOG.auditCut(oldest.entry().database(), MAX));
            }
        }
        more |= found.size() > filter.max();
        return new AuditPage(found.stream().limit(filter.max()).toList(), more, problems);
    }

    private static boolean isBefore(AuditedKill kill, LocalDateTime time) {
        LocalDateTime at = kill.entry().at();
        return time != null && at != null && at.isBefore(time);
    }

    private static boolean matches(AuditEntry entry, AuditFilter filter) {
        LocalDateTime at = entry.at();
        return (filter.session() == null || filter.session().equals(entry.session()))
                && (filter.requester() == null || contains(entry.requester(), filter.requester()))
                && (filter.from() == null || (at != null && !at.isBefore(filter.from())))
                && (filter.to() == null || (at != null && !at.isAfter(filter.to())));
    }

    private static boolean contains(String text, String part) {
        return text != null && text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    private List<AuditedKill> read(GuardEntry entry, GuardEntry.Question<List<AuditEntry>> question)
            throws WardenException {
        try {
            return entry.ask(Lane.QUESTIONS, question).stream().map(this::kill).toList();
        } catch (GuardException e) {
            throw new WardenException(Fault.UNAVAILABLE, Messages.LOG.auditUnreadable(entry.name(), e.getMessage()), e);
        }
    }

    private AuditedKill kill(AuditEntry entry) {
        String killId = entry.killId();
        boolean remembered = killId != null && kills.find(killId).isPresent();
        return new AuditedKill(entry, remembered);
    }
}
