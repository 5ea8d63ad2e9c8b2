package org.poolwarden.jmx;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
import org.poolwarden.request.Node;
import org.poolwarden.transition.KillTransition;
import org.poolwarden.transition.LeaseTransition;
import org.poolwarden.transition.PoolTransition;
import org.poolwarden.transition.Transition;
import org.poolwarden.transition.TransitionListener;

/** Publishes transitions of leases, kills and pools as JMX notifications. For one thread. */
final class NotificationPublisher implements TransitionListener {

    private static final String PREFIX = "org.poolwarden.";
    private static final String UNLEAKED = PREFIX + "lease.unleaked";
    private static final String EXHAUSTED = PREFIX + "pool.exhausted";
    private static final String RELIEVED = PREFIX + "pool.relieved";

    /** Every type that there is. */
    static final List<String> TYPES = types();

    private final ObjectName source;
    private final Consumer<Notification> out;
    private final AtomicLong sequence = new AtomicLong();

    NotificationPublisher(ObjectName source, Consumer<Notification> out) {
        this.source = source;
        this.out = out;
    }

    @Override
    public void hear(Transition transition) {
        if (transition instanceof LeaseTransition lease) {
            tell(lease);
        } else if (transition instanceof KillTransition kill) {
            tell(kill);
        } else if (transition instanceof PoolTransition pool) {
            tell(pool);
        }
    }

    private void tell(LeaseTransition lease) {
        Row row = lease.row();
        CompositeData data = data(LeaseMapper.of(row));
        switch (lease.kind()) {
            case ACCUSED ->
                tell(
                        lease(row.judgement().verdict()),
                        title(row) + ": " + String.join("; ", row.judgement().reasons()),
                        data);
            case CLEARED -> tell(UNLEAKED, title(row) + " is " + row.judgement().verdict() + " again", data);
            case GONE -> tell(UNLEAKED, title(row) + " is gone with its connection", data);
            case RETURNED -> tell(UNLEAKED, title(row) + " is not checked out any more", data);
            default -> throw new IllegalStateException(lease.kind().name());
        }
    }

    /** Session and slot are followed separately, and so are they told. */
    private void tell(KillTransition transition) {
        Kill kill = transition.kill();
        Kill.Step step = transition.step();
        if (transition.isOfSession()) {
            tell(kill(step.session()), title(kill) + ": " + step.what(), data(KillMapper.of(kill)));
        }
        if (transition.isOfSlot()) {
            tell(slot(step.slot()), title(kill) + ": " + step.what(), data(KillMapper.of(kill)));
        }
    }

    private void tell(PoolTransition transition) {
        PoolStatus pool = transition.pool();
        if (transition.exhausted()) {
            tell(
                    EXHAUSTED,
                    "Pool " + pool.name() + " has no connection left: " + pool.inUse() + " of " + pool.max()
                            + " are checked out",
                    data(PoolMapper.of(pool)));
        } else {
            tell(RELIEVED, "Pool " + pool.name() + " has connections again", data(PoolMapper.of(pool)));
        }
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

    private static CompositeData data(EntityRecord record) {
        return OpenTypes.of(record.entity()).told(record, Node.name());
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
