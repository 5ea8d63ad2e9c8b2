package org.poolwarden.pool.ironjacamar;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.jca.core.api.management.ManagementRepository;
import org.jboss.jca.core.connectionmanager.listener.ConnectionListener;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.OwnConnections;
import org.poolwarden.logging.Messages;
import org.poolwarden.pool.Closings;
import org.poolwarden.pool.OneLease;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.pool.Pools;
import org.poolwarden.pool.SelfTest;
import org.poolwarden.pool.Slot;
import org.poolwarden.pool.Tracking;
import org.poolwarden.pool.agroal.AgroalPools;
import org.poolwarden.pool.invocation.Invocations;
import org.poolwarden.pool.ironjacamar.internals.Internals;
import org.poolwarden.pool.ironjacamar.internals.ManagedPool;
import org.poolwarden.pool.ironjacamar.internals.PermitCounts;
import org.poolwarden.pool.ironjacamar.internals.ServerServices;
import org.poolwarden.pool.ironjacamar.internals.StackDepth;
import org.poolwarden.pool.ironjacamar.reclaim.Closer;
import org.poolwarden.pool.ironjacamar.reclaim.IronJacamarSlot;
import org.poolwarden.pool.ironjacamar.reclaim.LeaseHold;
import org.poolwarden.pool.ironjacamar.reclaim.Transactions;
import org.poolwarden.pool.site.SiteReader;
import org.poolwarden.pool.tracking.BorrowerWatch;
import org.poolwarden.pool.tracking.TrackingMode;
import org.poolwarden.text.Clean;
import org.poolwarden.threads.Steps;

/**
 * {@link Pools} over IronJacamar 3.0, WildFly's pool. On a server whose internals do not fit, pools are counted by
 * their permits and nothing else is offered.
 */
public final class IronJacamarPools implements Pools {

    private final Set<String> ours;
    private final TrackingMode tracking;
    private final Leases leases = new Leases();
    private final OlderConnections older;
    private final Closer closer = new Closer();
    private final AgroalPools agroal = new AgroalPools(ManagementFactory.getPlatformMBeanServer(), System::nanoTime);
    private final BorrowerWatch watch = new BorrowerWatch();
    private final ApplicationPools applications = new ApplicationPools();
    private final PoolDiscovery discovery;
    /** Null where only statistics are shown. */
    private volatile Registry registry;

    private volatile Consumer<List<PoolStatus>> audience = pools -> {};
    private volatile SelfTest selfTest;
    private volatile boolean rehearsed;
    private final AtomicBoolean rehearsing = new AtomicBoolean();

    /** @param guardDatasources JNDI names of our own datasources: their connections are never leases */
    public IronJacamarPools(Set<String> guardDatasources, Tracking mode) {
        this(guardDatasources, mode, ServerServices::poolRepository);
    }

    /** @param repository fails where the server has none */
    IronJacamarPools(Set<String> guardDatasources, Tracking mode, Supplier<ManagementRepository> repository) {
        ours = Set.copyOf(guardDatasources);
        tracking = new TrackingMode(ours, mode, new SiteReader(ServerServices::moduleLoader, StackDepth.max()));
        tracking.invocations(Invocations.of(ServerServices.cachedConnectionManager()));
        older = new OlderConnections(tracking.questions(), System::nanoTime);
        selfTest = ServerMembers.test();
        if (selfTest.passed()) {
            resolve(repository);
        }
        discovery = new PoolDiscovery(this::discover);
    }

    private void resolve(Supplier<ManagementRepository> repository) {
        Registry resolved = null;
        try {
            resolved = new Registry(repository, new Internals(), tracking);
            resolved.refresh();
            registry = resolved;
        } catch (ReflectiveOperationException | RuntimeException | Error e) {
            if (resolved != null) {
                resolved.close(); // gives back the listeners that it had put in
            }
            Messages.LOG.debug("The server's pools cannot be read", e);
            selfTest = new SelfTest(false, "they are not as expected on " + ServerMembers.server() + ": " + e);
        }
    }

    @Override
    public SelfTest selfTest() {
        String fault = tracking.invocations().fault();
        return fault == null
                ? selfTest
                : new SelfTest(
                        selfTest.passed(),
                        selfTest.detail() + "; this server does not say when an invocation ends (" + fault
                                + "), so stack frames alone tell whether a borrower has left");
    }

    /** Each second: pools that have come or changed, and what has become of borrowers. */
    private List<Runnable> discover() {
        List<Runnable> steps = new ArrayList<>();
        steps.add(() -> audience.accept(pools()));
        Registry readable = registry;
        if (readable != null) {
            steps.add(this::discoverInvocations);
            Collection<ManagedPool> pools = readable.refresh();
            pools.forEach(pool -> steps.add(pool::nudge));
            steps.add(() -> watch.observe(pools.stream()
                    .map(ManagedPool::tracker)
                    .filter(Objects::nonNull)
                    .toList()));
        }
        return steps;
    }

    private void discoverInvocations() {
        if (tracking.invocations().fault() != null) {
            tracking.invocations(Invocations.of(ServerServices.cachedConnectionManager()));
        }
    }

    @Override
    public void rehearse() {
        Registry readable = registry;
        // Who finds the test under way does not wait for it: it borrows a connection, which may take long.
        if (readable == null || rehearsed || !rehearsing.compareAndSet(false, true)) {
            return;
        }
        try {
            testOnOwnPool(readable);
        } finally {
            rehearsing.set(false);
        }
    }

