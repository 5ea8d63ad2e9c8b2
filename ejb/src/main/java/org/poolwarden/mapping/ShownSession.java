package org.poolwarden.mapping;

import java.util.List;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.leak.evidence.Automatic;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.neighbours.Finding.Owner;
import org.poolwarden.leak.waits.Waits;

/** The fields of a database session that an entity shares with the others. */
final class ShownSession {

    private ShownSession() {}

    private static List<String> lines(Automatic automatic) {
        return automatic.lines().isEmpty() ? null : automatic.lines();
    }

    /** Sets what goes on when the session is ended. */
    static void set(EntityRecord.Builder record, Waits waits) {
        record.set("frees", waits.requests()).set("freedSlots", waits.slots());
    }

    /** Sets which other node has it. */
    static void set(EntityRecord.Builder record, Owner owner) {
        record.set("ownerNode", owner == null ? null : owner.node())
                .set("ownerLeaseId", owner == null ? null : owner.leaseId());
    }

    /** Sets the fields to null if the guard hides the session: its numbers are 0 then and mean nothing. */
    static void set(EntityRecord.Builder record, Session listed) {
        Session session = listed != null && listed.isShown() ? listed : null;
        boolean known = session != null;
        record.set("sessionStatus", known ? Values.text(session.status()) : null)
                .set("lastCallSeconds", known ? session.lastCallSeconds() : null)
                .set("event", known ? Values.text(session.event()) : null)
                .set("sqlId", known ? Values.text(session.sqlId()) : null)
                .set("module", known ? Values.text(session.module()) : null)
                .set("clientIdentifier", known ? Values.text(session.clientIdentifier()) : null)
                .set("machine", known ? Values.text(session.machine()) : null)
                .set("program", known ? Values.text(session.program()) : null)
                .set("spid", known ? Values.text(session.spid()) : null)
                .set("blockingSession", known ? Values.text(session.blockedBy()) : null)
                .set("blockedSessions", known ? session.blocks() : null)
                .set("undoRecords", known ? session.undoRecords() : null)
                .set("undoBlocks", known ? session.undoBlocks() : null)
                .set(
                        "transactionPriority",
                        known ? Values.text(session.automatic().priority()) : null)
                .set("endsBy", known ? Values.text(session.automatic().endsBy()) : null)
                .set("endsInSeconds", known ? session.automatic().endsInSeconds() : null)
                .set("automatic", known ? lines(session.automatic()) : null);
    }
}
