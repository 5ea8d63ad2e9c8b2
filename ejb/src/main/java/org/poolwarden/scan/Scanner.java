package org.poolwarden.scan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.DatabaseView;
import org.poolwarden.leak.Join;
import org.poolwarden.leak.Judge;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.SessionJudge;
import org.poolwarden.leak.SharedSessions;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.MarkUse;
import org.poolwarden.leak.evidence.OwnConnections;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.leak.neighbours.Neighbours;
import org.poolwarden.leak.waits.WaitGraph;
import org.poolwarden.leak.waits.Waits;
import org.poolwarden.logging.Messages;
import org.poolwarden.pool.LostPlaces;
import org.poolwarden.pool.OneLease;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.pool.Pools;
import org.poolwarden.pool.SelfTest;
import org.poolwarden.request.Problem;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;
import org.poolwarden.scan.GuardEntry.Lane;
import org.poolwarden.scan.sharing.Acquittal;

/** Reads the pools, then the databases, and joins both. */
public final class Scanner {

    private final Pools pools;
    private final Guards guards;
    private volatile Judge judge;
    private final SessionJudge sessionJudge;
    private final Ticker ticker;
    private final AtomicLong scans = new AtomicLong();
    /** Guards what the scans write. No pool and no database is asked while it is held. */
    private final Object publishing = new Object();
    /** Held while the audience is told. Nothing waits for a database with it. */
    private final Object telling = new Object();
    /** The number of the scan that was told last. */
    private long told;
    /** The number of the scan that was published last, in the order in which scans begin. */
    private long published;

    private final LostPlaces lost = new LostPlaces();
    private final MarkUse markUse = new MarkUse();
    private volatile Map<DatabaseId, DatabaseView> lastViews = Map.of();
    /** What several connections called theirs at the last scan. */
    private volatile Set<SessionId> shared = Set.of();
    /** A kill may be asked for a lease that was returned since it was shown. */
    private final ShownRows shown = new ShownRows();

    private volatile Scan last; // null before the first
    private volatile long lastNanos; // when it began, or earlier another node's reading for it
    private volatile Set<String> suspicious = Set.of(); // by JNDI name

    private volatile Consumer<Scan> audience = scan -> {};
    private volatile Runnable first = () -> {};
    private volatile Supplier<Neighbours> neighbours = () -> Neighbours.NONE;

    public Scanner(Pools pools, Guards guards, Judge judge, SessionJudge sessionJudge, Ticker ticker) {
        this.pools = pools;
        this.guards = guards;
        this.judge = judge;
        this.sessionJudge = sessionJudge;
        this.ticker = ticker;
    }

    /** Who hears of every scan that is through, on the thread that made it. */
    public void tell(Consumer<Scan> listener) {
        audience = listener;
    }

    /** Who tells what the other nodes told last, and waits for none of them. Without it this server is alone. */
    public void meet(Supplier<Neighbours> others) {
        neighbours = others;
    }

    /** What every scan begins with, on the thread that makes it. It must wait for no pool and no database. */
    public void beforeEach(Runnable task) {
        first = task;
    }

    /** Takes effect with the next scan. */
    public void judgeBy(Judge newJudge) {
        judge = newJudge;
    }

