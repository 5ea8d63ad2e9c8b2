package org.poolwarden.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.poolwarden.leak.Session;

/** One kill of one leaked lease, with everything around it hand-made and every call written down. */
final class KillScene {

    static final String ID = "20261121T100000-1";

    private static final Set<String> READS = Set.of("check", "sessions", "detail", "recovery");

    final List<String> calls = new ArrayList<>();
    final FakeGuard guard = new FakeGuard("java:jboss/datasources/PoolwardenDS", calls);
    final FakeSlot slot = new FakeSlot(calls);
    final FakePools pools = new FakePools();
    final FakeTicker ticker = new FakeTicker();
    Session listedBefore = Samples.idle();
    KillRequest request = Samples.request(1);
    KillRun.Gate gate = KillRun.Gate.OPEN;
    private KillRun run;

    KillScene() {
        guard.listed.add(Samples.idle());
        pools.leases.add(Samples.lease(1));
        pools.slots.put(1L, slot);
    }

    /** The session as the guard lists it from now on. */
    void nowListed(Session session) {
        guard.listed.clear();
        if (session != null) {
            guard.listed.add(session);
        }
    }

    KillRun prepare() {
        KillRecord record = new KillRecord(ID, null, Samples.row(Samples.lease(1), listedBefore), request, ticker);
        run = new KillRun(record, pools, guard, Samples.SETTINGS, ticker, gate);
        return run;
    }

    /** Runs it to its end. */
    Kill kill() {
        prepare();
        finish();
        return run.record().kill();
    }

    /** What a lane does, in one thread. */
    void finish() {
        Next next = Next.ACT;
        while (next == Next.FOLLOW || next == Next.ACT) {
            if (next == Next.FOLLOW) {
                pause();
            } else if (!run.act()) {
                return;
            }
            next = run.follow(Sight.of(guard, run.needsRecovery(), run.awaited()));
        }
    }

    private void pause() {
        try {
            ticker.pause(Samples.SETTINGS.killPoll());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The calls that change something, in order. */
    List<String> deeds() {
        return calls.stream()
                .filter(call -> !READS.contains(call) && !call.startsWith("text of "))
                .map(call -> call.startsWith("end ") ? "end" : call)
                .toList();
    }
}
