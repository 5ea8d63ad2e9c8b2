package org.poolwarden.admin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.poolwarden.leak.Judge;
import org.poolwarden.leak.SessionJudge;
import org.poolwarden.oracle.GuardException;

/** A server with one leaked lease, two guard datasources of which the first exists, and the verbs over them. */
final class ScanScene {

    static final String FIRST = "java:/First";
    static final String SECOND = "java:/Second";

    final List<String> calls = new ArrayList<>();
    final FakeGuard guard = new FakeGuard(FIRST, calls);
    final Map<String, FakeGuard> bound = new HashMap<>(Map.of(FIRST, guard));
    final FakePools pools = new FakePools();
    final FakeSlot slot = new FakeSlot(calls);
    final FakeTicker ticker = new FakeTicker();
    final Guards guards;
    final Scanner scanner;
    final Kills kills;
    final Killer killer;
    final Previewer previewer;

    ScanScene(String... datasources) {
        guard.listed.add(Samples.idle());
        pools.leases.add(Samples.lease(1));
        pools.slots.put(1L, slot);
        guards = new Guards(List.of(datasources), this::open);
        Judge judge = new Judge(Duration.ofMinutes(5), Duration.ofSeconds(10));
        scanner = new Scanner(pools, guards, judge, new SessionJudge("shop-node1", Duration.ofMinutes(5)), ticker);
        // Nothing runs by itself: these tests are about what is taken, not about what becomes of it.
        kills = new Kills(task -> new Thread(() -> {}), 10, Duration.ofSeconds(1), ticker);
        killer = new Killer(pools, scanner, guards, kills, Samples.SETTINGS, ticker);
        previewer = new Previewer(pools, scanner, guards, kills);
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
