package org.poolwarden.standin.database.transaction;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.poolwarden.standin.database.catalog.SessionId;
import org.poolwarden.standin.engine.OraException;

/**
 * Who waits for whom. H2 only says that a lock was not to be had; the waiting itself is done here, so that it can last
 * for ever, be seen, be cancelled, and end in a deadlock that undoes one statement and not a transaction.
 */
public final class LockWaits {

    public static final int TIMED_OUT = 30006;
    private static final long UNSURE_MILLIS = 20;

    /**
     * One possible holder: a transaction as it was at the time.
     *
     * @param number as {@link OpenTransaction#number}
     */
    public record Holder(OpenTransaction transaction, long number) {
        public static Holder of(OpenTransaction transaction) {
            return new Holder(transaction, transaction.number());
        }

        public boolean holds() {
            return transaction.isOpen() && transaction.number() == number;
        }

        List<SessionId> sessions() {
            return transaction.owners();
        }

        void throwIfInDoubt() throws OraException {
            if (transaction.isInDoubt() && holds()) {
                throw new OraException(1591, "lock held by in-doubt distributed transaction");
            }
        }
    }

    private record Wait(List<Holder> holders) {}

    private final Map<SessionId, Wait> waits = new HashMap<>();

    /**
     * Waits until it makes sense to try again.
     *
     * @param holders the one that holds a row; or all that may hold something; none if none is to be seen
     * @param sure whether it is the one
     * @param deadline in nanoseconds, as System.nanoTime; null for ever
     * @throws OraException 60, 1013, 1591, or 30006 at the deadline
     */
    public synchronized void await(
            SessionId waiter, List<Holder> holders, boolean sure, RunningStatement execution, Long deadline)
            throws OraException {
        waits.put(waiter, new Wait(List.copyOf(holders)));
        if (!holders.isEmpty() && allLeadTo(holders, waiter, new HashSet<>())) {
            throw new OraException(60, "deadlock detected while waiting for resource");
        }
        do {
            execution.throwIfCancelled();
            for (Holder holder : holders) {
                holder.throwIfInDoubt();
            }
            long left = deadline == null ? Long.MAX_VALUE : deadline - System.nanoTime();
            if (left <= 0) {
                throw new OraException(TIMED_OUT, "resource busy; acquire with WAIT timeout expired");
            }
            long millis = Math.min(TimeUnit.NANOSECONDS.toMillis(left) + 1, sure ? 1000 : UNSURE_MILLIS);
            if (!sure || holders.get(0).holds()) {
                Waiting.waitOn(this, millis);
            }
        } while (sure && holders.get(0).holds());
        execution.throwIfCancelled();
    }

    /** It got its lock, or gave up. */
    public synchronized void done(SessionId waiter) {
        waits.remove(waiter);
    }

    /** Makes a change that waiters may be waiting for: the end of a transaction, or a cancel. */
    synchronized void change(Runnable change) {
        change.run();
        notifyAll();
    }

    /** The session for whose transaction this one waits, or null. */
    public synchronized SessionId blockerOf(SessionId waiter) {
        Wait wait = waits.get(waiter);
        return wait == null
                ? null
                : wait.holders.stream()
                        .filter(Holder::holds)
                        .flatMap(holder -> holder.sessions().stream())
                        .findFirst()
                        .orElse(null);
    }

    /** Whether it waits for another one. */
    public synchronized boolean isWaiting(SessionId session) {
        return blockerOf(session) != null;
    }

    /** The head of the chain of blockers, or null. */
    public synchronized SessionId finalBlockerOf(SessionId waiter) {
        Set<SessionId> seen = new HashSet<>();
        SessionId head = blockerOf(waiter);
        for (SessionId next = head; next != null && seen.add(next); next = blockerOf(next)) {
            head = next;
        }
        return head;
    }

    /** How many wait for it, directly or as the head of their chain. */
    public synchronized int blockedBy(SessionId holder) {
        return (int) waits.keySet().stream()
                .filter(waiter -> holder.equals(blockerOf(waiter)) || holder.equals(finalBlockerOf(waiter)))
                .count();
    }

    /** If any of the possible holders may still go on by itself, it is no deadlock. */
    private boolean allLeadTo(List<Holder> holders, SessionId waiter, Set<SessionId> seen) {
        // Of the sessions that share a transaction each has to be through before it can end.
        return holders.stream()
                .allMatch(holder -> holder.sessions().stream().anyMatch(session -> leadsTo(session, waiter, seen)));
    }

    private boolean leadsTo(SessionId from, SessionId waiter, Set<SessionId> seen) {
        if (from.equals(waiter)) {
            return true;
        }
        Wait wait = waits.get(from);
        return wait != null
                && seen.add(from)
                && !wait.holders.isEmpty()
                && wait.holders.stream().allMatch(Holder::holds)
                && allLeadTo(wait.holders, waiter, seen);
    }
}
