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
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.poolwarden.caller.Callers;
import org.poolwarden.caller.ServerCallers;
import org.poolwarden.health.HealthRegistration;
import org.poolwarden.health.Readiness;
import org.poolwarden.kill.Killer;
import org.poolwarden.kill.Kills;
import org.poolwarden.kill.batch.Batches;
import org.poolwarden.kill.preview.PreviewTokens;
import org.poolwarden.kill.preview.Previewer;
import org.poolwarden.kill.turn.KillTurns;
import org.poolwarden.leak.Judge;
import org.poolwarden.leak.SessionJudge;
import org.poolwarden.leak.neighbours.Neighbours;
import org.poolwarden.logging.Messages;
import org.poolwarden.pool.Pools;
import org.poolwarden.pool.SelfTest;
import org.poolwarden.pool.ironjacamar.IronJacamarPools;
import org.poolwarden.scan.Guards;
import org.poolwarden.scan.JndiGuardFactory;
import org.poolwarden.scan.ScanScheduler;
import org.poolwarden.scan.Scanner;
import org.poolwarden.scan.Ticker;
import org.poolwarden.scan.holdings.HoldingsHistory;
import org.poolwarden.scan.holdings.HoldingsReader;
import org.poolwarden.scan.holdings.HoldingsSurvey;
import org.poolwarden.scan.sharing.SharedViews;
import org.poolwarden.scan.timeline.Timelines;
import org.poolwarden.settings.SettingSource;
import org.poolwarden.settings.Settings;
import org.poolwarden.threads.OwnThreads;
import org.poolwarden.threads.Steps;
import org.poolwarden.transition.TransitionListener;
import org.poolwarden.transition.count.TransitionCounter;
import org.poolwarden.transition.detect.TransitionFeed;
import org.poolwarden.transition.jfr.FlightRecording;
import org.poolwarden.transition.log.TransitionLog;

