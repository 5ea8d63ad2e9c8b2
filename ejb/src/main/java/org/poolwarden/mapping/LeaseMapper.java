package org.poolwarden.mapping;

import java.time.Duration;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.leak.Code;
import org.poolwarden.leak.Judgement;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.evidence.Borrower;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.TraceContext;

/** Leases as {@link Entity#LEASE}. */
public final class LeaseMapper {

    private LeaseMapper() {}

    /** The lease with its session. The session's fields are null if the guard does not show the session. */
    public static EntityRecord of(Row row) {
        Lease lease = row.lease();
        Borrower borrower = lease.borrower();
        Judgement judgement = row.judgement();
        EntityRecord.Builder record = EntityRecord.of(Entity.LEASE)
                .set("leaseId", lease.id())
                .set("pool", lease.pool())
                .set("verdict", judgement.verdict().name())
                .set("proof", judgement.proof().name())
                .set("reasons", judgement.reasons())
                .set("pin", judgement.reason(Code.PINNED))
                .set("codes", judgement.codes().stream().map(Enum::name).toList())
                .set("ageSeconds", lease.age().toSeconds())
                .set("checkoutTime", lease.since())
                .set("deployment", Values.text(borrower.deployment()))
                .set("callSite", Values.text(borrower.callSite()))
                .set("callChain", borrower.chain())
                .set("poolOver", Values.text(borrower.overlay()))
                .set("thread", Values.text(borrower.thread()))
                .set("whereabouts", borrower.whereabouts().name())
                .set("invocation", borrower.invocation().state().name())
                .set("request", Values.text(borrower.invocation().request()))
                .set("invocationOverSeconds", seconds(borrower.invocation().overFor()))
                .set("handles", lease.handles())
                .set("transaction", lease.transaction().name());
        trace(record, row.trace());
        client(record, lease.client());
        ShownSession.set(record, row.session());
        ShownSession.set(record, row.waits());
        return record.build();
    }

    private static void trace(EntityRecord.Builder record, TraceContext trace) {
        record.set("traceId", trace == null ? null : trace.traceId())
                .set("spanId", trace == null ? null : trace.spanId())
                .set("traceSource", trace == null ? null : trace.source().name());
    }

    private static Long seconds(Duration duration) {
        return duration == null ? null : duration.toSeconds();
    }

    /** Database, session and user, all null if the session is unknown. */
    static void client(EntityRecord.Builder record, ClientSession client) {
        record.set(
                        "database",
                        client == null ? null : client.session().database().toString())
                .set("session", client == null ? null : client.session().key())
                .set("username", client == null ? null : Values.text(client.username()));
    }
}
