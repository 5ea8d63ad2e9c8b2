package org.poolwarden.jmx;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.poolwarden.admin.KillAdmin;
import org.poolwarden.admin.LeaseAdmin;
import org.poolwarden.admin.record.KillScript;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.contract.Operation;
import org.poolwarden.contract.Reply.RecordList;
import org.poolwarden.fleet.node.FleetKills;
import org.poolwarden.jmx.open.Given;
import org.poolwarden.jmx.open.OpenOperation.Run;
import org.poolwarden.kill.batch.BatchPreview;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.mapping.ExplanationMapper;
import org.poolwarden.mapping.ListMapper;
import org.poolwarden.mapping.OwnerMapper;
import org.poolwarden.mapping.PoolMapper;
import org.poolwarden.mapping.PreviewMapper;
import org.poolwarden.request.WardenException;
import org.poolwarden.scan.Scan;
import org.poolwarden.text.Counts;

/** What reads pools, leases and sessions as they are now. A Monitor may call it. */
final class ReadOperations {

    private final LeaseAdmin leases;
    private final KillAdmin kills;
    private final FleetKills elsewhere;

    private ReadOperations(ManagementContext core) {
        this.elsewhere = core.fleet().kills();
        this.leases = core.warden().leases();
        this.kills = core.warden().kills();
    }

    static Map<Operation, Run> of(ManagementContext core) {
        ReadOperations operations = new ReadOperations(core);
        LeaseAdmin leases = core.warden().leases();
        Map<Operation, Run> runs = new EnumMap<>(Operation.class);
        runs.put(
                Operation.LIST_POOLS,
                given -> ListMapper.kept(
                        leases.listPools().stream().map(PoolMapper::of).toList()));
        runs.put(Operation.LIST_LEASES, given -> leases(leases.scan(), Scan::rows));
        runs.put(Operation.LIST_LEAKS, given -> leases(leases.scan(), Scan::leaks));
        runs.put(Operation.LIST_SESSIONS, given -> ListMapper.sessions(leases.listSessions()));
        runs.put(Operation.LIST_PROBLEMS, given -> ListMapper.problems(leases.scan()));
        runs.put(Operation.LIST_MEMBERS, given -> core.fleet().listMembers());
        runs.put(Operation.SCAN, given -> summary(leases.scan()));
        runs.put(Operation.EXPLAIN, given -> {
            long lease = given.number("leaseId");
            core.requireOwn(lease);
            return ExplanationMapper.of(leases.explain(lease));
        });
        runs.put(Operation.FIND_SESSION_OWNER, operations::owner);
        runs.put(Operation.PREVIEW, operations::preview);
        runs.put(Operation.PREVIEW_SESSION, operations::previewSession);
        runs.put(Operation.PREVIEW_BATCH, operations::previewBatch);
        runs.put(Operation.KILL_SCRIPT, operations::killScript);
        return runs;
    }

    private static RecordList leases(Scan scan, Function<Scan, List<Row>> which) {
        return ListMapper.leases(scan, which.apply(scan));
    }

    private EntityRecord owner(Given given) throws WardenException {
        return OwnerMapper.of(leases.findOwner(
                given.text("database"), given.integer("inst"), given.integer("sid"), given.integer("serial")));
    }

    private List<String> preview(Given given) throws WardenException {
        long lease = given.number("leaseId");
        Optional<String> node = elsewhere.nodeOfLease(lease);
        if (node.isPresent()) {
            return elsewhere.preview(node.get(), lease);
        }
        return PreviewMapper.lines(kills.preview(given.number("leaseId")));
    }

    private List<String> previewSession(Given given) throws WardenException {
        return PreviewMapper.lines(kills.previewSession(Arguments.choice(given)));
    }

    private RecordList previewBatch(Given given) throws WardenException {
        BatchPreview preview = kills.previewBatch(Arguments.selection(given), given.integer("max"));
        return ListMapper.of(preview.at(), preview.problems(), PreviewMapper.lines(preview));
    }

    private RecordList killScript(Given given) throws WardenException {
        KillScript script = kills.killScript(Arguments.numbers(given.text("leaseIds")));
        return ListMapper.of(script.at(), script.problems(), script.text());
    }

    private static RecordList summary(Scan scan) {
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        scan.rows().forEach(row -> counts.merge(row.judgement().verdict(), 1, Integer::sum));
        String leases =
                scan.leasesRead() ? Counts.of(scan.rows().size(), "lease") + " " + counts : "no lease could be read";
        return ListMapper.of(
                scan,
                List.of(scan.at() + ": " + leases + ", "
                        + Counts.of(scan.sessions().size(), "session") + ", in "
                        + scan.took().toMillis() + " ms"));
    }
}