    /**
     * Everything, in one round trip for each database. Several may run at a time: one that began earlier never takes
     * the place of one that began later.
     */
    public Scan scan() {
        first.run();
        long number = scans.incrementAndGet();
        Instant at = ticker.now();
        long start = ticker.nanos();
        List<Problem> problems = new ArrayList<>();
        guards.await("rehearsal", pools::rehearse);
        // Our side first: a session that is opened in between must not make its lease look like one without.
        List<Lease> leases = pools.leases();
        // After them, for it may have failed in between; then they are none.
        SelfTest test = pools.selfTest();
        if (!test.passed()) {
            problems.add(Messages.LOG.leasesUnreadable(test.detail()));
        }
        List<PoolStatus> counts = pools.pools();
        problems.addAll(lost.problems(counts, start));
        OwnConnections connections = pools.connections();
        Neighbours others = neighbours.get(); // before them too: a call that they show is then later than what left
        var acquittal = new Acquittal(leases, connections, markUse.working(), others, judge, sessionJudge);
        Map<DatabaseId, DatabaseView> views = guards.withSilent(guards.views(acquittal, problems), leases, problems);
        Set<DatabaseId> readNow = DatabaseView.readNow(views);
        Duration lag = DatabaseView.oldest(views.values());
        Set<SessionId> sharing = SharedSessions.among(leases, connections.list());
        sharing.forEach(session -> problems.add(Messages.LOG.sharedSession(session)));
        List<Row> joined = withStacks(join(leases, views, sharing), UnmatchedPools::isSuspect);
        WaitGraph graph = Join.waits(joined, views.values(), PoolStatus.waiting(counts), others);
        List<Row> rows = joined.stream()
                .map(row -> row.withWaits(graph.of(row.holder())))
                .toList();
        if (!views.isEmpty()) {
            problems.addAll(UnmatchedPools.problems(rows, connections, guards.silent(views)));
        }
        if (test.passed()) {
            problems.addAll(UnmatchedPools.uncounted(counts));
        }
        List<ClassifiedSession> judged =
                sessionJudge.judge(views, rows, connections, markUse.working(), others, readNow, lag);
        List<ClassifiedSession> sessions = judged.stream()
                .map(one -> one.withWaits(graph.of(one.session())))
                .toList();
        if (connections.unknown() == null) {
            markUse.observe(SessionJudge.unclaimed(sessions), at);
        }
        problems.addAll(UnmatchedPools.sessions(sessions, sessionJudge));
        problems.addAll(UnmatchedPools.nested(pools, rows, counts));
        Duration took = Duration.ofNanos(ticker.nanos() - start);
        var scan = new Scan(at.minus(lag), took, lag, rows, sessions, problems, test.passed(), connections.unknown());
        if (publish(number, start - lag.toNanos(), scan, views, sharing)) {
            pools.suspect(suspicious);
            tell(number, scan);
        }
        return scan;
    }

    /** Whoever hears of scans hears of them in the order in which they began, whatever the clock says. */
    private void tell(long number, Scan scan) {
        synchronized (telling) {
            if (number > told) {
                told = number;
                audience.accept(scan);
            }
        }
    }

    /** Every lease of now, while no database has been read yet; asks none. */
    public Scan unread() {
        return new Scan(ticker.now(), Duration.ZERO, recallAll(), List.of(), List.of(), readsLeases());
    }

    /** @return false if a scan that began later is published already; then that one stays */
    private boolean publish(
            long number, long start, Scan scan, Map<DatabaseId, DatabaseView> views, Set<SessionId> sharing) {
        synchronized (publishing) {
            // Whoever asked for this scan is shown these rows, also if they are not published.
            shown.add(number, scan.rows(), ticker.nanos());
            if (number < published) {
                return false;
            }
            published = number;
            lastViews = Map.copyOf(views);
            shared = sharing;
            suspicious = UnmatchedPools.suspicious(scan.rows(), suspicious);
            lastNanos = start;
            last = scan;
            return true;
        }
    }

    /** What the last scan saw; asks nobody. Empty before the first. */
    public Optional<Scan> last() {
        return Optional.ofNullable(last);
    }

    private List<Row> withStacks(List<Row> rows, Predicate<Row> wanted) {
        Map<Long, List<String>> stacks = pools.stacks(
                rows.stream().filter(wanted).map(row -> row.lease().id()).toList());
        return rows.stream()
                .map(row -> row.withStack(stacks.getOrDefault(row.lease().id(), List.of())))
                .toList();
    }

