package org.poolwarden.leak;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.neighbours.Finding.Owner;
import org.poolwarden.leak.waits.Waits;
import org.poolwarden.text.Clean;

/**
 * One session of a database with its relation to this server.
 *
 * @param leaseId the lease that it belongs to; null if there is none
 * @param pool the JNDI name of the pool that has the connection; null if no pool has it
 * @param judgement the judgement on the lease; without a lease IDLE, ORPHAN or FOREIGN
 * @param waits whom it waits for and what goes on when it is ended, at the time of the scan
 * @param owner the other node of the fleet that has it, or that left it behind; null if none is known
 */
public record ClassifiedSession(
        Session session, Long leaseId, String pool, Judgement judgement, Waits waits, Owner owner) {

    public ClassifiedSession {
        Objects.requireNonNull(session, "session");
        pool = Clean.line(pool);
        Objects.requireNonNull(judgement, "judgement");
        Objects.requireNonNull(waits, "waits");
    }

    /** Of no other node. */
    public ClassifiedSession(Session session, Long leaseId, String pool, Judgement judgement, Waits waits) {
        this(session, leaseId, pool, judgement, waits, null);
    }

    /** Nothing is known of who waits. */
    public ClassifiedSession(Session session, Long leaseId, String pool, Judgement judgement) {
        this(session, leaseId, pool, judgement, Waits.UNKNOWN);
    }

    /** The session in the place of a lease that it does not have. */
    public Row withoutLease(Instant at) {
        Lease none = Lease.none(new ClientSession(session.id(), session.username()), at);
        return new Row(none, session, judgement, List.of(), waits);
    }

    /** The same with who waits. */
    public ClassifiedSession withWaits(Waits now) {
        return new ClassifiedSession(session, leaseId, pool, judgement, now, owner);
    }

    /** Whether this is one of the reasons of its verdict. */
    public boolean has(Code code) {
        return judgement.codes().contains(code);
    }
}
