package org.poolwarden.scan.sharing;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.poolwarden.guard.GuardIdentity;
import org.poolwarden.leak.DatabaseView;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.logging.Messages;

/**
 * Decides whether a scan does with what another node has read. It does not if that is no newer than what is known here
 * already, and not if anybody is accused by it: then the database is read. Safe for use by several threads.
 */
public final class SharedReadings {

    /** What is told of the same reading again may look newer by the time that it has travelled. */
    private static final Duration NEWER = Duration.ofMillis(100);

    private final LongSupplier nanoTime;
    private final Map<DatabaseId, Long> readAt = new ConcurrentHashMap<>();
    private volatile SharedViews others = SharedViews.NONE;
    private volatile boolean allowed = true;

    /** @param nanoTime a clock as {@link System#nanoTime} */
    public SharedReadings(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Takes the other nodes, for each scan from now on. */
    public void with(SharedViews shared) {
        others = shared;
    }

    /** Whether another node is asked from now on. What is read here is lent in any case. */
    public void allow(boolean borrowing) {
        allowed = borrowing;
    }

    /**
     * What another node has read. Empty if this one has to read itself.
     *
     * @param own what the guard of this node says of itself
     * @param acquits whether nobody is accused by a view
     */
    public Optional<DatabaseView> borrow(GuardIdentity own, Predicate<DatabaseView> acquits) {
        // A guard that does not say which machine this is has to be told of, which the reading does.
        Optional<SharedView> shared = allowed && own.machine() != null ? others.borrow(own) : Optional.empty();
        if (shared.isEmpty()) {
            return Optional.empty();
        }
        SharedView told = shared.get();
        long at = nanoTime.getAsLong() - told.age().toNanos();
        Long before = readAt.get(own.database());
        if (before == null || at - before < NEWER.toNanos()) {
            return Optional.empty();
        }
        DatabaseView view =
                new DatabaseView(own.facts(), own.machine(), told.sessions(), Set.of(), Set.of(), told.age());
        try {
            if (!acquits.test(view)) {
                return Optional.empty();
            }
        } catch (RuntimeException e) { // by what another node has told: this guard is not broken
            Messages.LOG.debug("Not judged: what " + told.node() + " has read of " + own.database(), e);
            return Optional.empty();
        }
        readAt.put(own.database(), at);
        return Optional.of(view);
    }

    /** All of a database was read here, beginning at that time by the clock. */
    public void read(GuardIdentity own, DatabaseView view, long since) {
        keep(own.database(), since);
        others.lend(own, view.sessions(), Duration.ofNanos(nanoTime.getAsLong() - since));
    }

    /** All or some of it is read here now: what another node read before is older. */
    public void readHere(DatabaseId database) {
        keep(database, nanoTime.getAsLong());
    }

    /** By its clock. */
    public long now() {
        return nanoTime.getAsLong();
    }

    private void keep(DatabaseId database, long at) {
        readAt.merge(database, at, (before, now) -> now - before > 0 ? now : before);
    }
}
