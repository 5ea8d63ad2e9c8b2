package org.poolwarden.scan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.poolwarden.guard.FakeGuard;
import org.poolwarden.guard.GuardException;
import org.poolwarden.kill.Killer;
import org.poolwarden.kill.Kills;
import org.poolwarden.kill.preview.Previewer;
import org.poolwarden.leak.Judge;
import org.poolwarden.leak.Pins;
import org.poolwarden.leak.SessionJudge;
import org.poolwarden.pool.FakePools;
import org.poolwarden.pool.FakeSlot;
import org.poolwarden.scan.holdings.HoldingsHistory;
import org.poolwarden.scan.holdings.HoldingsReader;
import org.poolwarden.threads.OwnThreads;

/** A server with one leaked lease, two guard datasources of which the first exists, and the verbs over them. */
public final class ScanScene {

    public static final String FIRST = "java:/First";
    public static final String SECOND = "java:/Second";

    /** What is given to such a thread is done before it is there. */
    public static final OwnThreads ON_THE_SPOT = new OwnThreads(work -> new Thread(work) {
        @Override
        public synchronized void start() {
            run();
        }
    });

    public final List<String> calls = new ArrayList<>();
    public final FakeGuard guard = new FakeGuard(FIRST, calls);
    public final Map<String, FakeGuard> bound = new HashMap<>(Map.of(FIRST, guard));
    public final FakePools pools = new FakePools();
    public final FakeSlot slot = new FakeSlot(calls);
    public final FakeTicker ticker = new FakeTicker();
    public final Guards guards;
    public final Scanner scanner;
    public final Kills kills;
    public final Killer killer;
    public final Previewer previewer;
    public final HoldingsReader holdings = new HoldingsReader(new HoldingsHistory(ticker), true);

    public ScanScene(String... datasources) {
        guard.listed.add(Samples.idle());
        pools.leases.add(Samples.lease(1));
        pools.slots.put(1L, slot);
        guards = new Guards(List.of(datasources), this::open, ON_THE_SPOT);
        Judge judge = new Judge(Duration.ofMinutes(5), Duration.ofSeconds(10), Pins.NONE);
        scanner = new Scanner(pools, guards, judge, new SessionJudge("shop-node1", Duration.ofMinutes(5)), ticker);
        // Nothing runs by itself: these tests are about what is taken, not about what becomes of it.
        kills = new Kills(new OwnThreads(task -> new Thread(() -> {})), 10, Duration.ofSeconds(1), ticker);
        killer = new Killer(pools, scanner, guards, kills, holdings, Samples.SETTINGS, ticker);
        previewer = new Previewer(pools, scanner, guards, kills, holdings);
    }

    private FakeGuard open(String name) throws GuardException {
        calls.add("open " + name);
        FakeGuard found = bound.get(name);
        if (found == null) {
            FakeGuard.raise(FakeGuard.Raise.MISSING);
        }
        return found;
    }
}
