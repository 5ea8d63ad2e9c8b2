package org.poolwarden.admin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.poolwarden.leak.Lease;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.pool.Pools;
import org.poolwarden.pool.SelfTest;
import org.poolwarden.pool.Slot;

/** Pools with given leases and slots. */
final class FakePools implements Pools {

    final List<Lease> leases = new ArrayList<>();
    final Map<Long, Slot> slots = new HashMap<>();
    SelfTest selfTest = new SelfTest(true, "fits");

    @Override
    public void rehearse() {
        // nothing to reclaim here
    }

    @Override
    public SelfTest selfTest() {
        return selfTest;
    }

    @Override
    public List<PoolStatus> pools() {
        return List.of();
    }

    @Override
    public List<Lease> leases() {
        return List.copyOf(leases);
    }

    @Override
    public Optional<Slot> slot(long leaseId) {
        return Optional.ofNullable(slots.get(leaseId));
    }

    @Override
    public void close() {
        leases.clear();
    }
}
