package org.poolwarden.scan.holdings;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.poolwarden.guard.GuardException;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Holdings;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.logging.Messages;
import org.poolwarden.scan.GuardEntry;
import org.poolwarden.scan.GuardEntry.Lane;
import org.poolwarden.scan.Guards;
import org.poolwarden.scan.Scan;
import org.poolwarden.scan.Ticker;

/**
 * After a scan, if the last time was a while ago, asks each database what a few sessions hold: those of suspected
 * leases, for their growth, and some that are idle in their pools and were used since they were asked about. One of
 * the latter that came back with many open cursors is told in the log, with the place that borrowed it last as far as a
 * scan has seen that, once an hour for each place.
 * For the one thread that scans.
 */
public final class HoldingsSurvey {

    static final Duration SILENCE = Duration.ofHours(1);

    /** So many suspects are asked about in one survey of a database, each once a minute at most. */
    static final int MAX_SUSPECTS = 8;

    /** So many connections that are back are asked about in one survey of a database. */
    static final int MAX_BACK = 4;

    static final int MAX_PLACES = 1000;

    /** So long one database is asked in one survey, and the question that is under way then. */
    static final Duration BUDGET = Duration.ofSeconds(2);

    /** So long a database is left alone that did not answer, or not in that time. */
    static final Duration REST = Duration.ofMinutes(5);

    private final Guards guards;
    private final HoldingsHistory history;
    private final Supplier<List<Row>> leases;
    private final int manyCursors;
    private final Duration pause;
    private final Ticker ticker;
    private final Map<SessionId, String> places = bounded();
    private final Map<String, Long> warned = bounded();
    private final Map<DatabaseId, Long> slow = bounded();
    /** Which was asked how long ago, among those that are idle. */
    private final Map<SessionId, Long> asked = bounded();

    /** Null before the first. */
    private Long last;

    /**
     * @param leases those of now; asks no database
     * @param manyCursors from so many open cursors on a connection that came back is told
     * @param pause the least time between two surveys; zero if none is to be made
     */
    public HoldingsSurvey(
            Guards guards,
            HoldingsHistory history,
            Supplier<List<Row>> leases,
            int manyCursors,
            Duration pause,
            Ticker ticker) {
        this.guards = guards;
        this.history = history;
        this.leases = leases;
        this.manyCursors = manyCursors;
        this.pause = pause;
        this.ticker = ticker;
    }

    /**
     * Asks for a few seconds at most, so that the next scan is not kept waiting. A database that was slow is left alone
     * for a while. Never fails: what databases do not tell is told by the scans.
     */
    public void after(Scan scan) {
        if (pause.isZero()) {
            return;
        }
        scan.rows().forEach(this::remember);
        if (last != null && ticker.nanos() - last < pause.toNanos()) {
            return;
        }
        last = ticker.nanos();
        try {
            survey(scan);
        } catch (RuntimeException | LinkageError e) {
            // A pool that is being removed cannot be read, and the scan is through.
            Messages.LOG.debug("What sessions hold", e);
        }
    }

    private void survey(Scan scan) {
        Map<SessionId, Duration> ages = new LinkedHashMap<>();
        scan.leaks().stream()
                .filter(row -> row.judgement().verdict().isLeak() && row.shownSession() != null)
                .filter(row -> !row.session().isKilled())
                .forEach(row -> ages.put(row.session().id(), row.lease().age()));
        List<SessionId> suspects = ages.keySet().stream()
                .filter(history::isDue)
                .sorted(Comparator.comparing(history::lastNanos))
                .toList();
        Map<SessionId, ClassifiedSession> idle = scan.sessions().stream()
                .filter(HoldingsSurvey::isBack)
                .filter(this::wasUsed)
                .sorted(Comparator.comparingLong(this::idlePauses).thenComparing(this::lastAsked))
                .collect(Collectors.toMap(
                        one -> one.session().id(), Function.identity(), (one, other) -> one, LinkedHashMap::new));
        Set<DatabaseId> databases = Stream.concat(suspects.stream(), idle.keySet().stream())
                .map(SessionId::database)
                .collect(Collectors.toSet());
        for (DatabaseId database : databases) {
            if (isResting(database)) {
                continue;
            }
            Set<SessionId> wanted = Stream.concat(
                            first(MAX_SUSPECTS, suspects, database), first(MAX_BACK, idle.keySet(), database))
                    .collect(Collectors.toSet());
            Map<SessionId, Holdings> found = ask(database, wanted);
            suspects.stream()
                    .filter(found::containsKey)
                    .forEach(one -> history.add(one, found.get(one), ages.get(one)));
            warn(idle, found);
        }
    }

