package org.poolwarden.admin;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.poolwarden.kill.Killer;
import org.poolwarden.kill.Kills;
import org.poolwarden.kill.batch.Batch;
import org.poolwarden.kill.batch.BatchPreview;
import org.poolwarden.kill.batch.BatchRequest;
import org.poolwarden.kill.batch.BatchSelection;
import org.poolwarden.kill.batch.Batches;
import org.poolwarden.kill.preview.Preview;
import org.poolwarden.kill.preview.Previewer;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.Judge;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.SessionJudge;
import org.poolwarden.logging.Messages;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.pool.Pools;
import org.poolwarden.pool.SelfTest;
import org.poolwarden.pool.Tracking;
import org.poolwarden.pool.ironjacamar.IronJacamarPools;
import org.poolwarden.request.Problem;
import org.poolwarden.request.Requester;
import org.poolwarden.request.WardenException;
import org.poolwarden.scan.Guards;
import org.poolwarden.scan.JndiGuardFactory;
import org.poolwarden.scan.LatestScan;
import org.poolwarden.scan.Scan;
import org.poolwarden.scan.ScanScheduler;
import org.poolwarden.scan.ScanStatus;
import org.poolwarden.scan.Scanner;
import org.poolwarden.scan.Ticker;
import org.poolwarden.scan.Timeline;
import org.poolwarden.scan.Timelines;
import org.poolwarden.settings.Setting;
import org.poolwarden.settings.Settings;
import org.poolwarden.settings.TunableSettings;

