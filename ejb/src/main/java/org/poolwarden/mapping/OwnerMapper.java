package org.poolwarden.mapping;

import org.poolwarden.admin.record.SessionOwner;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.leak.Judgement;
import org.poolwarden.leak.evidence.Borrower;
import org.poolwarden.leak.evidence.Lease;

/** Owners of database sessions as {@link Entity#OWNER}. */
public final class OwnerMapper {

    private OwnerMapper() {}

    /** The owner. The fields of a lease are null if the session belongs to no lease. */
    public static EntityRecord of(SessionOwner owner) {
        Lease lease = owner.row() == null ? null : owner.row().lease();
        Borrower borrower = lease == null ? null : lease.borrower();
        Judgement judgement = owner.row() == null
                ? owner.classified().judgement()
                : owner.row().judgement();
        EntityRecord.Builder record = EntityRecord.of(Entity.OWNER)
                .set("database", owner.session().database().toString())
                .set("session", owner.session().key())
                .set("answers", owner.answers())
                .set("verdict", judgement.verdict().name())
                .set("pool", Values.text(owner.pool()))
                .set("leaseId", lease == null ? null : lease.id())
                .set("deployment", borrower == null ? null : Values.text(borrower.deployment()))
                .set("callSite", borrower == null ? null : Values.text(borrower.callSite()))
                .set("thread", borrower == null ? null : Values.text(borrower.thread()))
                .set("scanTime", owner.at())
                .set("problems", Values.lines(owner.problems()));
        ShownSession.set(
                record, owner.classified() == null ? null : owner.classified().owner());
        return record.build();
    }
}
