package org.poolwarden.leak;

import java.util.Objects;
import org.poolwarden.leak.evidence.Session;

/**
 * One session of a database with its relation to this server.
 *
 * @param leaseId the lease that it belongs to; null if there is none
 * @param pool the JNDI name of the pool that has the connection; null if no pool has it
 * @param judgement the judgement on the lease; without a lease IDLE, ORPHAN or FOREIGN
 */
public record ClassifiedSession(Session session, Long leaseId, String pool, Judgement judgement) {

    public ClassifiedSession {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(judgement, "judgement");
    }
}
