package org.poolwarden.pool;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.OwnConnection;
import org.poolwarden.leak.evidence.OwnConnections;

/** Pools with given leases and slots. */
public final class FakePools implements Pools {

    public final List<Lease> leases = new ArrayList<>();
    public final Map<Long, Slot> slots = new HashMap<>();
    public final Map<Long, List<String>> stacks = new HashMap<>();
    public final List<OwnConnection> connections = new ArrayList<>();
    /** Of each scan, the last one last. */
    public final List<Set<String>> suspected = new ArrayList<>();

    /** Why connections of a pool do not tell their session, by its JNDI name. */
    public final Map<String, String> unreadable = new HashMap<>();

    public final List<PoolStatus> statuses = new ArrayList<>();
    /** What happens when a scan asks for the connections, after it has read the leases. */
    public volatile Runnable onConnections = () -> {};
    /** What the rehearsal of a kill does. */
    public Runnable onRehearse = () -> {};

    public Tracking tracking = Tracking.SITES;
    public SelfTest selfTest = new SelfTest(true, "fits");

    @Override
    public void rehearse() {
        onRehearse.run();
    }

    @Override
    public SelfTest selfTest() {
        return selfTest;
    }

    /** How often the state of all pools was read. */
    public int read;

    @Override
    public List<PoolStatus> pools() {
        read++;
        return List.copyOf(statuses);
    }

    @Override
    public void tell(Consumer<List<PoolStatus>> listener) {
        listener.accept(pools());
    }

    @Override
    public List<Lease> leases() {
        return selfTest.passed() ? List.copyOf(leases) : List.of();
    }

    @Override
    public OneLease lease(long leaseId) {
        return OneLease.of(leaseId, leases());
    }

    @Override
    public Tracking tracking() {
        return tracking;
    }

    @Override
    public void track(Tracking now) {
        tracking = now;
    }

    @Override
    public void suspect(Set<String> pools) {
        suspected.add(pools);
    }

    @Override
    public Map<Long, List<String>> stacks(Collection<Long> leaseIds) {
        Map<Long, List<String>> found = new HashMap<>(stacks);
        found.keySet().retainAll(leaseIds);
        return found;
    }

    @Override
    public OwnConnections connections() {
        onConnections.run();
        return selfTest.passed()
                ? new OwnConnections(connections, null, unreadable)
                : new OwnConnections(List.of(), "the server's pools cannot be read");
    }

    @Override
    public Optional<Slot> slot(long leaseId) {
        return selfTest.passed() ? Optional.ofNullable(slots.get(leaseId)) : Optional.empty();
    }

    @Override
    public boolean knew(long leaseId) {
        return leases.stream().anyMatch(lease -> lease.id() == leaseId);
    }

    @Override
    public boolean wasLost(long leaseId) {
        return false;
    }

    @Override
    public boolean closesLeaks() {
        return false;
    }

    @Override
    public Closings closings() {
        return Closings.NONE;
    }

    @Override
    public void close() {
        leases.clear();
    }
}
