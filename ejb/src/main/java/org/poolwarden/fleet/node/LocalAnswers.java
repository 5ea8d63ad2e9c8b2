package org.poolwarden.fleet.node;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.poolwarden.admin.LeaseAdmin;
import org.poolwarden.admin.Warden;
import org.poolwarden.contract.Operation;
import org.poolwarden.contract.Reply.RecordList;
import org.poolwarden.logging.Messages;
import org.poolwarden.mapping.KillMapper;
import org.poolwarden.mapping.ListMapper;
import org.poolwarden.mapping.PoolMapper;
import org.poolwarden.mapping.StatusMapper;
import org.poolwarden.scan.Scan;

/**
 * What this node tells the others: what its last scan saw, and what it keeps. It waits for nothing, because it answers
 * on threads of the cluster.
 */
final class LocalAnswers {

    /** The question for what {@link org.poolwarden.contract.Entity#STATUS} has. */
    static final String STATUS = "status";

    /** How many times the time between two scans the last one may be old. */
    private static final int TIMES = 2;

    private final Warden warden;
    private final String version;

    private LocalAnswers(Warden warden, String version) {
        this.warden = warden;
        this.version = version;
    }

    /** One for each question, by its name. */
    static Map<String, Supplier<RecordList>> of(Warden warden, String version) {
        LocalAnswers own = new LocalAnswers(warden, version);
        LeaseAdmin leases = warden.leases();
        Map<String, Supplier<RecordList>> answers = new HashMap<>();
        answers.put(STATUS, own::status);
        answers.put(
                Operation.LIST_POOLS.camelName(),
                () -> ListMapper.kept(
                        leases.listPools().stream().map(PoolMapper::of).toList()));
        answers.put(Operation.LIST_LEASES.camelName(), own.scanned(scan -> ListMapper.leases(scan, scan.rows())));
        answers.put(Operation.LIST_LEAKS.camelName(), own.scanned(scan -> ListMapper.leases(scan, scan.leaks())));
        answers.put(Operation.LIST_SESSIONS.camelName(), own.scanned(ListMapper::sessions));
        answers.put(Operation.LIST_PROBLEMS.camelName(), own.scanned(ListMapper::problems));
        answers.put(
                Operation.LIST_KILLS.camelName(),
                () -> ListMapper.kept(
                        warden.kills().listKills().stream().map(KillMapper::of).toList()));
        return answers;
    }

    private RecordList status() {
        LeaseAdmin leases = warden.leases();
        return ListMapper.kept(List.of(StatusMapper.of(
                version,
                leases.status(),
                leases.lastScan().orElse(null),
                warden.kills().listKills())));
    }

    private Supplier<RecordList> scanned(Function<Scan, RecordList> list) {
        return () -> warden.leases()
                .scanStatus()
                .within(warden.settings().tunables().scanEvery().multipliedBy(TIMES))
                .map(list)
                .orElseGet(() -> ListMapper.of(null, List.of(Messages.LOG.noScanYet()), List.of()));
    }
}
