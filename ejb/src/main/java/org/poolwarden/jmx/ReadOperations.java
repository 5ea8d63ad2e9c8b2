package org.poolwarden.jmx;

import static javax.management.MBeanOperationInfo.INFO;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.poolwarden.admin.Warden;
import org.poolwarden.jmx.open.OpenBean.Op;
import org.poolwarden.jmx.open.OpenBean.Param;
import org.poolwarden.jmx.open.Types;
import org.poolwarden.kill.batch.BatchPreview;
import org.poolwarden.kill.preview.Preview;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.scan.Scan;

/** What only looks: a Monitor may. */
final class ReadOperations {

    private ReadOperations() {}

    static List<Op> of(ManagementContext core) {
        Warden warden = core.warden();
        return List.of(
                new Op(
                        "listPools",
                        INFO,
                        PoolShape.SHAPE.table(),
                        "Every pool of this server with its counts, by name. Asks no database.",
                        List.of(),
                        arguments -> PoolShape.SHAPE.table(warden.listPools())),
                new Op(
                        "listLeases",
                        INFO,
                        LeaseShape.SHAPE.table(),
                        "Every lease with its verdict, the oldest first. Asks the databases.",
                        List.of(),
                        arguments -> LeaseShape.SHAPE.table(warden.listLeases().rows())),
                new Op(
                        "listLeaks",
                        INFO,
                        LeaseShape.SHAPE.table(),
                        "The leases that are SUSPECT, LEAKED or ZOMBIE. Asks the databases.",
                        List.of(),
                        arguments -> LeaseShape.SHAPE.table(warden.listLeaks().rows())),
                new Op(
                        "listSessions",
                        INFO,
                        SessionShape.SHAPE.table(),
                        "Every session of every database that answered at the last scan, and what it is to this"
                                + " server. LastScanTime says when that was; scanNow looks anew.",
                        List.of(),
                        arguments -> SessionShape.SHAPE.table(warden.sessions())),
                new Op(
                        "listProblems",
                        INFO,
                        Types.LINES,
                        "What cannot be seen now, and what to do about it. Asks the databases.",
                        List.of(),
                        arguments -> Types.array(warden.listLeases().problems())),
                new Op(
                        "scanNow",
                        INFO,
                        Types.LINES,
                        "Looks at every pool and every database once; says how many leases have which verdict, and what"
                                + " could not be seen.",
                        List.of(),
                        arguments -> Types.array(summary(warden.scanNow()))),
                new Op(
                        "explain",
                        INFO,
                        ExplanationShape.SHAPE.row(),
                        "Everything that is known of one lease, looked at anew: both sides, the reasons, the thread's"
                                + " present stack, what its session waits for and who waits for it. Asks its database.",
                        List.of(Params.LEASE_ID),
                        arguments -> ExplanationShape.SHAPE.row(warden.explain((Long) arguments[0]))),
                new Op(
                        "findSessionOwner",
                        INFO,
                        OwnerShape.SHAPE.row(),
                        "Whose a database session is: of which lease, deployment, thread and line; or of a connection"
                                + " that idles in a pool, of recovery, or of somebody else. Asks the databases.",
                        List.of(
                                Params.DATABASE,
                                new Param("inst", Types.INT, "INST_ID of gv$session; 1 where there is no cluster."),
                                new Param("sid", Types.INT, "SID of gv$session."),
                                new Param("serial", Types.INT, "SERIAL# of gv$session.")),
                        arguments -> OwnerShape.SHAPE.row(warden.findOwner(
                                (String) arguments[0], (Integer) arguments[1], (Integer) arguments[2], (Integer)
                                        arguments[3]))),
                new Op(
                        "preview",
                        INFO,
                        Types.LINES,
                        "What a kill of a lease would meet, a line for each rule; the first says ALLOWED or DENIED."
                                + " Touches nothing. Asks its database.",
                        List.of(Params.LEASE_ID),
                        arguments -> {
                            core.requester();
                            return Types.array(lines(warden.preview((Long) arguments[0])));
                        }),
                new Op(
                        "previewBatch",
                        INFO,
                        Types.LINES,
                        "What a batch would meet; the first line says ALLOWED or DENIED, then one for each lease."
                                + " Touches nothing. Asks the databases.",
                        List.of(Params.LEASE_IDS, Params.POOL, Params.DEPLOYMENT, Params.CALL_SITE, Params.MOST),
                        arguments -> {
                            core.requester();
                            return Types.array(
                                    lines(warden.previewBatch(Arguments.selection(arguments), (Integer) arguments[4])));
                        }),
                new Op(
                        "killCommands",
                        INFO,
                        Types.LINES,
                        "Commands for a person to verify and run in the database: exec kill_session(sid, serial, inst),"
                                + " the same by the package, and ALTER SYSTEM as a comment. Touches nothing.",
                        List.of(new Param(
                                "leaseIds", Types.TEXT, "Separated by commas; empty for every LEAKED lease.")),
                        arguments -> Types.array(
                                warden.killCommands(Arguments.numbers((String) arguments[0]), core.requester())
                                        .text())));
    }

    static List<String> summary(Scan scan) {
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        scan.rows().forEach(row -> counts.merge(row.judgement().verdict(), 1, Integer::sum));
        List<String> lines = new ArrayList<>();
        lines.add(scan.at() + ": " + scan.rows().size() + " leases " + counts + ", "
                + scan.sessions().size() + " sessions, in " + scan.took().toMillis() + " ms");
        lines.addAll(scan.problems());
        return lines;
    }

    private static List<String> lines(Preview preview) {
        List<String> lines = new ArrayList<>();
        lines.add(preview.allowed() ? "ALLOWED" : "DENIED");
        lines.addAll(preview.answers());
        return lines;
    }

    private static List<String> lines(BatchPreview preview) {
        List<String> lines = new ArrayList<>();
        lines.add(preview.allowed() ? "ALLOWED" : "DENIED");
        lines.addAll(preview.answers());
        preview.items().forEach(item -> lines.add(line(item.row(), item.refusal())));
        return lines;
    }

    private static String line(Row row, String refusal) {
        Lease lease = row.lease();
        String session = lease.client() == null
                ? "unknown session"
                : lease.client().session().toString();
        return "lease " + lease.id() + " of " + lease.pool() + ", " + session + ": "
                + (refusal == null ? "would be ended" : refusal);
    }
}