/**
 * The singleton that owns all rooms from start to stop, and hands out what interfaces may call. It needs no lock of the
 * container: what it holds is safe by itself, and a scan that waits for a database must not make a kill wait.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@PermitAll
public class WardenBean implements Warden {

    @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
    private ManagedThreadFactory managed;

    private Waits waits;
    private Guards guards;
    private Pools pools;
    private Kills ownKills;
    private Scanner scanner;
    private ScanScheduler scheduler;
    private TransitionFeed feed;
    private HealthRegistration health;
    private ServerStop serverStop;
    private LeaseAdmin leases;
    private KillAdmin kills;
    private AuditAdmin audit;
    private SettingsAdmin tunables;
    private Warden pages;
    private Warden cluster;

    /** The container stops no bean that has not started: what was taken by then is given back here. */
    @PostConstruct
    void start() {
        try {
            open();
        } catch (RuntimeException | Error e) {
            try {
                stop();
            } catch (RuntimeException | Error more) {
                e.addSuppressed(more);
            }
            throw e;
        }
    }

    private void open() {
        Callers callers = new ServerCallers();
        Settings settings = Settings.read(SettingSource.ofServer());
        OwnThreads threads = new OwnThreads(managed);
        waits = Waits.of(threads, settings.guardDatasources().size());
        pools = new IronJacamarPools(Set.copyOf(settings.guardDatasources()), settings.tracking());
        guards = new Guards(settings.guardDatasources(), new JndiGuardFactory(settings.guardSchema()), threads);
        Judge judge = new Judge(settings.suspectAfter(), settings.busyGrace(), settings.pins());
        SessionJudge sessionJudge = new SessionJudge(
                settings.mark(),
                settings.orphanAfter(),
                Long.toString(ProcessHandle.current().pid()));
        scanner = new Scanner(pools, guards, judge, sessionJudge, Ticker.SYSTEM);
        if (settings.joinsFleet()) {
            scanner.meet(() -> Neighbours.unknown("this server has not joined its cluster yet"));
        }
        Timelines timelines = new Timelines(Ticker.SYSTEM);
        HoldingsHistory history = new HoldingsHistory(Ticker.SYSTEM);
        HoldingsReader holdings = new HoldingsReader(history, settings.asksForHoldings());
        HoldingsSurvey survey = new HoldingsSurvey(
                guards, history, scanner::recallAll, settings.cursorWarning(), settings.holdingsEvery(), Ticker.SYSTEM);
        scheduler = new ScanScheduler(() -> survey.after(scanner.scan()), settings.scanEvery(), Ticker.SYSTEM);
        guards.scanBy(scheduler::soon);
        scheduler.beforeEach(asked -> guards.borrow(!asked));
        ownKills = new Kills(threads, settings.historySize(), settings.killPoll(), Ticker.SYSTEM);
        TransitionCounter counter = new TransitionCounter(settings.guardDatasources());
        feed = new TransitionFeed(ownKills::list, pools::wasLost, scanner::recallAll, listeners(counter));
        Readiness readiness = new Readiness(
                settings.failsWhenExhausted(),
                Set.copyOf(settings.guardDatasources()),
                scheduler::recent,
                Ticker.SYSTEM);
        health = HealthRegistration.of(readiness);
        scanner.tell(scan -> {
            timelines.add(scan, pools.pools());
            scheduler.seen(scan);
            feed.scanned(scan);
        });
        pools.tell(statuses -> {
            readiness.observe(statuses);
            feed.observe(statuses);
        });
        Killer killer = new Killer(pools, scanner, guards, ownKills, holdings, settings, Ticker.SYSTEM);
        Explainer explainer =
                new Explainer(scanner, scheduler, guards, ownKills, holdings, settings.traceUrl(), Ticker.SYSTEM);
        Previewer previewer = new Previewer(pools, scanner, guards, ownKills, holdings);
        Batches batches = new Batches(scanner, scheduler, guards, killer, ownKills, Ticker.SYSTEM);
        PreviewTokens tokens = new PreviewTokens(Ticker.SYSTEM);
        KillScriptWriter scripts = new KillScriptWriter(scheduler, settings.guardSchema());
        AuditReader reader = new AuditReader(guards, ownKills, Ticker.SYSTEM);
        Function<Waits, LeaseAdmin> leasesOf = own ->
                new LeaseService(pools, guards, scanner, scheduler, timelines, explainer, own, feed, counter, callers);
        Function<Waits, KillAdmin> killsOf =
                own -> new KillService(ownKills, killer, previewer, batches, tokens, scripts, own, callers);
        leases = leasesOf.apply(waits);
        kills = killsOf.apply(waits);
        audit = new AuditService(reader, waits, callers);
        tunables = new RuntimeSettings(pools, scanner, scheduler, settings, callers, Ticker.SYSTEM);
        Function<Waits, Warden> wardenOf = own -> new Other(
                leasesOf.apply(own), killsOf.apply(own), new AuditService(reader, own, callers), tunables, this);
        pages = wardenOf.apply(waits.ofPages());
        cluster = wardenOf.apply(waits.ofCluster());
        Messages.LOG.started(settings);
        SelfTest test = pools.selfTest();
        if (test.passed()) {
            Messages.LOG.selfTestPassed(test.detail());
        } else {
            Messages.LOG.selfTestFailed(test.detail());
        }
        scheduler.start(threads);
        serverStop = new ServerStop(ManagementFactory.getPlatformMBeanServer(), ownKills::close);
    }

    private static List<TransitionListener> listeners(TransitionCounter counter) {
        List<TransitionListener> listeners = new ArrayList<>();
        listeners.add(counter);
        listeners.add(new TransitionLog(Ticker.SYSTEM));
        FlightRecording.listener().ifPresent(listeners::add);
        return listeners;
    }

    /** What one step throws must not keep the others from it: a listener that stays in a pool keeps us in memory. */
    @PreDestroy
    void stop() {
        List<Thread> asking = new ArrayList<>();
        Steps.all(
                () -> with(serverStop, ServerStop::close),
                () -> with(health, HealthRegistration::close),
                // All are interrupted before one is waited for.
                () -> with(waits, made -> asking.addAll(made.questions().stop())),
                () -> with(guards, made -> asking.addAll(made.stop())),
                () -> with(scheduler, ScanScheduler::close),
                () -> with(ownKills, Kills::close),
                () -> with(pools, Pools::close),
                () -> with(feed, TransitionFeed::close),
                () -> OwnThreads.awaitEnd(asking, OwnThreads.TIME_TO_STOP),
                Messages.LOG::stopped);
    }

    private static <T> void with(T made, Consumer<T> step) {
        if (made != null) {
            step.accept(made);
        }
    }

    @Override
    public LeaseAdmin leases() {
        ServerCallers.refuseForeign();
        return leases;
    }

    @Override
    public KillAdmin kills() {
        ServerCallers.refuseForeign();
        return kills;
    }

    @Override
    public AuditAdmin audit() {
        ServerCallers.refuseForeign();
        return audit;
    }

    @Override
    public SettingsAdmin settings() {
        ServerCallers.refuseForeign();
        return tunables;
    }

    @Override
    public void meet(Supplier<Neighbours> neighbours) {
        ServerCallers.refuseForeign();
        scanner.meet(neighbours);
    }

    @Override
    public void takeTurns(KillTurns turns) {
        ServerCallers.refuseForeign();
        ownKills.takeTurns(turns);
    }

    @Override
    public void share(SharedViews views) {
        ServerCallers.refuseForeign();
        guards.share(views);
    }

    @Override
    public Warden ofPages() {
        ServerCallers.refuseForeign();
        return pages;
    }

    @Override
    public Warden ofCluster() {
        ServerCallers.refuseForeign();
        return cluster;
    }

    /** For callers of another patience. */
    private record Other(LeaseAdmin leases, KillAdmin kills, AuditAdmin audit, SettingsAdmin settings, Warden all)
            implements Warden {

        @Override
        public void meet(Supplier<Neighbours> neighbours) {
            all.meet(neighbours);
        }

        @Override
        public void takeTurns(KillTurns turns) {
            all.takeTurns(turns);
        }

        @Override
        public void share(SharedViews views) {
            all.share(views);
        }

        @Override
        public Warden ofPages() {
            return this;
        }

        @Override
        public Warden ofCluster() {
            return this;
        }
    }
}
