package org.poolwarden.fleet.node;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.poolwarden.admin.LeaseAdmin;
import org.poolwarden.admin.Warden;
import org.poolwarden.contract.Operation;
import org.poolwarden.contract.Reply.RecordList;
import org.poolwarden.fleet.Responder.Answer;
import org.poolwarden.logging.Messages;
import org.poolwarden.mapping.KillMapper;
import org.poolwarden.mapping.ListMapper;
import org.poolwarden.mapping.PoolMapper;
import org.poolwarden.mapping.StatusMapper;
import org.poolwarden.request.WardenException;
import org.poolwarden.scan.Scan;
import org.poolwarden.threads.Asker;
import org.poolwarden.threads.DeadlineQuery;
import org.poolwarden.threads.Patience;

/**
 * What this node tells the others: what its last scan saw, and what it keeps. No database is asked for it. It may wait
 * for a lock of ours, and is asked on threads of the cluster: therefore threads of ours gather it, and who asks waits
 * for a moment at most, a few at a time.
 */
final class LocalAnswers {

    /** The question for what {@link org.poolwarden.contract.Entity#STATUS} has. */
    static final String STATUS = "status";

    private static final Duration MOMENT = Duration.ofMillis(400);

    /** How many times the time between two scans the last one may be old. */
    private static final int TIMES = 2;

    private final Warden warden;
    private final String version;

    private LocalAnswers(Warden warden, String version) {
        this.warden = warden;
        this.version = version;
    }

    /**
     * One for each question, by its name.
     *
     * @param gathering runs what may wait
     */
    static Map<String, Answer> of(Warden warden, String version, DeadlineQuery gathering) {
        Patience patience = Patience.ofPages().atMost(MOMENT);
        Map<String, Answer> answers = new HashMap<>();
        new LocalAnswers(warden, version).gathered().forEach((name, gathered) -> {
            Asker asker = new Asker("fleet " + name, true);
            answers.put(name, () -> prompt(() -> gathering.ask(asker, name, gathered::get, patience)));
        });
        return answers;
    }

    private static RecordList prompt(Answer answer) throws WardenException {
        try {
            return answer.get();
        } catch (WardenException e) {
            throw new WardenException(e.fault(), Messages.LOG.answerLate(), e);
        }
    }

    private Map<String, Supplier<RecordList>> gathered() {
        LeaseAdmin leases = warden.leases();
        Map<String, Supplier<RecordList>> answers = new HashMap<>();
        answers.put(STATUS, this::status);
        answers.put(
                Operation.LIST_POOLS.camelName(),
                () -> ListMapper.kept(
                        leases.listPools().stream().map(PoolMapper::of).toList()));
        answers.put(Operation.LIST_LEASES.camelName(), scanned(scan -> ListMapper.leases(scan, scan.rows())));
        answers.put(Operation.LIST_LEAKS.camelName(), scanned(scan -> ListMapper.leases(scan, scan.leaks())));
        answers.put(Operation.LIST_SESSIONS.camelName(), scanned(ListMapper::sessions));
        answers.put(
                OwnSessions.QUESTION.name(),
                scanned(scan -> ListMapper.of(
                        scan, List.of(OwnSessions.of(scan, warden.settings().mark(), callsEvery(), Instant.now())))));
        answers.put(Operation.LIST_PROBLEMS.camelName(), scanned(ListMapper::problems));
        answers.put(
                Operation.LIST_KILLS.camelName(),
                () -> ListMapper.kept(
                        warden.kills().listKills().stream().map(KillMapper::of).toList()));
        return answers;
    }

    /** How often this node reads its databases itself at the least: the others wait so long before it is lost. */
    private Duration callsEvery() {
        return warden.settings()
                .ownScanEvery()
                .map(own -> own.plus(scanEvery()))
                .orElseGet(this::scanEvery);
    }

    private RecordList status() {
        LeaseAdmin leases = warden.leases();
        return ListMapper.kept(List.of(StatusMapper.of(
                version,
                leases.status(),
                leases.lastScan().orElse(null),
                warden.kills().listKills())));
    }

    private Duration scanEvery() {
        return warden.settings().tunables().scanEvery();
    }

    private Supplier<RecordList> scanned(Function<Scan, RecordList> list) {
        return () -> warden.leases()
                .scanStatus()
                .within(scanEvery().multipliedBy(TIMES))
                .map(list)
                .orElseGet(() -> ListMapper.of(null, List.of(Messages.LOG.noScanYet()), List.of()));
    }
}
