package org.poolwarden.pool;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.Lease;

/**
 * One lease at one moment, and of all leases what may speak against it or is counted beside it. Immutable.
 *
 * @param lease empty if there is none of that id
 * @param sessions what each lease that knows its session calls its own, the one's among them
 * @param counts how many leases each pool has; without a pool that has none
 */
public record OneLease(Optional<Lease> lease, List<ClientSession> sessions, Map<String, Integer> counts) {

    /** Where no lease can be read. */
    public static final OneLease NONE = new OneLease(Optional.empty(), List.of(), Map.of());

    public OneLease {
        Objects.requireNonNull(lease, "lease");
        sessions = List.copyOf(sessions);
        counts = Map.copyOf(counts);
    }

    /** The one among leases that are described already. */
    public static OneLease of(long leaseId, List<Lease> all) {
        Map<String, Integer> counts = new HashMap<>();
        all.forEach(lease -> counts.merge(lease.pool(), 1, Integer::sum));
        return new OneLease(
                all.stream().filter(lease -> lease.id() == leaseId).findFirst(),
                all.stream().map(Lease::client).filter(Objects::nonNull).toList(),
                counts);
    }

    /** Leases that were read later, the one among them as it was: it may have been returned since. */
    public List<Lease> among(List<Lease> later) {
        return Stream.concat(lease.stream(), later.stream().filter(other -> !isSame(other)))
                .toList();
    }

    private boolean isSame(Lease other) {
        return lease.isPresent() && lease.get().id() == other.id();
    }
}