    /** Since it was asked about, as far as the database's seconds tell. */
    private boolean wasUsed(ClassifiedSession one) {
        Long before = asked.get(one.session().id());
        return before == null
                || one.session().lastCallSeconds()
                        <= Duration.ofNanos(ticker.nanos() - before).toSeconds();
    }

    /** Those that came back lately come first; of those as lately, whoever was asked about longest ago. */
    private long idlePauses(ClassifiedSession one) {
        return one.session().lastCallSeconds() / Math.max(1, pause.toSeconds());
    }

    private long lastAsked(ClassifiedSession one) {
        return asked.getOrDefault(one.session().id(), Long.MIN_VALUE);
    }

    private static Stream<SessionId> first(int most, Collection<SessionId> sessions, DatabaseId database) {
        return sessions.stream().filter(one -> one.database().equals(database)).limit(most);
    }

    /** One after the other, so that a database which is slow is asked about one more session at most. */
    private Map<SessionId, Holdings> ask(DatabaseId database, Set<SessionId> wanted) {
        Map<SessionId, Holdings> found = new ConcurrentHashMap<>();
        GuardEntry entry = guards.entry(database).orElse(null);
        if (entry == null) {
            return found;
        }
        long begun = ticker.nanos();
        for (SessionId session : wanted) {
            boolean answered = ask(entry, session, found);
            asked.put(session, ticker.nanos());
            if (!answered || ticker.nanos() - begun >= BUDGET.toNanos()) {
                slow.put(database, ticker.nanos());
                break;
            }
        }
        return found;
    }

    private boolean ask(GuardEntry entry, SessionId session, Map<SessionId, Holdings> found) {
        AtomicBoolean answered = new AtomicBoolean();
        guards.await("holdings", () -> {
            try {
                found.putAll(entry.ask(Lane.SCANS, guard -> guard.holdings(Set.of(session))));
                answered.set(true);
            } catch (GuardException e) {
                Messages.LOG.debug("What sessions hold", e);
            }
        });
        return answered.get();
    }

    private boolean isResting(DatabaseId database) {
        Long since = slow.get(database);
        return since != null && ticker.nanos() - since < REST.toNanos();
    }

    /** Whose place will be wanted when it is back. */
    private void remember(Row row) {
        if (row.shownSession() != null && row.lease().borrower().callSite() != null) {
            places.put(row.session().id(), row.lease().borrower().callSite());
        }
    }

    private static boolean isBack(ClassifiedSession one) {
        return one.judgement().verdict() == Verdict.IDLE
                && one.pool() != null
                && one.session().isShown()
                && !one.session().isKilled();
    }

    /** What was borrowed again meanwhile may have them open rightly. */
    private void warn(Map<SessionId, ClassifiedSession> idle, Map<SessionId, Holdings> found) {
        List<SessionId> many = found.entrySet().stream()
                .filter(one -> idle.containsKey(one.getKey()) && isMany(one.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        if (many.isEmpty()) {
            return;
        }
        Set<SessionId> borrowed = leases.get().stream()
                .filter(row -> row.lease().client() != null)
                .map(row -> row.lease().client().session())
                .collect(Collectors.toSet());
        many.stream().filter(one -> !borrowed.contains(one)).forEach(one -> warn(idle.get(one), found.get(one)));
    }

    private boolean isMany(Holdings held) {
        return held.cursors() != null && held.cursors() >= manyCursors;
    }

    private void warn(ClassifiedSession one, Holdings held) {
        String place = places.get(one.session().id());
        Long before = warned.get(one.pool() + " " + place);
        if (before == null || ticker.nanos() - before >= SILENCE.toNanos()) {
            warned.put(one.pool() + " " + place, ticker.nanos());
            String most = held.statements().stream().map(Object::toString).collect(Collectors.joining(", "));
            Messages.LOG.manyCursors(
                    one.pool(), held.cursors(), one.session().id(), place, most.isEmpty() ? null : most);
        }
    }

    private static <K, V> Map<K, V> bounded() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > MAX_PLACES;
            }
        };
    }
}
