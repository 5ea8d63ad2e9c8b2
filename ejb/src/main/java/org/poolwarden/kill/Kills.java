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
import java.util.function.BiFunction;
import org.poolwarden.guard.KillMode;
import org.poolwarden.kill.monitor.Gate;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.Kill.SlotState;
import org.poolwarden.kill.record.KillLog;
import org.poolwarden.kill.record.KillRecord;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.kill.turn.KillTurns;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.logging.Messages;
import org.poolwarden.request.Node;
import org.poolwarden.request.Requester;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;
import org.poolwarden.scan.Ticker;
import org.poolwarden.threads.OwnThreads;

/**
 * The kills that are remembered, and the queues in which they run. No call waits for a database. Safe for use by
 * several threads.
 */
public final class Kills implements AutoCloseable {

    private static final Duration TIME_TO_STOP = Duration.ofSeconds(5);

    private final OwnThreads threads;
    private final int historySize;
    private final Duration poll;
    private final Ticker ticker;
    private final String idPrefix;

    private final Map<String, KillRecord> records = new LinkedHashMap<>();
    /** The kills that are not over. A run holds the driver's connection, so it must go when its kill is over. */
    private final Map<String, KillRun> runs = new LinkedHashMap<>();

    private final Map<DatabaseId, KillQueue> queues = new HashMap<>();
    private volatile KillTurns turns = KillTurns.ALONE;
    private long counter;
    private boolean closed;

