package org.poolwarden.admin;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.poolwarden.admin.WardenException.Fault;
import org.poolwarden.leak.DatabaseId;
import org.poolwarden.leak.Row;
import org.poolwarden.logging.Messages;

/**
 * Every kill that is remembered, and the threads that run them: at most three for each database, so that the guard's
 * small datasource keeps a connection for scans; the rest wait in order. No call here waits for a database.
 */
final class Kills implements AutoCloseable {

    static final int IN_FLIGHT = 3;
    private static final long SECONDS_TO_STOP = 5;

    private final ThreadFactory threads;
    private final int historySize;
    private final Ticker ticker;
    private final String idPrefix;

    private final Map<String, KillRun> byId = new LinkedHashMap<>();
    private final Map<DatabaseId, Lane> lanes = new HashMap<>();
    private long counter;
    private boolean closed;

    Kills(ThreadFactory threads, int historySize, Ticker ticker) {
        this.threads = threads;
        this.historySize = historySize;
        this.ticker = ticker;
        // With the time of the start in it, an id of an earlier deployment is never taken for one of this.
        this.idPrefix = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(ticker.now());
    }

    /** The id of the kill of that lease: a new one, or the one that is not over yet. */
    synchronized String submit(Row row, KillRequest request, Function<KillRecord, KillRun> steps)
            throws WardenException {
        if (closed) {
            throw new WardenException(Fault.UNAVAILABLE, Messages.LOG.stopping(), null);
        }
        Optional<Kill> running = running(request.leaseId());
        if (running.isPresent()) {
            return running.get().id();
        }
        DatabaseId database = row.lease().client().session().database();
        Lane lane = lanes.computeIfAbsent(database, key -> new Lane());
        KillRun run = steps.apply(new KillRecord(idPrefix + "-" + ++counter, row, request, ticker));
        if (lane.workers.size() < IN_FLIGHT) {
            lane.start(run);
        } else {
            lane.waiting.add(run);
            run.record().say("Waits: " + IN_FLIGHT + " kills in " + database + " are in flight.");
        }
        Kill kill = run.record().kill();
        byId.put(kill.id(), run);
        forget();
        Messages.LOG.killRequested(
                kill.id(),
                request.leaseId(),
                row.lease().client().session(),
                row.lease().pool(),
                request.requester(),
                request.reason());
        return kill.id();
    }

    /** The kill of that lease that is not over. */
    synchronized Optional<Kill> running(long leaseId) {
        return byId.values().stream()
                .map(run -> run.record().kill())
                .filter(kill -> kill.row().lease().id() == leaseId && !kill.isOver())
                .findFirst();
    }

    synchronized Optional<Kill> find(String id) {
        return Optional.ofNullable(byId.get(id)).map(run -> run.record().kill());
    }

    /** The newest first. */
    synchronized List<Kill> list() {
        List<Kill> kills = new ArrayList<>();
        byId.values().forEach(run -> kills.add(run.record().kill()));
        Collections.reverse(kills);
        return kills;
    }

    /** Begins nothing more and lets nothing run on unrecorded. Waits a few seconds at most. */
    @Override
    public void close() {
        List<Thread> workers = new ArrayList<>();
        synchronized (this) {
            closed = true;
            byId.values().forEach(KillRun::stop);
            for (Lane lane : lanes.values()) {
                lane.waiting.forEach(KillRun::abandon);
                lane.waiting.clear();
                workers.addAll(lane.workers);
            }
        }
        workers.forEach(Thread::interrupt);
        awaitEnd(workers);
        for (KillRun run : snapshot()) {
            if (!run.record().kill().isOver()) {
                Messages.LOG.stillInDatabase(run.record().kill().id());
                run.abandon();
            }
        }
    }

    private static void awaitEnd(List<Thread> workers) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_STOP);
        try {
            for (Thread worker : workers) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                worker.join(Math.max(left, 1));
            }
        } catch (InterruptedException e) {
            Messages.LOG.debug("Interrupted while kills stop", e);
            Thread.currentThread().interrupt();
        }
    }

    private synchronized List<KillRun> snapshot() {
        return List.copyOf(byId.values());
    }

    private void forget() {
        Iterator<KillRun> oldest = byId.values().iterator();
        int surplus = byId.size() - historySize;
        while (surplus > 0 && oldest.hasNext()) {
            if (oldest.next().record().kill().isOver()) {
                oldest.remove();
                surplus--;
            }
        }
    }

    /** The next in order, or null, and then this thread has left. */
    private synchronized KillRun next(Lane lane) {
        KillRun next = lane.waiting.poll();
        if (next == null) {
            lane.workers.remove(Thread.currentThread());
        }
        return next;
    }

    /** The kills of one database. Guarded by the lock of {@link Kills}. */
    private final class Lane {

        private final List<Thread> workers = new ArrayList<>();
        private final Deque<KillRun> waiting = new ArrayDeque<>();

        private void start(KillRun first) throws WardenException {
            Thread worker = threads.newThread(() -> work(first));
            if (worker == null) {
                throw new WardenException(
                        Fault.UNAVAILABLE,
                        Messages.LOG.noThread(
                                first.record().kill().row().lease().id()),
                        null);
            }
            worker.start();
            workers.add(worker);
        }

        private void work(KillRun first) {
            for (KillRun run = first; run != null; run = next(this)) {
                run.run();
            }
        }
    }
}
