package org.poolwarden.jmx;

import static javax.management.MBeanOperationInfo.INFO;

import java.util.List;
import org.poolwarden.admin.AuditFilter;
import org.poolwarden.admin.AuditPage;
import org.poolwarden.admin.AuditedKill;
import org.poolwarden.admin.Warden;
import org.poolwarden.jmx.open.OpenBean.Op;
import org.poolwarden.jmx.open.OpenBean.Param;
import org.poolwarden.jmx.open.Types;
import org.poolwarden.request.WardenException;

/** What has been done, and how it stands: a Monitor may look. */
final class HistoryOperations {

    private HistoryOperations() {}

    static List<Op> of(ManagementContext core) {
        Warden warden = core.warden();
        return List.of(
                new Op(
                        "killState",
                        INFO,
                        KillShape.SHAPE.row(),
                        "One kill as it stands now. Asks no database.",
                        List.of(Params.KILL_ID),
                        arguments -> KillShape.SHAPE.row(warden.kill((String) arguments[0]))),
                new Op(
                        "listKills",
                        INFO,
                        KillShape.SHAPE.table(),
                        "The kills that are remembered, the newest first. Asks no database.",
                        List.of(),
                        arguments -> KillShape.SHAPE.table(warden.kills())),
                new Op(
                        "batchState",
                        INFO,
                        BatchShape.SHAPE.row(),
                        "One batch as it stands now. Asks no database.",
                        List.of(Params.BATCH_ID),
                        arguments -> BatchShape.SHAPE.row(warden.batch((String) arguments[0]))),
                new Op(
                        "listBatches",
                        INFO,
                        BatchShape.SHAPE.table(),
                        "The batches that are remembered, the newest first. Asks no database.",
                        List.of(),
                        arguments -> BatchShape.SHAPE.table(warden.batches())),
                new Op(
                        "whoKilled",
                        INFO,
                        Types.LINES,
                        "What the guard's audit says of a session, a line for each row, the newest first; also of"
                                + " before the last start. Asks the database.",
                        List.of(
                                Params.DATABASE,
                                new Param("session", Types.TEXT, "inst,sid,serial#, as listLeases shows it.")),
                        arguments -> {
                            core.requester();
                            int[] id = Arguments.session((String) arguments[1]);
                            return Types.array(warden.whoKilled((String) arguments[0], id[0], id[1], id[2]).stream()
                                    .map(AuditedKill::toString)
                                    .toList());
                        }),
                new Op(
                        "listAudit",
                        INFO,
                        AuditShape.SHAPE.table(),
                        "Rows of the guards' audits, the newest first, also of before the last start. Of each database"
                                + " the newest 1000 are looked at. Asks the databases, and is refused where one of them"
                                + " cannot be read: name another, then, to see its rows.",
                        List.of(
                                new Param("database", Types.TEXT, "Only of this one, FREE/FREEPDB1; empty for all."),
                                new Param("session", Types.TEXT, "Only of this one, inst,sid,serial#; empty for any."),
                                new Param("requester", Types.TEXT, "A part of who asked, in any case; empty for any."),
                                new Param(
                                        "from",
                                        Types.TEXT,
                                        "Not before 2026-11-21T10:00:00, by the clock of the"
                                                + " database's host; empty for any time."),
                                new Param("to", Types.TEXT, "Not after that; empty for any time."),
                                new Param("most", Types.INT, "How many rows at most, from 1 to 1000.")),
                        arguments -> {
                            core.requester();
                            AuditFilter filter = new AuditFilter(
                                    (String) arguments[0],
                                    (String) arguments[1],
                                    (String) arguments[2],
                                    Arguments.time((String) arguments[3]),
                                    Arguments.time((String) arguments[4]),
                                    (Integer) arguments[5]);
                            return AuditShape.SHAPE.table(whole(warden.audit(filter)));
                        }));
    }

    /** A table has no place for what is missing in it. */
    private static List<AuditedKill> whole(AuditPage page) throws WardenException {
        if (!page.problems().isEmpty()) {
            throw new WardenException(WardenException.Fault.UNAVAILABLE, String.join(" ", page.problems()), null);
        }
        return page.kills();
    }
}
