package org.poolwarden.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.poolwarden.admin.record.Explanation;
import org.poolwarden.admin.record.SessionOwner;
import org.poolwarden.logging.Messages;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.pool.Pools;
import org.poolwarden.pool.SelfTest;
import org.poolwarden.request.WardenException;
import org.poolwarden.scan.Guards;
import org.poolwarden.scan.Scan;
import org.poolwarden.scan.ScanScheduler;
import org.poolwarden.scan.ScanStatus;
import org.poolwarden.scan.Scanner;
import org.poolwarden.scan.Timeline;
import org.poolwarden.scan.Timelines;

/** Reads the rooms below. */
record LeaseService(
        Pools pools, Guards guards, Scanner scanner, ScanScheduler scheduler, Timelines history, Explainer explainer)
        implements LeaseAdmin {

    @Override
    public String status() {
        SelfTest test = pools.selfTest();
        Object leases = test.passed() ? "Leases can be read." : Messages.LOG.leasesUnreadable(test.detail());
        String closes = pools.closesLeaks() ? ". " + Messages.LOG.closesLeaks() : "";
        return leases + " Guards: " + guards + ". " + pools.closings() + closes;
    }

    @Override
    public List<PoolStatus> listPools() {
        return pools.pools();
    }

    @Override
    public void tellPools(Consumer<List<PoolStatus>> listener) {
        pools.tell(listener);
    }

    @Override
    public Scan scan() {
        return scanner.scan();
    }

    @Override
    public Optional<Scan> lastScan() {
        return scanner.last();
    }

    @Override
    public ScanStatus latestScan(Duration freshness, Duration patience) {
        return scheduler.last(freshness, patience);
    }

    @Override
    public List<Timeline> timelines() {
        return history.list();
    }

    @Override
    public Scan listSessions() {
        Scan last = scanner.last().orElseGet(scanner::scan);
        return ScanStatus.aged(last, Instant.now(), scheduler.every().multipliedBy(2));
    }

    @Override
    public Explanation explain(long leaseId) throws WardenException {
        return explainer.explain(leaseId);
    }

    @Override
    public SessionOwner findOwner(String database, int instance, int sid, int serial) throws WardenException {
        return explainer.findOwner(database, instance, sid, serial);
    }
}