    /**
     * @param historySize how many kills that are over are remembered
     * @param poll the pause between two questions about a kill that is followed
     */
    public Kills(OwnThreads threads, int historySize, Duration poll, Ticker ticker) {
        this.threads = threads;
        this.historySize = historySize;
        this.poll = poll;
        this.ticker = ticker;
        // It contains the time of the start, so an id of an earlier deployment never names a kill of this one. It
        // contains the server's name, so neither does an id of a server that started in the same second.
        this.idPrefix = Node.name() + ":"
                + DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT)
                        .withZone(ZoneOffset.UTC)
                        .format(ticker.now());
    }

    /** Has every kill that begins from now on ask for its turn there. Without it each queue is alone. */
    public void takeTurns(KillTurns others) {
        turns = others;
    }

    /** An id that no other kill or batch has. */
    public synchronized String newId() {
        return idPrefix + "-" + ++counter;
    }

    /**
     * Queues a kill, or joins the one of that lease or session that is not over.
     *
     * @param batchId null if it belongs to no batch
     * @param premise what the request takes for granted of the row; see {@link #again}
     * @param gate passed before it begins, or before its harsher modes if it joins a kill
     * @param database used for a new queue, if this is the first kill of that database
     * @return the id of the kill
     */
    synchronized String submit(
            Row row,
            KillRequest request,
            String batchId,
            Premise premise,
            Gate gate,
            KillQueue.Database database,
            BiFunction<KillRecord, Gate, KillRun> steps)
            throws WardenException {
        if (closed) {
            throw new WardenException(Fault.UNAVAILABLE, Messages.LOG.stopping(), null);
        }
        SessionId session = row.lease().client().session();
        Optional<String> joined = joined(runningRun(row.lease().id(), session), request, premise, gate, row);
        if (joined.isPresent()) {
            return joined.get();
        }
        if (!premise.isNone() && hasEnded(row.lease().id(), session)) {
            throw premise.refusal();
        }
        premise.require(List.of(row));
        KillQueue queue = queues.computeIfAbsent(
                session.database(),
                key -> new KillQueue(database, () -> turns.claim(key), threads, poll, ticker, this::over));
        KillRun run = steps.apply(new KillRecord(newId(), batchId, row, request, ticker), gate);
        Kill kill = run.record().kill();
        if (!queue.add(run)) {
            throw new WardenException(Fault.UNAVAILABLE, Messages.LOG.noThread(request.leaseId()), null);
        }
        records.put(kill.id(), run.record());
        runs.put(kill.id(), run);
        forget();
        KillLog.requested(kill);
        return kill.id();
    }

    /**
     * Joins the kill of that lease that is not over, and adds the request's harsher modes to it. Empty if there is
     * none. The kill itself changes the lease, so the premise may hold for what it was when the kill was requested, or
     * for what it is now.
     *
     * @param gate passed before those modes, unless the database was asked already to end the session and its work
     * @param now null if it is not there any more
     * @throws WardenException if the premise holds for neither
     */
    synchronized Optional<String> again(KillRequest request, Premise premise, Gate gate, Row now)
            throws WardenException {
        return joined(runningRun(request.leaseId(), null), request, premise, gate, now);
    }

    private static Optional<String> joined(
            Optional<KillRun> running, KillRequest request, Premise premise, Gate gate, Row now)
            throws WardenException {
        if (running.isEmpty()) {
            return Optional.empty();
        }
        KillRun run = running.get();
        if (!premise.holdsFor(run.record().kill().row()) && (now == null || !premise.holdsFor(now))) {
            throw premise.refusal();
        }
        return askedAgain(run, request, gate);
    }

    /** Whether a kill has ended that session and is over; the row of another request may have been read before. */
    private boolean hasEnded(long leaseId, SessionId session) {
        return records.values().stream()
                .map(KillRecord::kill)
                .filter(kill -> kill.session() == SessionState.GONE)
                .map(kill -> kill.row().lease())
                .anyMatch(lease ->
                        lease.id() == leaseId && lease.client().session().equals(session));
    }

    /** The kill of that lease that is not over. Empty if there is none. */
    public synchronized Optional<Kill> running(long leaseId) {
        return runningRun(leaseId, null).map(run -> run.record().kill());
    }

    /** The kill of that session, with or without a lease, that is not over. Empty if there is none. */
    public synchronized Optional<Kill> running(SessionId session) {
        return runs.values().stream()
                .map(run -> run.record().kill())
                .filter(kill ->
                        !kill.isOver() && kill.row().lease().client().session().equals(session))
                .findFirst();
    }

    /** The kill of that id. Empty if it is not remembered. */
    public synchronized Optional<Kill> find(String id) {
        return record(id).map(KillRecord::kill);
    }

    /** The record of that kill. It stays valid when the kill is forgotten. Empty if the kill is not remembered. */
    public synchronized Optional<KillRecord> record(String id) {
        return Optional.ofNullable(records.get(id));
    }

    /** Every kill that is remembered, the newest first. */
    public synchronized List<Kill> list() {
        List<Kill> kills = new ArrayList<>();
        records.values().forEach(record -> kills.add(record.kill()));
        Collections.reverse(kills);
        return kills;
    }

    /**
     * Withdraws a kill that has not begun, or the modes of a kill that were not tried yet.
     *
     * @return false if there was nothing to withdraw: the kill is under way, over, or not remembered
     */
    public boolean withdraw(String id, Requester requester) {
        KillRun run;
        KillQueue queue;
        synchronized (this) {
            run = runs.get(id);
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
        over(run);
        return true;
    }

    /**
     * Stops, once. No kill begins any more, and the ones that are not over are recorded as not followed. Waits at most
     * {@value #SECONDS_TO_STOP} seconds for the running threads, and as long again for the notes in the audit.
     */
    @Override
    public void close() {
        List<Thread> workers = new ArrayList<>();
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            runs.values().forEach(KillRun::stop);
            queues.values().forEach(queue -> workers.addAll(queue.close()));
        }
        workers.forEach(Thread::interrupt);
        OwnThreads.awaitEnd(workers, TIME_TO_STOP);
        for (KillRun run : snapshot()) {
            if (!run.record().kill().isOver()) {
                Messages.LOG.stillInDatabase(run.record().kill().id());
                run.abandon();
            }
            over(run);
        }
        noteTheRest();
    }

    /** Waits for a bounded time: a database that does not answer must not keep the server from stopping. */
    private void noteTheRest() {
        List<Thread> writers = new ArrayList<>();
        synchronized (this) {
            queues.forEach((database, queue) -> writers.addAll(queue.noteRest(recordsOf(database))));
        }
        OwnThreads.awaitEnd(writers, TIME_TO_STOP);
        if (writers.stream().anyMatch(Thread::isAlive)) {
            Messages.LOG.notesUnfinished(TIME_TO_STOP.toSeconds());
        }
    }

    /** Only the record of a kill stays. Its run holds the connection. */
    private synchronized void over(KillRun run) {
        runs.remove(run.record().kill().id());
    }

    private List<KillRecord> recordsOf(DatabaseId database) {
        return records.values().stream()
                .filter(record -> record.kill()
                        .row()
                        .lease()
                        .client()
                        .session()
                        .database()
                        .equals(database))
                .toList();
    }

    private synchronized List<KillRun> snapshot() {
        return List.copyOf(runs.values());
    }

    /** Empty if that kill is ending, so that the request is another one. */
    private static Optional<String> askedAgain(KillRun run, KillRequest request, Gate gate) {
        Optional<List<KillMode>> added = run.add(request, gate);
        added.ifPresent(harsher -> {
            String more =
                    harsher.isEmpty() ? "" : " If it does not end, these harsher modes are tried now: " + harsher + ".";
            run.record()
                    .step("Requested again by " + request.requester() + ": " + request.reason()
                            + ". Both requests are one kill." + more);
        });
        return added.map(harsher -> run.record().kill().id());
    }

    /**
     * The kill of that lease, or of that session if the slot is fenced. Before the fence, another lease of the same
     * session is another target.
     */
    private Optional<KillRun> runningRun(long leaseId, SessionId session) {
        return runs.values().stream()
                .filter(run -> {
                    Kill kill = run.record().kill();
                    Lease lease = kill.row().lease();
                    boolean same = lease.id() == leaseId && !lease.isNone()
                            || kill.slot() != SlotState.HELD
                                    && lease.client().session().equals(session);
                    return same && !kill.isOver();
                })
                .findFirst();
    }

    private void forget() {
        Iterator<KillRecord> oldest = records.values().iterator();
        int surplus = records.size() - historySize;
        while (surplus > 0 && oldest.hasNext()) {
            if (oldest.next().kill().isOver()) {
                oldest.remove();
                surplus--;
            }
        }
    }
}
