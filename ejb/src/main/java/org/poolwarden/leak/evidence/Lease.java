package org.poolwarden.leak.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.poolwarden.text.Clean;

/**
 * One connection that is checked out of a pool, from checkout to return. A new checkout of the same slot is a new lease
 * with another id.
 *
 * @param id unique in this deployment of Poolwarden; never reused
 * @param pool the pool's JNDI name
 * @param since when it was checked out, by the pool's own time stamp (milliseconds)
 * @param age from {@code since} to the scan
 * @param client the session behind it as the driver knows it; null for another database than Oracle or when it could
 *     not be read without waiting
 * @param handles how many application handles share the physical connection; 0 when all are closed and the JTA
 *     transaction keeps the slot. When one of them was used last, the server does not know (IronJacamar keeps the times
 *     of checkout, return and validation only): {@link Session#lastCallSeconds} tells
 * @param transaction status of the JTA transaction it is enlisted in
 * @param wedgesReaper whether the server's one Transaction Reaper waits for a call on this connection to end: until it
 *     does, no other transaction of the server is timed out
 * @param unidentified why its session is not known, in words; null if it is known, and for another database than Oracle
 */
public record Lease(
        long id,
        String pool,
        Instant since,
        Duration age,
        Borrower borrower,
        ClientSession client,
        int handles,
        Transaction transaction,
        boolean wedgesReaper,
        String unidentified) {

    /** In the place of a pool's name where there is no lease. */
    public static final String NO_POOL = "no pool";

    /**
     * Stands where a lease stands otherwise: a session of which no pool of this server has checked out the connection.
     *
     * @param client the session, as the guard names it
     * @param at when it was seen
     */
    public static Lease none(ClientSession client, Instant at) {
        return new Lease(0, NO_POOL, at, Duration.ZERO, Borrower.UNKNOWN, client, 0, Transaction.NONE);
    }

    /**
     * The trace that it belongs to: what was current at the checkout, else what its session carries.
     *
     * @param session null if it is not known, or not surely this lease's
     * @return null if there is none
     */
    public TraceContext trace(Session session) {
        if (borrower.trace() != null || session == null) {
            return borrower.trace();
        }
        return TraceContext.ofSession(session, age.toSeconds());
    }

    /** The same in that trace. */
    public Lease in(TraceContext trace) {
        return new Lease(
                id, pool, since, age, borrower.in(trace), client, handles, transaction, wedgesReaper, unidentified);
    }

    /** Whether there is no lease. */
    public boolean isNone() {
        return id == 0;
    }

    /** One that does not wedge the Reaper, and of which nobody says why its session is not known. */
    public Lease(
            long id,
            String pool,
            Instant since,
            Duration age,
            Borrower borrower,
            ClientSession client,
            int handles,
            Transaction transaction) {
        this(id, pool, since, age, borrower, client, handles, transaction, false, null);
    }

    /** The same, with its session as a guard names it. */
    public Lease with(ClientSession located) {
        return new Lease(id, pool, since, age, borrower, located, handles, transaction, wedgesReaper, unidentified);
    }

    public Lease {
        pool = Clean.line(Objects.requireNonNull(pool, "pool"));
        unidentified = Clean.line(unidentified);
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(age, "age");
        Objects.requireNonNull(borrower, "borrower");
        Objects.requireNonNull(transaction, "transaction");
    }

    /** The JTA side of a lease. */
    public enum Transaction {
        NONE,
        ACTIVE,
        /** It can no longer commit, or is being rolled back. */
        ROLLBACK_ONLY,
        /** Preparing, prepared, committing or unknown: never to be touched from outside. */
        IN_DOUBT
    }
}
