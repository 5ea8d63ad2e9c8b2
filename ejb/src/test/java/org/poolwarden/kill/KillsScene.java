package org.poolwarden.kill;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.poolwarden.guard.Attempt;
import org.poolwarden.guard.FakeGuard;
import org.poolwarden.guard.GuardAnswer;
import org.poolwarden.kill.monitor.Gate;
import org.poolwarden.kill.record.EndNote;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.pool.FakePools;
import org.poolwarden.pool.FakeSlot;
import org.poolwarden.request.WardenException;
import org.poolwarden.scan.DatabaseSnapshot;
import org.poolwarden.scan.Samples;
import org.poolwarden.scan.Ticker;
import org.poolwarden.threads.OwnThreads;

/** Many kills at once, of a guard each. ALTER SYSTEM takes as long as the test wants. */
abstract class KillsScene {

    final List<String> ended = Collections.synchronizedList(new ArrayList<>());
    final List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
    final Map<SessionId, FakeGuard> guards = new ConcurrentHashMap<>();
    /** The slots of all leases, in order, as long as anybody keeps them. */
    final List<WeakReference<FakeSlot>> slots = Collections.synchronizedList(new ArrayList<>());

    final Map<String, String> notes = new ConcurrentHashMap<>();
    /** Whether no database takes a note. An interrupted thread gets no connection from a pool either. */
    volatile boolean deaf;

    /** Whether an interrupted thread has tried to note something. */
    volatile boolean inVain;

    volatile boolean marked;
    /** What each snapshot throws; null if it does not. */
    volatile Throwable broken;

    /** What each note throws; null if it does not. */
    volatile Error unnotable;

    /** What ALTER SYSTEM throws; null if it does not. */
    volatile Error fatal;

    final Semaphore alterSystem = new Semaphore(0);
    final OwnThreads own = new OwnThreads(this::thread);
    final Kills kills = new Kills(own, 3, Duration.ofMillis(5), Ticker.SYSTEM);

    @AfterEach
    void noThreadIsLeft() throws InterruptedException {
        alterSystem.release(1000);
        kills.close();
        for (Thread thread : threads) {
            thread.join(5000);
            assertFalse(thread.isAlive());
        }
    }

    String submit(long lease, DatabaseId database) throws WardenException {
        return submit(kills, lease, database);
    }

    String submit(Kills target, long lease, DatabaseId database) throws WardenException {
        return submit(target, lease, database, Samples.request(lease));
    }

    String submit(Kills target, long lease, DatabaseId database, KillRequest request) throws WardenException {
        SessionId id = new SessionId(database, 1, (int) lease, 1);
        ClientSession client = new ClientSession(id, "SHOP");
        Session session = Samples.session(id, "INACTIVE", 0, false);
        Row row = Samples.row(Samples.lease(lease, client), session);
        List<String> calls = new ArrayList<>();
        FakeGuard guard = new FakeGuard("ds", calls);
        guard.listed.add(session);
        guard.end = asked -> {
            ended.add(String.valueOf(lease));
            if (fatal != null) {
                throw fatal;
            }
            try {
                alterSystem.acquire();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                guard.reading = FakeGuard.Raise.DOWN;
                FakeGuard.raise(FakeGuard.Raise.LOST);
            }
            if (marked) {
                return new GuardAnswer(GuardAnswer.Outcome.MARKED, lease);
            }
            guard.listed.clear();
            return new GuardAnswer(GuardAnswer.Outcome.DONE, lease);
        };
        FakePools pools = new FakePools();
        FakeSlot slot = new FakeSlot(calls);
        slot.client = client;
        slots.add(new WeakReference<>(slot));
        pools.slots.put(lease, slot);
        guards.put(id, guard);
        return target.submit(
                row,
                request,
                null,
                Premise.NONE,
                Gate.OPEN,
                database(database),
                (record, gate) -> new KillRun(
                        record, pools, guard, Samples.NO_HOLDINGS, Samples.SETTINGS, Ticker.SYSTEM, gate, Gate.OPEN));
    }

    /** One that can be read, and takes every note. */
    KillQueue.Database database(DatabaseId id) {
        return new KillQueue.Database() {
            @Override
            public DatabaseSnapshot snapshot(DatabaseSnapshot.Wanted wanted) {
                return KillsScene.this.snapshot(id, wanted);
            }

            @Override
            public boolean note(EndNote note) {
                if (unnotable != null) {
                    throw unnotable;
                }
                inVain |= Thread.currentThread().isInterrupted();
                if (deaf || inVain) {
                    return false;
                }
                notes.put(note.killId(), note.text());
                return true;
            }
        };
    }

    /** What all the guards of that database list; silent if one of them is. */
    private DatabaseSnapshot snapshot(DatabaseId database, DatabaseSnapshot.Wanted wanted) {
        if (broken instanceof Error error) {
            throw error;
        } else if (broken instanceof RuntimeException exception) {
            throw exception;
        }
        Map<SessionId, Session> listed = new HashMap<>();
        Set<SessionId> gone = new HashSet<>();
        Set<Integer> instances = new HashSet<>();
        Set<String> sessionless = null;
        for (Map.Entry<SessionId, FakeGuard> entry : guards.entrySet()) {
            if (entry.getKey().database().equals(database)) {
                DatabaseSnapshot one = DatabaseSnapshot.of(entry.getValue(), of(entry.getKey(), wanted));
                if (one.silence() != null) {
                    return one;
                }
                listed.putAll(one.sessions());
                instances.addAll(one.instances());
                gone.addAll(one.gone());
                if (one.sessionless().value() != null) {
                    sessionless = sessionless == null ? new HashSet<>() : sessionless;
                    sessionless.addAll(one.sessionless().value());
                }
            }
        }
        return new DatabaseSnapshot(
                listed,
                instances,
                new Attempt<>(List.of(), null),
                null,
                new Attempt<>(sessionless, null),
                gone,
                Map.of());
    }

    /** What is wanted of one session, whose guard is its own. */
    private static DatabaseSnapshot.Wanted of(SessionId session, DatabaseSnapshot.Wanted all) {
        Set<SessionId> awaited = all.awaited().contains(session) ? Set.of(session) : Set.of();
        List<Session> ending = all.ending().stream()
                .filter(before -> before.id().equals(session))
                .toList();
        return new DatabaseSnapshot.Wanted(true, all.sessionless(), Set.of(session), awaited, ending);
    }

    Thread thread(Runnable task) {
        Thread thread = new Thread(task, "kill under test");
        threads.add(thread);
        return thread;
    }

    static void awaitTrue(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "in vain");
            Thread.onSpinWait();
        }
    }
}
