package org.poolwarden.leak;

import java.util.Objects;
import org.poolwarden.leak.evidence.Session;

/**
 * One session of a database, and what it is to this server.
 *
 * @param leaseId the lease it belongs to; null for none
 * @param pool the JNDI name of the pool whose connection it is; null for none
 * @param judgement of the lease if there is one; else IDLE, ORPHAN or FOREIGN
 */
public record ClassifiedSession(Session session, Long leaseId, String pool, Judgement judgement) {

    public ClassifiedSession {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(judgement, "judgement");
    }
}
