package org.poolwarden.admin;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.poolwarden.admin.record.AuditFilter;
import org.poolwarden.admin.record.AuditPage;
import org.poolwarden.admin.record.AuditedKill;
import org.poolwarden.guard.AuditEntry;
import org.poolwarden.guard.AuditQuery;
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
import org.poolwarden.scan.Ticker;
import org.poolwarden.text.UtcTimes;

/** Reads the guards' audits. */
final class AuditReader {

    private static final int MAX = AuditFilter.MAX;

    private static final Comparator<AuditedKill> NEWEST_FIRST = Comparator.comparing(
                    (AuditedKill kill) -> kill.entry().at(), Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(kill -> kill.entry().id())
            .reversed();

    /** So far back goes a search that looks at each row, unless it says how far. */
    private static final Duration LOOKBACK = Duration.ofDays(90);

    private final Guards guards;
    private final Kills kills;
    private final Ticker ticker;

    AuditReader(Guards guards, Kills kills, Ticker ticker) {
        this.guards = guards;
        this.kills = kills;
        this.ticker = ticker;
    }

    /** As {@link AuditAdmin#whoKilled}, for a thread that may wait. */
    AuditPage whoKilled(String database, int instance, int sid, int serial) throws WardenException {
        GuardEntry entry = guards.named(database);
        GuardEntry.Known known = entry.known().orElseThrow(() -> Guards.unknown(database));
        SessionId session = new SessionId(known.database(), instance, sid, serial);
        List<AuditedKill> found = read(entry, guard -> guard.audit(session, MAX));
        return new AuditPage(found, found.size() >= MAX, null, guards.doubts(database));
    }

    /** As {@link AuditAdmin#audit}, for a thread that may wait. */
    AuditPage audit(AuditFilter asked) throws WardenException {
        LocalDateTime since = since(asked);
        AuditFilter filter = since == null ? asked : asked.since(since);
        List<Problem> problems = new ArrayList<>();
        boolean named = filter.database() != null;
        List<GuardEntry> entries = named ? List.of(guards.named(filter.database())) : guards.identified(problems);
        List<AuditedKill> found = new ArrayList<>();
        for (GuardEntry entry : entries) {
            try {
                // One more than wanted tells whether there are more.
                found.addAll(read(entry, guard -> guard.audit(query(entry, filter), filter.max() + 1)));
            } catch (WardenException e) {
                if (named) {
                    throw e;
                }
                Messages.LOG.debug("One audit of several", e);
                problems.addAll(e.problems());
            }
        }
        found.sort(NEWEST_FIRST);
        return new AuditPage(found.stream().limit(filter.max()).toList(), found.size() > filter.max(), since, problems);
    }

    /**
     * From when a search looks that does not say so; null if it says so, or needs none: the newest rows are found by
     * their time. Up to a time before that it looks as far back from there.
     */
    private LocalDateTime since(AuditFilter filter) {
        if (filter.from() != null || !filter.looksAtEachRow()) {
            return null;
        }
        LocalDateTime now =
                LocalDateTime.ofInstant(ticker.now(), ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
        LocalDateTime end = filter.to() != null && filter.to().isBefore(now) ? filter.to() : now;
        LocalDateTime since = end.minus(LOOKBACK);
        return since.isBefore(UtcTimes.FIRST) ? UtcTimes.FIRST : since;
    }

    /** A database is not asked for its own name: it is the answer to that word. */
    private static AuditQuery query(GuardEntry entry, AuditFilter filter) {
        String name = entry.known()
                .map(known -> known.database().toString().toLowerCase(Locale.ROOT))
                .orElse("");
        List<String> words = filter.words().stream()
                .filter(word -> !name.contains(word.toLowerCase(Locale.ROOT)))
                .toList();
        return new AuditQuery(
                filter.session(), filter.requester(), filter.outcome(), words, filter.from(), filter.to());
    }

    private List<AuditedKill> read(GuardEntry entry, GuardEntry.Question<List<AuditEntry>> question)
            throws WardenException {
        try {
            return entry.ask(Lane.QUESTIONS, question).stream().map(this::kill).toList();
        } catch (GuardException e) {
            throw new WardenException(Fault.UNAVAILABLE, unread(entry, e), e);
        }
    }

    private static Problem unread(GuardEntry entry, GuardException e) {
        return switch (e.kind()) {
            case BUSY, UNAVAILABLE -> Messages.LOG.auditNotNow(entry.name(), e.getMessage());
            default -> Messages.LOG.auditUnreadable(entry.name(), e.getMessage());
        };
    }

    private AuditedKill kill(AuditEntry entry) {
        String killId = entry.killId();
        boolean remembered = killId != null && kills.find(killId).isPresent();
        return new AuditedKill(entry, remembered);
    }
}
