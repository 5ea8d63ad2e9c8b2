package org.poolwarden.jmx;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.poolwarden.admin.AuditFilter;
import org.poolwarden.admin.AuditPage;
import org.poolwarden.admin.AuditedKill;
import org.poolwarden.admin.Warden;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.contract.Operation;
import org.poolwarden.jmx.open.Given;
import org.poolwarden.jmx.open.OpenOperation.Run;
import org.poolwarden.mapping.AuditMapper;
import org.poolwarden.mapping.BatchMapper;
import org.poolwarden.mapping.KillMapper;
import org.poolwarden.request.WardenException;

/** What shows kills, batches and the audit. A Monitor may call it. */
final class HistoryOperations {

    private final ManagementContext core;
    private final Warden warden;

    private HistoryOperations(ManagementContext core) {
        this.core = core;
        this.warden = core.warden();
    }

    static Map<Operation, Run> of(ManagementContext core) {
        HistoryOperations operations = new HistoryOperations(core);
        Warden warden = core.warden();
        Map<Operation, Run> runs = new EnumMap<>(Operation.class);
        runs.put(Operation.KILL_STATE, given -> KillMapper.of(warden.kill(given.text("killId"))));
        runs.put(
                Operation.LIST_KILLS,
                given -> warden.kills().stream().map(KillMapper::of).toList());
        runs.put(Operation.BATCH_STATE, given -> BatchMapper.of(warden.batch(given.text("batchId"))));
        runs.put(
                Operation.LIST_BATCHES,
                given -> warden.batches().stream().map(BatchMapper::of).toList());
        runs.put(Operation.WHO_KILLED, operations::whoKilled);
        runs.put(Operation.LIST_AUDIT, operations::audit);
        return runs;
    }

    private List<String> whoKilled(Given given) throws WardenException {
        core.requester();
        int[] id = Arguments.session(given.text("session"));
        return warden.whoKilled(given.text("database"), id[0], id[1], id[2]).stream()
                .map(AuditedKill::toString)
                .toList();
    }

    private List<EntityRecord> audit(Given given) throws WardenException {
        core.requester();
        AuditPage page = warden.audit(new AuditFilter(
                given.text("database"),
                given.text("session"),
                given.text("requester"),
                Arguments.time(given.text("from")),
                Arguments.time(given.text("to")),
                given.integer("max")));
        if (!page.problems().isEmpty()) {
            // A table has no place for what is missing in it.
            throw new WardenException(WardenException.Fault.UNAVAILABLE, page.problems(), null);
        }
        return AuditMapper.of(page.kills(), warden.kills());
    }
}