    private void testOnOwnPool(Registry readable) {
        readable.refresh().stream()
                .filter(pool -> ours.contains(pool.name()))
                .findFirst()
                .flatMap(pool -> LiveTest.of(pool, hold -> IronJacamarSlot.of(hold, closer))
                        .run())
                .ifPresent(outcome -> accept(outcome, readable));
    }

    private void accept(LiveTest.Outcome outcome, Registry readable) {
        SelfTest test = outcome.test();
        SelfTest before = selfTest;
        rehearsed = outcome.isFinal();
        selfTest = test.passed() ? test : new SelfTest(false, test.detail() + " (" + ServerMembers.server() + ")");
        if (!test.passed() && before.passed()) {
            Messages.LOG.selfTestFailed(selfTest.detail());
        }
        if (!test.passed() && outcome.isFinal()) {
            registry = null; // statistics only, from now on
            readable.close();
        }
    }

    @Override
    public List<PoolStatus> pools() {
        Registry readable = registry;
        Stream<PoolStatus> own = readable == null
                ? PermitCounts.ofServer().stream()
                : readable.refresh().stream().map(ManagedPool::status);
        return Stream.concat(own, agroal.list().stream())
                .sorted(Comparator.comparing(PoolStatus::name))
                .toList();
    }

    @Override
    public void tell(Consumer<List<PoolStatus>> listener) {
        audience = listener;
    }

    @Override
    public List<Lease> leases() {
        return described(holds());
    }

    @Override
    public OneLease lease(long leaseId) {
        Map<ManagedPool, String> names = new IdentityHashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        List<ClientSession> sessions = new ArrayList<>();
        List<LeaseHold> one = new ArrayList<>();
        for (LeaseHold hold : holds()) {
            String pool = names.computeIfAbsent(hold.pool(), managed -> Clean.line(managed.name()));
            counts.merge(pool, 1, Integer::sum);
            ClientSession session = hold.physical().client();
            if (session != null) {
                sessions.add(session);
            }
            if (hold.id() == leaseId) {
                one.add(hold);
            }
        }
        return new OneLease(described(one).stream().findFirst(), sessions, counts);
    }

    private List<LeaseHold> holds() {
        Registry readable = registry;
        if (readable == null || !selfTest.passed()) {
            return List.of();
        }
        discovery.restart();
        Collection<ManagedPool> pools = readable.refresh();
        List<LeaseHold> holds = leases.read(pools.stream()
                .filter(pool -> pool.isSupported() && !ours.contains(pool.name()))
                .toList());
        older.identify(holds);
        return holds;
    }

    private List<Lease> described(List<LeaseHold> holds) {
        BorrowerWatch.see(
                holds.stream().map(Borrowers::checkout).filter(Objects::nonNull).toList());
        DeploymentLookup deployments = new DeploymentLookup();
        return holds.stream().map(hold -> lease(hold, deployments)).toList();
    }

    @Override
    public Tracking tracking() {
        return tracking.get();
    }

    @Override
    public void track(Tracking mode) {
        tracking.set(mode);
    }

    @Override
    public void suspect(Set<String> pools) {
        Registry readable = registry;
        if (readable != null) {
            readable.refresh().forEach(pool -> pool.suspect(pools.contains(pool.name())));
        }
    }

    @Override
    public Map<Long, List<String>> stacks(Collection<Long> leaseIds) {
        return Borrowers.stacks(
                leaseIds.stream().map(leases::hold).filter(Objects::nonNull).toList());
    }

    @Override
    public OwnConnections connections() {
        Registry readable = registry;
        return readable != null && selfTest.passed()
                ? new Connections(older, tracking.get())
                        .of(readable, agroal.list(), applications.source(ServerServices.deploymentModules()))
                : new OwnConnections(List.of(), "the server's pools cannot be read");
    }

    @Override
    public Optional<Slot> slot(long leaseId) {
        LeaseHold hold = leases.hold(leaseId);
        return hold == null || !selfTest.passed()
                ? Optional.empty()
                : Optional.ofNullable(IronJacamarSlot.of(hold, closer));
    }

    @Override
    public boolean knew(long leaseId) {
        return leases.knew(leaseId);
    }

    @Override
    public boolean wasLost(long leaseId) {
        return leases.wasLost(leaseId);
    }

    @Override
    public boolean closesLeaks() {
        return ServerServices.closesLeaks();
    }

    @Override
    public Closings closings() {
        return closer.closings();
    }

    @Override
    public void close() {
        Registry readable = registry;
        Steps.all(
                discovery::close,
                readable == null ? () -> {} : readable::close,
                leases::forget,
                tracking.questions()::close,
                closer::close,
                RecordCaches::evict);
    }

    private Lease lease(LeaseHold hold, DeploymentLookup deployments) {
        ConnectionListener listener = hold.listener();
        int handles = listener == null ? 0 : hold.pool().internals().handles(listener);
        return new Lease(
                hold.id(),
                hold.pool().name(),
                Instant.ofEpochMilli(hold.checkedOutAt()),
                hold.age(),
                Borrowers.describe(hold, handles, deployments),
                hold.physical().client(),
                handles,
                listener == null
                        ? Lease.Transaction.NONE
                        : Transactions.status(hold.pool().internals().transaction(listener)),
                hold.wedgesReaper(),
                older.unidentified(hold));
    }
}
