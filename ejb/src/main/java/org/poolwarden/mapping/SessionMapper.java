package org.poolwarden.mapping;

import org.poolwarden.contract.Entity;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.evidence.Session;

/** Database sessions as {@link Entity#SESSION}. */
public final class SessionMapper {

    private SessionMapper() {}

    /** The session with its verdict. What the guard hides is null. */
    public static EntityRecord of(ClassifiedSession classified) {
        Session session = classified.session();
        EntityRecord.Builder record = EntityRecord.of(Entity.SESSION)
                .set("database", session.id().database().toString())
                .set("session", session.id().key())
                .set("username", session.username())
                .set("access", session.access().name())
                .set("verdict", classified.judgement().verdict().name())
                .set("reasons", classified.judgement().reasons())
                .set("leaseId", classified.leaseId())
                .set("pool", Values.text(classified.pool()));
        ShownSession.set(record, classified.owner());
        ShownSession.set(record, session);
        ShownSession.set(record, classified.waits());
        return record.build();
    }
}
