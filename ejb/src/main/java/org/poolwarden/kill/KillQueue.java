package org.poolwarden.kill;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.poolwarden.guard.GuardException;
import org.poolwarden.kill.monitor.NextAction;
import org.poolwarden.kill.record.EndNote;
import org.poolwarden.kill.record.KillRecord;
import org.poolwarden.kill.turn.KillTurns;
import org.poolwarden.kill.turn.KillTurns.Turn;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.logging.Messages;
import org.poolwarden.scan.DatabaseSnapshot;
import org.poolwarden.scan.Ticker;
import org.poolwarden.threads.OwnThreads;
import org.poolwarden.threads.SupervisedLoop;

/**
 * The kills of one database. At most three of them ask the database for something at a time, which leaves a connection
 * of the guard's small datasource for scans. The rest wait in order; those of other nodes are asked for their turn too.
 * After its request was sent, a kill is monitored:
 * one thread monitors all of them by one query, so a kill that takes hours does not delay the next one.
 */
final class KillQueue {

    static final int IN_FLIGHT = KillTurns.IN_FLIGHT;

    /** How long a kill pauses at most before it asks again for its turn: no place of another node is free for long. */
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);

    private static final String TURN =
            "Waiting for its turn: " + IN_FLIGHT + " kills of this database are in progress.";

    private final Database database;
    private final Supplier<Turn> turns;
    private final OwnThreads threads;
    private final Duration poll;
    private final Ticker ticker;
    private final Consumer<KillRun> over;

    private final List<Worker> workers = new ArrayList<>();
    private final Deque<KillRun> waiting = new ArrayDeque<>();
    /** Those that have a thread here, and wait for kills of other nodes. */
    private final Set<KillRun> outside = new HashSet<>();

    private final Set<KillRun> followed = new LinkedHashSet<>();
    private SupervisedLoop follower;
    private boolean closed;

    /**
     * Begins nothing yet.
     *
     * @param turns a place among the kills of all nodes, for each kill that begins
     * @param over is told of each kill that is over, by a thread that holds no lock of the queue
     */
    KillQueue(
            Database database,
            Supplier<Turn> turns,
            OwnThreads threads,
            Duration poll,
            Ticker ticker,
            Consumer<KillRun> over) {
        this.database = database;
        this.turns = turns;
        this.threads = threads;
        this.poll = poll;
        this.ticker = ticker;
        this.over = over;
    }

    /** @return false if the server provides no thread; then nothing has happened */
    synchronized boolean add(KillRun run) {
        if (workers.size() >= IN_FLIGHT) {
            waiting.add(run);
            run.record().say(TURN, null);
            return true;
        }
        return startWorker(run);
    }

    /** @return true if the kill was waiting for its first turn, or for its pool; then it never begins */
    synchronized boolean withdraw(KillRun run) {
        return run.withdraw() || !run.hasBegun() && (waiting.remove(run) || outside.remove(run));
    }

    /** From now on no kill begins. The threads that are returned still run. */
    synchronized List<Thread> close() {
        closed = true;
        List<Thread> threadsNow = new ArrayList<>();
        workers.forEach(worker -> worker.loop.stop().ifPresent(threadsNow::add));
        if (follower != null) {
            follower.stop().ifPresent(threadsNow::add);
        }
        waiting.forEach(KillRun::abandon);
        waiting.clear();
        return threadsNow;
    }

    private synchronized boolean startWorker(KillRun first) {
        Worker worker = new Worker(first);
        if (closed || !worker.loop.start()) {
            return false;
        }
        workers.add(worker);
        return true;
    }

    private synchronized void enter(KillRun run) {
        outside.add(run);
    }

    /** False if it was withdrawn, or the queue is closed. */
    private synchronized boolean isOutside(KillRun run) {
        return !closed && outside.contains(run);
    }

    /** @return false if it was withdrawn, or has left before */
    private synchronized boolean leave(KillRun run) {
        return outside.remove(run);
    }

    private boolean isOver(KillRun run) {
        return run.follow(snapshot(List.of(run))) == NextAction.OVER;
    }

    /** Whatever goes wrong with a check, the kills that are monitored must not be forgotten. */
    private DatabaseSnapshot snapshot(List<KillRun> runs) {
        try {
            Set<SessionId> concerned = runs.stream().map(KillRun::session).collect(Collectors.toSet());
            Set<SessionId> awaited =
                    runs.stream().flatMap(run -> run.awaited().stream()).collect(Collectors.toSet());
            List<Session> ending =
                    runs.stream().flatMap(run -> run.ending().stream()).toList();
            boolean recovery = runs.stream().anyMatch(KillRun::needsRecovery);
            boolean sessionless = runs.stream().anyMatch(KillRun::needsSessionless);
            return database.snapshot(new DatabaseSnapshot.Wanted(recovery, sessionless, concerned, awaited, ending));
        } catch (RuntimeException | Error e) {
            Messages.LOG.debug("A snapshot of the database failed unexpectedly", e);
            return DatabaseSnapshot.silent(GuardException.unexpected(e));
        }
    }

    /** The next kill in order. If it is null, the worker no longer belongs to the queue. */
    private synchronized KillRun next(Worker worker) {
        KillRun next = waiting.poll();
        if (next == null) {
            workers.remove(worker);
        }
        return next;
    }

    /** @return false if it cannot be followed: then it is abandoned */
    private synchronized boolean keepFollowing(KillRun run) {
        boolean running = !closed;
        if (running && follower == null) {
            SupervisedLoop loop = new SupervisedLoop(threads, "kill-monitor", this::followAll);
            running = loop.start();
            follower = running ? loop : null;
        }
        if (running) {
            followed.add(run);
        } else {
            run.abandon();
        }
        return running;
    }

    private boolean followAll() throws InterruptedException {
        List<KillRun> now = toFollow();
        if (now.isEmpty()) {
            return false;
        }
        try {
            ticker.pause(poll);
        } catch (InterruptedException e) {
            if (abandonAllIfClosed()) {
                Messages.LOG.debug("Interrupted while kills are followed", e);
                return false;
            }
            throw e;
        }
        DatabaseSnapshot snapshot = snapshot(now);
        Error first = null;
        for (KillRun run : now) {
            try {
                follow(run, snapshot);
            } catch (Error e) { // the others must be followed nevertheless
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
        return true;
    }

    private void follow(KillRun run, DatabaseSnapshot snapshot) {
        NextAction next = run.follow(snapshot);
        if (next == NextAction.FOLLOW) {
            return;
        }
        synchronized (this) {
            // In this order: whatever is thrown, it is not forgotten.
            if (next == NextAction.ACT) {
                again(run);
            }
            followed.remove(run);
        }
        noteIfOver(run);
    }

    /**
     * Notes the end of a kill that is over. What ends because Poolwarden stops is left to {@link #noteRest}, because
     * this thread is interrupted then.
     */
    private void noteIfOver(KillRun run) {
        if (run.record().kill().isOver()) {
            over.accept(run);
        }
        synchronized (this) {
            if (closed) {
                return;
            }
        }
        note(run.record());
    }

    /** Asks the database, so the caller must not hold the queue's lock. False if the database does not answer. */
    private boolean note(KillRecord record) {
        Optional<EndNote> note = record.takeNote();
        boolean done = note.isEmpty();
        try {
            done = done || database.note(note.get());
        } finally {
            if (!done) {
                record.returnNote();
            }
        }
        return done;
    }

    /**
     * Notes the kills that ended because Poolwarden stops, and those that could not be noted before. Gives up if the
     * database does not answer.
     *
     * @return the threads that do it; none if there is nothing to note or no thread is available
     */
    List<Thread> noteRest(List<KillRecord> records) {
        List<KillRecord> open = records.stream().filter(KillRecord::owesNote).toList();
        if (open.isEmpty()) {
            return List.of();
        }
        Thread writer = threads.start("kill-notes", () -> open.stream().allMatch(this::note));
        if (writer == null) {
            Messages.LOG.notesUnfinished(0);
            return List.of();
        }
        return List.of(writer);
    }

    /** Puts a kill at the front of the queue, because it has waited for its turn before. */
    private void again(KillRun run) {
        if (closed) {
            run.abandon();
        } else if (workers.size() >= IN_FLIGHT) {
            waiting.addFirst(run);
            run.record().say(TURN, run.record().kill().progress());
        } else if (!startWorker(run)) {
            run.abandon();
        }
    }

    /** The kills to check. If there are none, this thread no longer belongs to the queue. */
    private synchronized List<KillRun> toFollow() {
        if (followed.isEmpty()) {
            follower = null;
        }
        return List.copyOf(followed);
    }

    private synchronized boolean abandonAllIfClosed() {
        if (closed) {
            followed.forEach(KillRun::abandon);
            followed.clear();
            follower = null;
        }
        return closed;
    }

    /** Works on one kill after the other, until none waits. */
    private final class Worker {

        private final SupervisedLoop loop = new SupervisedLoop(threads, "kill", this::pass);
        private KillRun run;
        /** What broke the kill off; null if nothing did. */
        private Throwable broken;

        private Worker(KillRun first) {
            run = first;
        }

        private boolean pass() throws InterruptedException {
            try {
                if (broken == null) {
                    work();
                } else {
                    run.broken(broken);
                    over.accept(run);
                }
            } catch (RuntimeException | Error e) {
                broken = e;
                throw e;
            }
            broken = null;
            run = next(this);
            return run != null;
        }

        private void work() throws InterruptedException {
            // One that has begun waits for no other node: nobody follows it meanwhile.
            try (Turn turn = run.hasBegun() ? KillTurns.NOW : turns.get()) {
                if (!awaitTurn(turn)) {
                    return;
                }
                // Most kills are over at the first check: those need no monitor.
                boolean follows = run.act() && !isOver(run);
                if (!follows || !keepFollowing(run)) {
                    noteIfOver(run);
                }
            }
        }

        /** @return false if the kill was withdrawn, or the queue closed, before its turn */
        private boolean awaitTurn(Turn turn) throws InterruptedException {
            enter(run);
            try {
                for (String why = turn.obstacle(); why != null; why = turn.obstacle()) {
                    run.record().say(why, run.record().kill().progress());
                    ticker.pause(poll.compareTo(LONGEST_PAUSE) < 0 ? poll : LONGEST_PAUSE);
                    if (!isOutside(run)) {
                        return false;
                    }
                }
                return leave(run);
            } finally {
                leave(run);
            }
        }
    }

    /** The queue's database. */
    interface Database {

        /** Reads what the kills need to know. Never fails: the snapshot says if the database could not be read. */
        DatabaseSnapshot snapshot(DatabaseSnapshot.Wanted wanted);

        /**
         * Writes the note into the guard's audit. Never fails: the log says why something could not be noted. False if
         * the database does not answer; then it may be tried again.
         */
        boolean note(EndNote note);
    }
}
