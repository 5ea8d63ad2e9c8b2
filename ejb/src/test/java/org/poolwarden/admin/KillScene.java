package org.poolwarden.admin;

import java.util.ArrayList;
import java.util.List;
import org.poolwarden.leak.Session;

/** One kill of one leaked lease, with everything around it hand-made and every call written down. */
final class KillScene {

    final List<String> calls = new ArrayList<>();
    final FakeGuard guard = new FakeGuard("java:jboss/datasources/PoolwardenDS", calls);
    final FakeSlot slot = new FakeSlot(calls);
    final FakePools pools = new FakePools();
    final FakeTicker ticker = new FakeTicker();
    Session listedBefore = Samples.idle();
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
        KillRecord record =
                new KillRecord("k-1", Samples.row(Samples.lease(1), listedBefore), Samples.request(1), ticker);
        run = new KillRun(record, pools, guard, Samples.SETTINGS, ticker);
        return run;
    }

    /** Runs it to its end. */
    Kill kill() {
        prepare().run();
        return run.record().kill();
    }

    /** The calls that change something, in order. */
    List<String> deeds() {
        return calls.stream()
                .filter(call -> !call.equals("check") && !call.equals("sessions"))
                .map(call -> call.startsWith("end ") ? "end" : call)
                .toList();
    }
}
