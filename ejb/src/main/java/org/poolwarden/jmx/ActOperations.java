package org.poolwarden.jmx;

import static javax.management.MBeanOperationInfo.ACTION;

import java.time.Duration;
import java.util.List;
import org.poolwarden.admin.Explanation;
import org.poolwarden.admin.Warden;
import org.poolwarden.guard.KillMode;
import org.poolwarden.jmx.open.OpenBean.Op;
import org.poolwarden.jmx.open.Types;
import org.poolwarden.kill.batch.BatchRequest;
import org.poolwarden.kill.record.KillRequest;

/** What ends something, or tells more than a Monitor may know. */
final class ActOperations {

    private ActOperations() {}

    static List<Op> of(ManagementContext core) {
        Warden warden = core.warden();
        return List.of(
                new Op(
                        "kill",
                        ACTION,
                        Types.TEXT,
                        "Ends the session of a lease and takes its slot back. Its uncommitted work is rolled back."
                                + " Returns at once the id to ask killState with.",
                        List.of(Params.LEASE_ID, Params.REASON),
                        arguments -> warden.kill(new KillRequest(
                                (Long) arguments[0],
                                KillMode.IMMEDIATE,
                                core.requester(),
                                Arguments.reason(arguments[1])))),
                new Op(
                        "killInMode",
                        ACTION,
                        Types.TEXT,
                        "The same in a mode, or in several one after the other.",
                        List.of(Params.LEASE_ID, Params.MODES, Params.ESCALATE_AFTER, Params.REASON),
                        arguments -> warden.kill(new KillRequest(
                                (Long) arguments[0],
                                Arguments.modes((String) arguments[1]),
                                Duration.ofSeconds((Integer) arguments[2]),
                                core.requester(),
                                Arguments.reason(arguments[3])))),
                new Op(
                        "withdraw",
                        ACTION,
                        KillShape.SHAPE.row(),
                        "Takes a kill back that waits for its turn, or the harsher modes that were still to come.",
                        List.of(Params.KILL_ID),
                        arguments -> KillShape.SHAPE.row(warden.withdraw((String) arguments[0], core.requester()))),
                new Op(
                        "killReport",
                        ACTION,
                        Types.LINES,
                        "Everything that is known of a kill as text, with the SQL: for a ticket, or for Oracle.",
                        List.of(Params.KILL_ID),
                        arguments -> {
                            core.requester();
                            return Types.array(
                                    warden.kill((String) arguments[0]).report());
                        }),
                new Op(
                        "readSql",
                        ACTION,
                        Types.TEXT,
                        "The beginning of the text of what a lease's session runs, or ran last; empty if it is not"
                                + " told. It may hold the application's data. Asks its database.",
                        List.of(Params.LEASE_ID),
                        arguments -> {
                            core.requester();
                            Explanation explanation = warden.explain((Long) arguments[0]);
                            return explanation.sqlText() == null ? "" : explanation.sqlText();
                        }),
                new Op(
                        "killBatch",
                        ACTION,
                        Types.TEXT,
                        "Ends several leases, each by a kill of its own in mode IMMEDIATE, looked at again right before"
                                + " it. Returns at once the id to ask batchState with.",
                        List.of(
                                Params.LEASE_IDS,
                                Params.POOL,
                                Params.DEPLOYMENT,
                                Params.CALL_SITE,
                                Params.MOST,
                                Params.REASON),
                        arguments -> warden.killBatch(new BatchRequest(
                                Arguments.selection(arguments),
                                (Integer) arguments[4],
                                List.of(KillMode.IMMEDIATE),
                                Duration.ZERO,
                                core.requester(),
                                Arguments.reason(arguments[5])))),
                new Op(
                        "killBatchInMode",
                        ACTION,
                        Types.TEXT,
                        "The same in a mode, or in several one after the other, each kill for itself.",
                        List.of(
                                Params.LEASE_IDS,
                                Params.POOL,
                                Params.DEPLOYMENT,
                                Params.CALL_SITE,
                                Params.MOST,
                                Params.MODES,
                                Params.ESCALATE_AFTER,
                                Params.REASON),
                        arguments -> warden.killBatch(new BatchRequest(
                                Arguments.selection(arguments),
                                (Integer) arguments[4],
                                Arguments.modes((String) arguments[5]),
                                Duration.ofSeconds((Integer) arguments[6]),
                                core.requester(),
                                Arguments.reason(arguments[7])))),
                new Op(
                        "stopBatch",
                        ACTION,
                        BatchShape.SHAPE.row(),
                        "Lets nothing of a batch begin any more; what is under way goes to its end.",
                        List.of(Params.BATCH_ID),
                        arguments -> BatchShape.SHAPE.row(warden.stopBatch((String) arguments[0], core.requester()))));
    }
}