    /**
     * One lease, with its database asked anew: for its own session, and for all if others wait for that one, it waits
     * itself, or the last scan did not read them. What is read is what {@link #recall} has from then on. A guard that
     * fails leaves it UNMATCHED and adds to the problems; so does one that told of its session only, which leaves
     * unknown who waits.
     *
     * @throws WardenException NOT_FOUND if there is no such lease; UNAVAILABLE if its database was not asked, because
     *     earlier questions wait for it
     */
    public Row scan(long leaseId, Lane lane, List<Problem> problems) throws WardenException {
        first.run();
        long number = scans.incrementAndGet();
        OneLease read = pools.lease(leaseId);
        Set<SessionId> sharing = sharing(read);
        Row own = alone(number, required(read, leaseId), sharing, lane, problems);
        Waits waits = isAloneEnough(own)
                ? WaitGraph.ofOne(own.holder(), read.counts(), PoolStatus.waiting(pools.pools()))
                        .withTree(own.holder())
                : amongAll(number, own, read, sharing, lane, problems);
        return withStacks(List.of(own.withWaits(waits)), one -> true).get(0);
    }

    private boolean isAloneEnough(Row own) {
        boolean waits = own.session() != null && own.session().isInWait();
        return own.judgement().verdict() == Verdict.UNMATCHED
                || !waits
                        && lastViews.containsKey(own.lease().client().session().database());
    }

    private Waits amongAll(
            long number, Row own, OneLease read, Set<SessionId> sharing, Lane lane, List<Problem> problems) {
        List<Lease> leases = read.among(pools.leases()); // before the sessions, as in a scan
        DatabaseId database = own.lease().client().session().database();
        Map<DatabaseId, DatabaseView> views = new HashMap<>(lastViews);
        try {
            guards.view(database, lane, problems).ifPresent(listed -> {
                DatabaseView view = Join.unproven(leases, listed);
                views.compute(database, (id, before) -> view.after(before));
                publish(number, database, view::after);
            });
        } catch (WardenException e) {
            problems.addAll(e.problems());
        }
        return views.containsKey(database)
                ? waits(join(leases, views, sharing), views, neighbours.get()).withTree(own.holder())
                : Waits.UNKNOWN;
    }

    /**
     * One lease right before its kill, as {@link #scan(long, Lane, List)}: but nothing is told of stacks and of who
     * waits, whatever the number of other sessions.
     */
    public Row recheck(long leaseId, List<Problem> problems) throws WardenException {
        first.run();
        long number = scans.incrementAndGet();
        OneLease read = pools.lease(leaseId);
        return alone(number, required(read, leaseId), sharing(read), Lane.KILLS, problems);
    }

    /** Of its database its own session alone is read. */
    private Row alone(long number, Lease lease, Set<SessionId> sharing, Lane lane, List<Problem> problems)
            throws WardenException {
        // The others too: a lease that may be in two databases is in none, and what speaks against them is told.
        Map<DatabaseId, DatabaseView> views = new HashMap<>(lastViews);
        Optional<ClientSession> located = guards.locate(lease.client(), lane, problems);
        located.or(() -> Join.databases(views).locate(lease.client()))
                .ifPresent(client -> views.remove(client.session().database()));
        if (located.isPresent()) {
            SessionId session = located.get().session();
            guards.view(session, lane, problems).ifPresent(own -> {
                views.put(own.facts().id(), own);
                publish(
                        number,
                        session.database(),
                        before -> before == null ? null : before.renewed(Set.of(session), own));
            });
        }
        return join(List.of(lease), views, sharing).get(0);
    }