/**
 * The singleton that owns all rooms from start to stop. It needs no lock of the container: what it holds is safe by
 * itself, and a scan that waits for a database must not make a kill wait. No transaction, for the guard must never be
 * enlisted in one.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@PermitAll
public class WardenBean implements Warden, WardenStatus, LatestScan {

    @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
    private ManagedThreadFactory threads;

    private Pools pools;
    private Guards guards;
    private Scanner scanner;
    private Kills kills;
    private Previewer previewer;
    private Killer killer;
    private Batches batches;
    private History history;
    private Explainer explainer;
    private KillScriptWriter commander;
    private Timelines timelines;
    private ScanScheduler rounds;
    private RuntimeSettings tuner;

    @PostConstruct
    void start() {
        Config config = ConfigProvider.getConfig();
        Settings settings = Settings.read(key -> config.getOptionalValue(key, String.class));
        pools = new IronJacamarPools(Set.copyOf(settings.guardDatasources()), settings.tracking());
        guards = new Guards(settings.guardDatasources(), new JndiGuardFactory(settings.guardSchema()));
        Judge judge = new Judge(settings.suspectAfter(), settings.busyGrace(), settings.pins());
        SessionJudge sessionJudge = new SessionJudge(settings.mark(), settings.orphanAfter());
        scanner = new Scanner(pools, guards, judge, sessionJudge, Ticker.SYSTEM);
        kills = new Kills(threads, settings.historySize(), settings.killPoll(), Ticker.SYSTEM);
        previewer = new Previewer(pools, scanner, guards, kills);
        killer = new Killer(pools, scanner, guards, kills, settings, Ticker.SYSTEM);
        batches = new Batches(scanner, killer, kills, Ticker.SYSTEM);
        history = new History(guards, kills);
        explainer = new Explainer(scanner, guards, kills, Ticker.SYSTEM);
        commander = new KillScriptWriter(scanner, settings.guardSchema());
        timelines = new Timelines();
        rounds = new ScanScheduler(scanner::scan, settings.scanEvery(), Ticker.SYSTEM);
        scanner.tell(scan -> {
            timelines.add(scan, pools.pools());
            rounds.seen(scan);
        });
        tuner = new RuntimeSettings(pools, scanner, rounds, settings);
        Messages.LOG.started(settings);
        SelfTest test = pools.selfTest();
        if (test.passed()) {
            Messages.LOG.selfTestPassed(test.detail());
        } else {
            Messages.LOG.selfTestFailed(test.detail());
        }
        rounds.start(threads);
    }

    @PreDestroy
    void stop() {
        rounds.close();
        kills.close();
        pools.close();
        Messages.LOG.stopped();
    }

    @Override
    public List<PoolStatus> listPools() {
        return pools.pools();
    }

    @Override
    public Scan listLeases() {
        return scanner.scan();
    }

    @Override
    public Scan listLeaks() {
        Scan scan = scanner.scan();
        List<Row> leaks = scan.rows().stream()
                .filter(row -> row.judgement().verdict().isLeak())
                .toList();
        return new Scan(scan.at(), scan.took(), leaks, scan.sessions(), scan.problems(), scan.leasesRead());
    }

    @Override
    public Scan scanNow() {
        return scanner.scan();
    }

    @Override
    public Optional<Scan> lastScan() {
        return scanner.last();
    }

    @Override
    public List<ClassifiedSession> sessions() {
        return scanner.last().orElseGet(scanner::scan).sessions();
    }

    @Override
    public Explanation explain(long leaseId) throws WardenException {
        return explainer.explain(leaseId);
    }

    @Override
    public SessionOwner findOwner(String database, int instance, int sid, int serial) throws WardenException {
        return explainer.findOwner(database, instance, sid, serial);
    }

    @Override
    public KillScript killCommands(List<Long> leaseIds, Requester requester) throws WardenException {
        return commander.commands(leaseIds, requester);
    }

    @Override
    public Preview preview(long leaseId) throws WardenException {
        return previewer.preview(leaseId);
    }

    @Override
    public String kill(KillRequest request) throws WardenException {
        return killer.kill(request);
    }

    @Override
    public Kill kill(String killId) throws WardenException {
        return kills.find(killId).orElseThrow(() -> missing(Messages.LOG.noSuchKill(killId)));
    }

    @Override
    public Kill withdraw(String killId, Requester requester) throws WardenException {
        boolean withdrawn = kills.withdraw(killId, requester);
        Kill kill = kill(killId);
        if (!withdrawn) {
            throw new WardenException(
                    WardenException.Fault.TOO_LATE, Messages.LOG.tooLate(killId, kill.session()), null);
        }
        return kill;
    }

    @Override
    public BatchPreview previewBatch(BatchSelection selection, int most) throws WardenException {
        return batches.preview(selection, most);
    }

    @Override
    public String killBatch(BatchRequest request) throws WardenException {
        return batches.kill(request);
    }

    @Override
    public Batch batch(String batchId) throws WardenException {
        return batches.find(batchId).orElseThrow(() -> missing(Messages.LOG.noSuchBatch(batchId)));
    }

    @Override
    public List<Batch> batches() {
        return batches.list();
    }

    @Override
    public Batch stopBatch(String batchId, Requester requester) throws WardenException {
        return batches.stop(batchId, requester).orElseThrow(() -> missing(Messages.LOG.noSuchBatch(batchId)));
    }

    @Override
    public List<AuditedKill> whoKilled(String database, int instance, int sid, int serial) throws WardenException {
        return history.of(database, instance, sid, serial);
    }

    @Override
    public AuditPage audit(AuditFilter filter) throws WardenException {
        return history.page(filter);
    }

    @Override
    public Tracking tracking() {
        return pools.tracking();
    }

    @Override
    public void track(String tracking, Requester requester) throws WardenException {
        tuner.tune(Setting.TRACKING, tracking, requester);
    }

    @Override
    public TunableSettings tunables() {
        return tuner.now();
    }

    @Override
    public void tune(Setting setting, String value, Requester requester) throws WardenException {
        tuner.tune(setting, value, requester);
    }

    @Override
    public List<Kill> kills() {
        return kills.list();
    }

    @Override
    public String status() {
        SelfTest test = pools.selfTest();
        Object leases = test.passed() ? "Leases can be read." : Messages.LOG.leasesUnreadable(test.detail());
        return leases + " Guards: " + guards + ". " + pools.closings();
    }

    @Override
    public ScanStatus latestScan(Duration freshness, Duration patience) {
        return rounds.last(freshness, patience);
    }

    @Override
    public List<Timeline> timelines() {
        return timelines.list();
    }

    private static WardenException missing(Problem problem) {
        return new WardenException(WardenException.Fault.NOT_FOUND, problem, null);
    }
}
