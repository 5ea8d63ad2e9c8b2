package org.poolwarden.kill.record;

import java.util.Locale;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.TraceContext;
import org.poolwarden.logging.Categories;
import org.poolwarden.logging.LogFields;
import org.poolwarden.logging.OneLine;

/**
 * What the log says of kills, one line for each state. A kill writes it itself, at once and in order: when the server
 * stops, nobody else may be there any more to tell how it ended.
 */
public final class KillLog {

    private KillLog() {}

    /** It is accepted. */
    public static void requested(Kill kill) {
        try (LogFields fields = fields(kill, kill.session(), kill.slot())) {
            Lease lease = kill.row().lease();
            String requester = OneLine.of(kill.requester());
            String reason = OneLine.of(kill.reason());
            if (lease.isNone()) {
                Categories.KILL.sessionKillRequested(kill.id(), lease.client().session(), requester, reason);
            } else {
                Categories.KILL.killRequested(
                        kill.id(), lease.id(), lease.client().session(), lease.pool(), requester, reason);
            }
        }
    }

    /** One of its states in between. */
    static void step(Kill kill, Kill.Step step) {
        try (LogFields fields = fields(kill, step.session(), step.slot())) {
            Lease lease = kill.row().lease();
            String what = OneLine.of(step.what());
            if (lease.isNone()) {
                Categories.KILL.sessionKillStep(kill.id(), lease.client().session(), step.session(), what);
            } else {
                Categories.KILL.killStep(kill.id(), lease.id(), step.session(), step.slot(), what);
            }
        }
    }

    /** @param cause null if nothing was thrown */
    static void over(Kill kill, Throwable cause) {
        try (LogFields fields = fields(kill, kill.session(), kill.slot())) {
            String message = OneLine.of(kill.message());
            if (kill.session() == Kill.SessionState.FAILED || cause != null) {
                Categories.KILL.killNotDone(cause, kill.id(), kill.session(), kill.slot(), message);
            } else {
                Categories.KILL.killOver(kill.id(), kill.session(), kill.slot(), message);
            }
        }
    }

    /** Which lease it is, for the MDC: the same names in lines about leases and about kills. */
    public static LogFields of(LogFields fields, Row row) {
        Lease lease = row.lease();
        ClientSession client = lease.client();
        TraceContext trace = row.trace();
        return fields.with("leaseId", lease.isNone() ? null : lease.id())
                .with("pool", lease.isNone() ? null : lease.pool())
                .with("callSite", lease.borrower().callSite())
                .with("deployment", lease.borrower().deployment())
                .with("traceId", trace == null ? null : trace.traceId())
                .with("spanId", trace == null ? null : trace.spanId())
                .with("database", client == null ? null : client.session().database())
                .with("session", client == null ? null : client.session().key());
    }

    private static LogFields fields(Kill kill, Kill.SessionState session, Kill.SlotState slot) {
        return of(new LogFields("kill." + session.name().toLowerCase(Locale.ROOT)), kill.row())
                .with("killId", kill.id())
                .with("batchId", kill.batchId())
                .with("mode", kill.mode())
                .with("requester", kill.requester())
                .with("sessionState", session)
                .with("slotState", slot);
    }
}
