package org.poolwarden.kill;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.poolwarden.guard.KillMode;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.Kill.SlotState;
import org.poolwarden.kill.record.KillRecord;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.logging.Messages;
import org.poolwarden.request.Requester;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;
import org.poolwarden.scan.Ticker;
import org.poolwarden.threads.OwnThreads;

/** Every kill that is remembered, and the queues that they run in. No call waits for a database. */
public final class Kills implements AutoCloseable {

    private static final Duration TIME_TO_STOP = Duration.ofSeconds(5);

    private final OwnThreads threads;
    private final int historySize;
    private final Duration poll;
    private final Ticker ticker;
    private final String idPrefix;

    private final Map<String, KillRun> byId = new LinkedHashMap<>();
    private final Map<DatabaseId, KillQueue> queues = new HashMap<>();
    private long counter;
    private boolean closed;

    public Kills(OwnThreads threads, int historySize, Duration poll, Ticker ticker) {
        this.threads = threads;
        this.historySize = historySize;
        this.poll = poll;
        this.ticker = ticker;
        // With the time of the start in it, an id of an earlier deployment is never taken for one of this.
        this.idPrefix = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(ticker.now());
    }

    /** An id that no other kill or batch has. */
    public synchronized String newId() {
        return idPrefix + "-" + ++counter;
    }

    /**
     * The id of the kill of that lease or session: a new one, or the one that is not over yet.
     *
     * @param batchId null for none
     * @param database for the queue, if it is the first kill of that database
     */
    synchronized String submit(
            Row row,
            KillRequest request,
            String batchId,
            KillQueue.Database database,
            Function<KillRecord, KillRun> steps)
            throws WardenException {
        if (closed) {
            throw new WardenException(Fault.UNAVAILABLE, Messages.LOG.stopping(), null);
        }
        SessionId session = row.lease().client().session();
        Optional<KillRun> running = runningRun(row.lease().id(), session);
        if (running.isPresent()) {
            return askedAgain(running.get(), request);
        }
        KillQueue queue =
                queues.computeIfAbsent(session.database(), key -> new KillQueue(database, threads, poll, ticker));
        KillRun run = steps.apply(new KillRecord(newId(), batchId, row, request, ticker));
        Kill kill = run.record().kill();
        if (!queue.add(run)) {
            throw new WardenException(Fault.UNAVAILABLE, Messages.LOG.noThread(request.leaseId()), null);
        }
        byId.put(kill.id(), run);
        forget();
        Messages.LOG.killRequested(
                kill.id(), request.leaseId(), session, row.lease().pool(), request.requester(), request.reason());
        return kill.id();
    }

    /** The id of the kill of that lease that is not over; it is told that somebody asked again. */
    synchronized Optional<String> again(KillRequest request) {
        return runningRun(request.leaseId(), null).map(run -> askedAgain(run, request));
    }

    /** The kill of that lease that is not over. */
    public synchronized Optional<Kill> running(long leaseId) {
        return runningRun(leaseId, null).map(run -> run.record().kill());
    }

    public synchronized Optional<Kill> find(String id) {
        return Optional.ofNullable(byId.get(id)).map(run -> run.record().kill());
    }

    /** Its record, which outlives the history as long as somebody holds it. */
    public synchronized Optional<KillRecord> record(String id) {
        return Optional.ofNullable(byId.get(id)).map(KillRun::record);
    }

    /** The newest first. */
    public synchronized List<Kill> list() {
        List<Kill> kills = new ArrayList<>();
        byId.values().forEach(run -> kills.add(run.record().kill()));
        Collections.reverse(kills);
        return kills;
    }

    /**
     * One that waits for its turn never begins; of one that is followed only what was still to come is taken back.
     *
     * @return false if neither could be: it is under way, or over
     */
    public boolean withdraw(String id, Requester requester) {
        KillRun run;
        KillQueue queue;
        synchronized (this) {
            run = byId.get(id);
            queue = run == null
                    ? null
                    : queues.get(
                            run.record().kill().row().lease().client().session().database());
        }
        if (run == null || run.record().kill().isOver()) {
            return false;
        }
        if (run.calm()) {
            run.record().step(requester + " withdrew the harsher modes. None of them follows.");
            return true;
        }
        if (!queue.withdraw(run)) {
            return false;
        }
        Kill kill = run.record().kill();
        run.record().end(SessionState.SKIPPED, kill.slot(), Messages.LOG.withdrawn(requester), null);
        return true;
    }

    /** Begins nothing more and lets nothing run on unrecorded. Waits a few seconds at most. */
    @Override
    public void close() {
        List<Thread> workers = new ArrayList<>();
        synchronized (this) {
            closed = true;
            byId.values().forEach(KillRun::stop);
            queues.values().forEach(queue -> workers.addAll(queue.close()));
        }
        workers.forEach(Thread::interrupt);
        OwnThreads.awaitEnd(workers, TIME_TO_STOP);
        for (KillRun run : snapshot()) {
            if (!run.record().kill().isOver()) {
                Messages.LOG.stillInDatabase(run.record().kill().id());
                run.abandon();
            }
        }
        noteTheRest();
    }

    /** A database that does not answer now must not keep the server from stopping. */
    private void noteTheRest() {
        List<Thread> writers = new ArrayList<>();
        synchronized (this) {
            queues.forEach((database, queue) -> writers.addAll(queue.noteRest(runsOf(database))));
        }
        OwnThreads.awaitEnd(writers, TIME_TO_STOP);
        if (writers.stream().anyMatch(Thread::isAlive)) {
            Messages.LOG.notesUnfinished(TIME_TO_STOP.toSeconds());
        }
    }

    private List<KillRun> runsOf(DatabaseId database) {
        return byId.values().stream()
                .filter(run -> run.record()
                        .kill()
                        .row()
                        .lease()
                        .client()
                        .session()
                        .database()
                        .equals(database))
                .toList();
    }

    private synchronized List<KillRun> snapshot() {
        return List.copyOf(byId.values());
    }

    private static String askedAgain(KillRun run, KillRequest request) {
        List<KillMode> harsher = run.add(request);
        String more =
                harsher.isEmpty() ? "" : " If it does not end, these harsher modes are tried now: " + harsher + ".";
        run.record()
                .step("Requested again by " + request.requester() + ": " + request.reason()
                        + ". Both requests are one kill." + more);
        return run.record().kill().id();
    }

    /** Of that lease; or of that session, once it is fenced: before that, another lease of it is another target. */
    private Optional<KillRun> runningRun(long leaseId, SessionId session) {
        return byId.values().stream()
                .filter(run -> {
                    Kill kill = run.record().kill();
                    Lease lease = kill.row().lease();
                    boolean same = lease.id() == leaseId
                            || kill.slot() != SlotState.HELD
                                    && lease.client().session().equals(session);
                    return same && !kill.isOver();
                })
                .findFirst();
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
}
