package org.poolwarden.admin;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.poolwarden.admin.record.Explanation;
import org.poolwarden.admin.record.SessionOwner;
import org.poolwarden.caller.Callers;
import org.poolwarden.logging.Messages;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.pool.Pools;
import org.poolwarden.pool.SelfTest;
import org.poolwarden.request.Problem;
import org.poolwarden.request.WardenException;
import org.poolwarden.scan.Guards;
import org.poolwarden.scan.Scan;
import org.poolwarden.scan.ScanScheduler;
import org.poolwarden.scan.ScanStatus;
import org.poolwarden.scan.Scanner;
import org.poolwarden.scan.timeline.Timeline;
import org.poolwarden.scan.timeline.Timelines;
import org.poolwarden.settings.SecretFile;
import org.poolwarden.threads.Patience;
import org.poolwarden.transition.TransitionListener;
import org.poolwarden.transition.count.Totals;
import org.poolwarden.transition.count.TransitionCounter;
import org.poolwarden.transition.detect.TransitionFeed;

/** Reads the rooms below. What may wait for a database is asked by threads of ours. */
record LeaseService(
        Pools pools,
        Guards guards,
        Scanner scanner,
        ScanScheduler scheduler,
        Timelines history,
        Explainer explainer,
        Waits waits,
        TransitionFeed feed,
        TransitionCounter counter,
        Callers callers)
        implements LeaseAdmin {

    private static final Patience NO_WAIT = Patience.ofOurs(Duration.ZERO);

    @Override
    public String status() {
        SelfTest test = pools.selfTest();
        Object leases = test.passed() ? "Leases can be read." : Messages.LOG.leasesUnreadable(test.detail());
        String closes = pools.closesLeaks() ? ". " + Messages.LOG.closesLeaks() : "";
        List<Problem> failing = waits.failing();
        String tasks = failing.isEmpty() ? "" : ". " + Problem.line(failing);
        String secret = SecretFile.openToOthers(System.getProperty("jboss.server.config.dir"))
                .map(file -> ". " + Messages.LOG.secretOpen(file))
                .orElse("");
        return leases + " Guards: " + guards + ". " + pools.closings() + closes + tasks + secret;
    }

    @Override
    public Set<String> databases() {
        return guards.names();
    }

    @Override
    public List<PoolStatus> listPools() {
        return pools.pools();
    }

    @Override
    public void tellPools(Consumer<List<PoolStatus>> listener) {
        feed.tellPools(listener);
    }

    @Override
    public void tellTransitions(TransitionListener listener) {
        feed.tell(listener);
    }

    @Override
    public Scan scan() {
        Optional<Scan> fresh = scheduler.fresh(waits.patience());
        if (fresh.isPresent()) {
            return withFailing(fresh.get());
        }
        Scan last = scanner.last().orElseGet(scanner::unread);
        return withFailing(last.with(scheduler.missing()));
    }

    @Override
    public boolean knew(long leaseId) {
        return pools.knew(leaseId);
    }

    @Override
    public Optional<Scan> lastScan() {
        return scanner.last();
    }

    @Override
    public ScanStatus latestScan(Duration freshness) {
        return withFailing(scheduler.last(freshness, waits.forScan()));
    }

    @Override
    public ScanStatus scanStatus() {
        return withFailing(scheduler.status());
    }

    @Override
    public Totals totals() {
        return counter.read();
    }

    private ScanStatus withFailing(ScanStatus status) {
        return status.scan() == null
                ? status
                : new ScanStatus(withFailing(status.scan()), status.age(), status.waiting());
    }

    /** What a failing task keeps up to date may be old, which is a problem of each answer. */
    private Scan withFailing(Scan scan) {
        Scan told = scan;
        for (Problem problem : waits.failing()) {
            told = told.with(problem);
        }
        return told;
    }

    @Override
    public List<Timeline> timelines() {
        return history.list();
    }

    @Override
    public Scan listSessions() {
        return scheduler.recent().map(this::withFailing).orElseGet(this::scan);
    }

    @Override
    public Explanation explain(long leaseId) throws WardenException {
        return waits.ask(callers.asker(), List.of("explain", leaseId), () -> explainer.explain(leaseId));
    }

    @Override
    public String sqlText(long leaseId) throws WardenException {
        callers.operator();
        return explain(leaseId).sqlText();
    }

    @Override
    public SessionOwner findOwner(String database, int instance, int sid, int serial) throws WardenException {
        List<Object> key = Arrays.asList("owner", database, instance, sid, serial);
        return waits.ask(callers.asker(), key, () -> explainer.findOwner(database, instance, sid, serial));
    }
}
