package org.poolwarden.jmx;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.poolwarden.admin.AuditAdmin;
import org.poolwarden.admin.KillAdmin;
import org.poolwarden.admin.record.AuditFilter;
import org.poolwarden.admin.record.AuditPage;
import org.poolwarden.admin.record.AuditedKill;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.contract.Operation;
import org.poolwarden.contract.Reply.RecordList;
import org.poolwarden.fleet.node.FleetKills;
import org.poolwarden.jmx.open.Given;
import org.poolwarden.jmx.open.OpenOperation.Run;
import org.poolwarden.mapping.AuditMapper;
import org.poolwarden.mapping.BatchMapper;
import org.poolwarden.mapping.KillMapper;
import org.poolwarden.mapping.ListMapper;
import org.poolwarden.request.WardenException;

/** What shows kills, batches and the audit. A Monitor may call it. */
final class HistoryOperations {

    private final KillAdmin kills;
    private final FleetKills elsewhere;
    private final AuditAdmin audit;

    private HistoryOperations(ManagementContext core) {
        this.kills = core.warden().kills();
        this.elsewhere = core.fleet().kills();
        this.audit = core.warden().audit();
    }

    static Map<Operation, Run> of(ManagementContext core) {
        HistoryOperations operations = new HistoryOperations(core);
        KillAdmin kills = core.warden().kills();
        Map<Operation, Run> runs = new EnumMap<>(Operation.class);
        runs.put(Operation.KILL_STATE, operations::state);
        runs.put(
                Operation.LIST_KILLS,
                given -> ListMapper.kept(
                        kills.listKills().stream().map(KillMapper::of).toList()));
        runs.put(Operation.BATCH_STATE, given -> BatchMapper.of(kills.batch(given.text("batchId"))));
        runs.put(
                Operation.LIST_BATCHES,
                given -> ListMapper.kept(
                        kills.listBatches().stream().map(BatchMapper::of).toList()));
        runs.put(Operation.WHO_KILLED, operations::whoKilled);
        runs.put(Operation.LIST_AUDIT, operations::audit);
        return runs;
    }

    private EntityRecord state(Given given) throws WardenException {
        String id = given.text("killId");
        Optional<String> node = elsewhere.nodeOfKill(id);
        return node.isPresent() ? elsewhere.state(node.get(), id) : KillMapper.of(kills.kill(id));
    }

    private RecordList whoKilled(Given given) throws WardenException {
        int[] id = Arguments.session(given.text("session"));
        AuditPage page = audit.whoKilled(given.text("database"), id[0], id[1], id[2]);
        return ListMapper.of(
                Instant.now(),
                page.problems(),
                page.kills().stream().map(AuditedKill::toString).toList());
    }

    private RecordList audit(Given given) throws WardenException {
        AuditPage page = audit.audit(new AuditFilter(
                given.text("database"),
                given.text("session"),
                given.text("requester"),
                null,
                List.of(),
                Arguments.time(given.text("from")),
                Arguments.time(given.text("to")),
                given.integer("max")));
        return ListMapper.of(Instant.now(), page.told(), AuditMapper.of(page.kills(), kills.listKills()));
    }
}
