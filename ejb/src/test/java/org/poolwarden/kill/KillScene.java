package org.poolwarden.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.poolwarden.guard.FakeGuard;
import org.poolwarden.kill.monitor.Gate;
import org.poolwarden.kill.monitor.NextAction;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.Kill.SlotState;
import org.poolwarden.kill.record.KillRecord;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.pool.FakePools;
import org.poolwarden.pool.FakeSlot;
import org.poolwarden.scan.DatabaseSnapshot;
import org.poolwarden.scan.FakeTicker;
import org.poolwarden.scan.Samples;
import org.poolwarden.scan.holdings.HoldingsReader;

/** One kill of one leaked lease, with everything around it hand-made and every call written down. */
public final class KillScene {

    public static final String ID = "20261121T100000-1";

    private static final Set<String> READS = Set.of("check", "find", "detail", "recovery", "sessionless");

    final List<String> calls = new ArrayList<>();
    public final FakeGuard guard = new FakeGuard("java:jboss/datasources/PoolwardenDS", calls);
    public final FakeSlot slot = new FakeSlot(calls);
    final FakePools pools = new FakePools();
    public final FakeTicker ticker = new FakeTicker();
    Session listedBefore = Samples.idle();
    public KillRequest request = Samples.request(1);
    Gate gate = Gate.OPEN;
    /** Nobody is asked what the session holds, unless a test says otherwise. */
    HoldingsReader holdings = Samples.NO_HOLDINGS;

    private KillRun run;

    public KillScene() {
        guard.listed.add(Samples.idle());
        pools.leases.add(Samples.lease(1));
        pools.slots.put(1L, slot);
    }

    /** The session as the guard lists it from now on. */
    public void nowListed(Session session) {
        guard.listed.clear();
        if (session != null) {
            guard.listed.add(session);
        }
    }

    public KillRun prepare() {
        KillRecord record = new KillRecord(ID, null, Samples.row(Samples.lease(1), listedBefore), request, ticker);
        run = new KillRun(record, pools, guard, holdings, Samples.SETTINGS, ticker, gate, Gate.OPEN);
        return run;
    }

    /** Runs it to its end. */
    public Kill kill() {
        prepare();
        finish();
        return run.record().kill();
    }

    /** What a queue does, in one thread. */
    public void finish() {
        NextAction next = NextAction.ACT;
        while (next == NextAction.FOLLOW || next == NextAction.ACT) {
            if (next == NextAction.FOLLOW) {
                pause();
            } else if (!run.act()) {
                return;
            }
            next = run.follow(DatabaseSnapshot.of(
                    guard,
                    new DatabaseSnapshot.Wanted(
                            run.needsRecovery(),
                            run.needsSessionless(),
                            Set.of(run.session()),
                            run.awaited(),
                            run.ending().stream().toList())));
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
    public List<String> deeds() {
        return calls.stream()
                .filter(call -> !READS.contains(call) && !call.startsWith("text of "))
                .map(call -> call.startsWith("end ") ? "end" : call)
                .toList();
    }

    public static void assertState(SessionState session, SlotState slot, Kill kill) {
        assertEquals(session + "/" + slot, kill.session() + "/" + kill.slot(), kill.message());
        assertTrue(!kill.message().contains("..") && !kill.message().contains("null"), kill.message());
    }
}
