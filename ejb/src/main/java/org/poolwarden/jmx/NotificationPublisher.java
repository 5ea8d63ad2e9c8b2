package org.poolwarden.jmx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.jmx.open.OpenTypes;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.mapping.KillMapper;
import org.poolwarden.mapping.LeaseMapper;
import org.poolwarden.mapping.PoolMapper;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.scan.Scan;

/**
 * Tells each transition once: of a lease between two scans, of a kill from its steps, of a pool from call to call. It
 * compares what is in memory and asks no database. For one thread.
 */
final class NotificationPublisher {

    private static final String PREFIX = "org.poolwarden.";
    private static final String UNLEAKED = PREFIX + "lease.unleaked";
    private static final String EXHAUSTED = PREFIX + "pool.exhausted";
    private static final String RELIEVED = PREFIX + "pool.relieved";

    /** Every type that there is. */
    static final List<String> TYPES = types();

    private final ManagementContext core;
    private final ObjectName source;
    private final Consumer<Notification> out;
    private final AtomicLong sequence = new AtomicLong();

    private final Map<Long, Row> accused = new HashMap<>();
    private final Map<String, Kill.Step> told = new HashMap<>();
    private final Set<String> exhausted = new HashSet<>();
    private Scan last;

    NotificationPublisher(ManagementContext core, ObjectName source, Consumer<Notification> out) {
        this.core = core;
        this.source = source;
        this.out = out;
    }

    /** Tells what has changed since the last call. */
    void publish(List<PoolStatus> pools) {
        core.warden().leases().lastScan().filter(scan -> scan != last).ifPresent(scan -> {
            last = scan;
            if (scan.leasesRead()) {
                leases(scan);
            }
        });
        kills(core.warden().kills().listKills());
        pools(pools);
    }

    private void leases(Scan scan) {
        Set<Long> seen = new HashSet<>();
        for (Row row : scan.rows()) {
            seen.add(row.lease().id());
            lease(row);
        }
        accused.entrySet().removeIf(entry -> {
            if (seen.contains(entry.getKey())) {
                return false;
            }
            tell(UNLEAKED, title(entry.getValue()) + " is not checked out any more", lease(entry));
            return true;
        });
    }

    private void lease(Row row) {
        long id = row.lease().id();
        Verdict now = row.judgement().verdict();
        Row before = accused.get(id);
        if (now == Verdict.UNMATCHED && before != null) {
            // A guard that is silent for a while proves nothing either way.
            return;
        }
        if (row.isLeak()) {
            accused.put(id, row);
            if (before == null || before.judgement().verdict() != now) {
                tell(
                        lease(now),
                        title(row) + ": " + String.join("; ", row.judgement().reasons()),
                        data(LeaseMapper.of(row)));
            }
        } else if (before != null) {
            accused.remove(id);
            tell(UNLEAKED, title(row) + " is " + now + " again", data(LeaseMapper.of(row)));
        }
    }

    private void kills(List<Kill> kills) {
        Set<String> remembered = new HashSet<>();
        for (int i = kills.size() - 1; i >= 0; i--) {
            Kill kill = kills.get(i);
            remembered.add(kill.id());
            List<Kill.Step> steps = kill.steps();
            Kill.Step until = told.get(kill.id());
            int from = until == null ? 0 : steps.lastIndexOf(until) + 1;
            Kill.Step before = until;
            for (Kill.Step step : steps.subList(from, steps.size())) {
                step(kill, before, step);
                before = step;
            }
            if (before != null) {
                told.put(kill.id(), before);
            }
        }
        told.keySet().retainAll(remembered);
    }

    /** Session and slot are followed separately, and so are they told. */
    private void step(Kill kill, Kill.Step before, Kill.Step step) {
        if (before == null || before.session() != step.session()) {
            tell(kill(step.session()), title(kill) + ": " + step.what(), data(KillMapper.of(kill)));
        }
        if (before != null && before.slot() != step.slot()) {
            tell(slot(step.slot()), title(kill) + ": " + step.what(), data(KillMapper.of(kill)));
        }
    }

    private void pools(List<PoolStatus> pools) {
        Set<String> present = new HashSet<>();
        for (PoolStatus pool : pools) {
            present.add(pool.name());
            boolean none = pool.available() == 0;
            if (none && exhausted.add(pool.name())) {
                tell(
                        EXHAUSTED,
                        "Pool " + pool.name() + " has no connection left: " + pool.inUse() + " of " + pool.max()
                                + " are checked out",
                        data(PoolMapper.of(pool)));
            } else if (!none && exhausted.remove(pool.name())) {
                tell(RELIEVED, "Pool " + pool.name() + " has connections again", data(PoolMapper.of(pool)));
            }
        }
        exhausted.retainAll(present);
    }

    private void tell(String type, String message, CompositeData data) {
        Notification notification =
                new Notification(type, source, sequence.incrementAndGet(), System.currentTimeMillis(), message);
        notification.setUserData(data);
        out.accept(notification);
    }

    private static String lease(Verdict verdict) {
        return PREFIX + "lease." + verdict.name().toLowerCase(Locale.ROOT);
    }

    private static CompositeData lease(Map.Entry<Long, Row> entry) {
        return data(LeaseMapper.of(entry.getValue()));
    }

    private static CompositeData data(EntityRecord record) {
        return OpenTypes.of(record.entity()).row(record);
    }

    private static String title(Row row) {
        return "Lease " + row.lease().id() + " of " + row.lease().pool();
    }

    private static String title(Kill kill) {
        Lease lease = kill.row().lease();
        return "Kill " + kill.id() + " of "
                + (lease.isNone() ? "session " + lease.client().session() : "lease " + lease.id());
    }

    private static String kill(Kill.SessionState state) {
        return PREFIX + "kill." + state.name().toLowerCase(Locale.ROOT);
    }

    private static String slot(Kill.SlotState state) {
        return PREFIX + "slot." + state.name().toLowerCase(Locale.ROOT);
    }

    private static List<String> types() {
        List<String> types = new ArrayList<>(List.of(UNLEAKED, EXHAUSTED, RELIEVED));
        for (Verdict verdict : Verdict.values()) {
            if (verdict.isLeak() || verdict == Verdict.UNMATCHED) {
                types.add(lease(verdict));
            }
        }
        for (Kill.SessionState state : Kill.SessionState.values()) {
            types.add(kill(state));
        }
        for (Kill.SlotState state : Kill.SlotState.values()) {
            if (state != Kill.SlotState.NONE) {
                types.add(slot(state));
            }
        }
        return List.copyOf(types);
    }
}