    /**
     * One session with what it is to this server: the pools and its database are read anew. Empty if the database does
     * not list it, and if it does not answer or the session's instance does not; then that is among the problems.
     *
     * @throws WardenException UNAVAILABLE if it was not asked, because earlier questions wait for it
     */
    public Optional<ClassifiedSession> recheck(SessionId session, Lane lane, List<Problem> problems)
            throws WardenException {
        first.run();
        List<Lease> leases = pools.leases();
        OwnConnections connections = pools.connections();
        Neighbours others = neighbours.get();
        Optional<DatabaseView> view = guards.listing(session, lane, problems);
        if (view.isEmpty()) {
            return Optional.empty();
        }
        Map<DatabaseId, DatabaseView> views = new HashMap<>(lastViews);
        views.put(session.database(), view.get());
        List<Row> rows = join(leases, views, shared);
        Set<DatabaseId> now = Set.of(session.database());
        Duration scanned = Duration.ofNanos(ticker.nanos() - lastNanos);
        return sessionJudge.judge(views, rows, connections, markUse.working(), others, now, scanned).stream()
                .filter(one -> one.session().id().equals(session))
                .findFirst()
                .map(one -> one.withWaits(waits(rows, views, others).of(one.session())));
    }

    private WaitGraph waits(List<Row> rows, Map<DatabaseId, DatabaseView> views, Neighbours others) {
        return Join.waits(rows, views.values(), PoolStatus.waiting(pools.pools()), others);
    }

    /** @param renewal gets null where there is no view, and returns null for none; is not asked after a later scan */
    private void publish(long number, DatabaseId database, UnaryOperator<DatabaseView> renewal) {
        synchronized (publishing) {
            if (number > published) {
                Map<DatabaseId, DatabaseView> views = new HashMap<>(lastViews);
                views.compute(database, (id, before) -> renewal.apply(before));
                lastViews = Map.copyOf(views);
            }
        }
    }

    /**
     * One lease, joined with what the databases showed last; asks none. A lease that has been returned since somebody
     * was shown it is as it was then.
     */
    public Row recall(long leaseId) throws WardenException {
        OneLease read = pools.lease(leaseId);
        Set<SessionId> sharing = sharing(read);
        if (read.lease().isPresent()) {
            return join(List.of(read.lease().get()), lastViews, sharing).get(0);
        }
        Row row;
        synchronized (publishing) {
            row = shown.find(leaseId);
        }
        if (row == null) {
            throw noSuchLease(leaseId);
        }
        return row;
    }

    /** The names of all pools of this server, whether their leases can be read or not. */
    public Set<String> pools() {
        return pools.pools().stream().map(PoolStatus::name).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether leases can be read at all. If not, {@link #recallAll} is empty. */
    public boolean readsLeases() {
        return pools.selfTest().passed();
    }

    /** Every lease of now, joined with what the databases showed last; asks none. The oldest first. */
    public List<Row> recallAll() {
        return join(pools.leases(), lastViews, shared);
    }

    /** Of two leases that name one session now or at the last scan, neither may be killed: so all are compared. */
    private Set<SessionId> sharing(OneLease read) {
        Set<SessionId> now = SharedSessions.among(read.sessions());
        synchronized (publishing) {
            if (!shared.containsAll(now)) {
                shared = Stream.concat(shared.stream(), now.stream()).collect(Collectors.toUnmodifiableSet());
            }
            return shared;
        }
    }

    private Lease required(OneLease read, long leaseId) throws WardenException {
        return read.lease().orElseThrow(() -> noSuchLease(leaseId));
    }

    /** Where the leases cannot be read, nobody knows whether there is one. */
    private WardenException noSuchLease(long leaseId) {
        SelfTest test = pools.selfTest();
        return test.passed()
                ? new WardenException(Fault.NOT_FOUND, Messages.LOG.noSuchLease(leaseId), null)
                : new WardenException(Fault.UNAVAILABLE, Messages.LOG.leasesUnreadable(test.detail()), null);
    }

    private List<Row> join(List<Lease> leases, Map<DatabaseId, DatabaseView> views, Set<SessionId> sharing) {
        List<Row> rows = Join.join(leases, views, guards.silent(views), sharing, judge);
        synchronized (publishing) {
            return shown.after(rows);
        }
    }
}
