package org.poolwarden.scan;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.poolwarden.guard.Attempt;
import org.poolwarden.guard.Guard;
import org.poolwarden.guard.GuardException;
import org.poolwarden.guard.GuardIdentity;
import org.poolwarden.guard.GuardVersion;
import org.poolwarden.leak.DatabaseView;
import org.poolwarden.leak.evidence.DatabaseFacts;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.logging.Messages;
import org.poolwarden.request.Problem;

/**
 * One guard datasource. Looked up when it is first needed and again after each failure, so that a datasource or a
 * database that comes later is found. Scans, questions of people and kills each have a {@link Lane}, in which one
 * thread at a time asks: they never take more than one of its few connections each, and none of them waits for another
 * one's question. Few questions of people wait for their turn, so that a database that is silent holds few threads. A
 * question that was not asked says nothing of the database: what is known of it stays.
 */
public final class GuardEntry {

    /** How many questions wait behind the one that is asked, in each lane of people. */
    static final int PLACES = 2;

    /** How many threads a database that is silent holds: one that asks, and those that wait in the lanes of people. */
    public static final int THREADS_OF_PEOPLE = 1 + 2 * PLACES;

    /** Longer than a login and two answers may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** How long everybody waits for a turn. An answer takes a fraction of that. */
    private static final Duration WITHOUT_A_PLACE = Duration.ofMillis(100);

    private static final String UNANSWERED = "an earlier question has not been answered";

    /** What a guard says of a session whose instance it cannot see. */
    private static final int NOT_POSSIBLE = 20_905;

    /** Failures that say all by themselves. */
    private static final Set<GuardException.Kind> EXPECTED = EnumSet.of(
            GuardException.Kind.NO_DATASOURCE,
            GuardException.Kind.NOT_INSTALLED,
            GuardException.Kind.WRONG_VERSION,
            GuardException.Kind.UNAVAILABLE);

    private final String name;
    private final GuardFactory factory;
    private final Map<Lane, Turn> lanes = new EnumMap<>(Lane.class);
    private volatile Known known;
    private volatile Problem problem;
    /** Whether the last failure was that it did not answer. */
    private volatile boolean silent;
    /** What the log has of it. Null before the first answer. */
    private volatile GuardIdentity told;

    /**
     * @param name the JNDI name of its datasource
     * @param factory is asked at the first question, and again after each failure
     */
    public GuardEntry(String name, GuardFactory factory) {
        this.name = name;
        this.factory = factory;
        lanes.put(Lane.SCANS, Turn.ofOurs());
        lanes.put(Lane.KILLS, Turn.ofOurs());
        ReentrantLock ofPeople = new ReentrantLock(true);
        AtomicInteger waiting = new AtomicInteger();
        lanes.put(Lane.QUESTIONS, new Turn(ofPeople, new Semaphore(PLACES), waiting));
        lanes.put(Lane.PREVIEWS, new Turn(ofPeople, new Semaphore(PLACES), waiting));
    }

    public String name() {
        return name;
    }

    /** What was known last; asks nobody. */
    public Optional<Known> known() {
        return Optional.ofNullable(known);
    }

    /** Whether it is known to lead to such a database; asks nobody. */
    boolean serves(Predicate<DatabaseId> wanted) {
        Known now = known;
        return now != null && wanted.test(now.database());
    }

    /** Which database this was when it answered last, whatever has failed since; asks nobody. Empty if it never did. */
    Optional<DatabaseFacts> last() {
        return Optional.ofNullable(told).map(GuardIdentity::facts);
    }

    /** Whether it did not answer when it failed last; asks nobody. */
    boolean wasSilent() {
        return silent;
    }

    /** Why it is not known which database this is, as far as that was seen; asks nobody. */
    Problem unknown() {
        Problem seen = problem;
        return seen == null ? Messages.LOG.guardNotAsked(name, "it has not said yet which database it leads to") : seen;
    }

    /** Which database this is; a failure goes to the problems. */
    Optional<DatabaseFacts> identify(Lane lane, List<Problem> problems) {
        try {
            return Optional.of(in(lane, () -> open().identity().facts()));
        } catch (GuardException e) {
            problems.add(failed(e));
            return Optional.empty();
        }
    }

    /** Every session; a failure goes to the problems too. */
    Attempt<DatabaseView> view(Lane lane, List<Problem> problems) {
        return view(lane, problems, now -> now.shows(now.guard().sessions(), Set.of(), Set.of()));
    }

    /**
     * Some sessions alone: the view has no other. A failure goes to the problems too. If none is listed and they are
     * not known to have gone, that goes to the problems as well, and their instance is silent in the view.
     *
     * @param sessions of one instance, at least one; if no session of that is listed, the guard is asked for one of
     *     them whether it exists, and if that has gone, the others are read once more: the instance may be back
     */
    Attempt<DatabaseView> view(Set<SessionId> sessions, Lane lane, List<Problem> problems) {
        SessionId session = sessions.iterator().next();
        return view(lane, problems, now -> {
            DatabaseSnapshot read = DatabaseSnapshot.of(now.guard(), DatabaseSnapshot.Wanted.of(sessions, session));
            if (read.failure() != null) {
                throw read.failure();
            }
            GuardException unproven = read.blindFor(session);
            if (unproven == null) {
                boolean again = read.gone().contains(session) && sessions.size() > 1;
                Map<SessionId, Session> found =
                        again ? now.guard().sessions(sessions).sessions() : read.sessions();
                Set<SessionId> gone = new HashSet<>(sessions);
                gone.removeAll(found.keySet());
                return now.shows(List.copyOf(found.values()), Set.of(), gone);
            }
            problems.add(
                    unproven.oraCode() == NOT_POSSIBLE
                            ? Messages.LOG.instanceDidNotAnswer(session.instance(), session, unproven.getMessage())
                            : Messages.LOG.sessionNotListed(session, session.instance(), unproven.getMessage()));
            return now.shows(List.copyOf(read.sessions().values()), Set.of(session.instance()), Set.of());
        });
    }

    private Attempt<DatabaseView> view(Lane lane, List<Problem> problems, Reading reading) {
        try {
            DatabaseView view = in(lane, () -> {
                Known now = open();
                if (now.identity().machine() == null) {
                    problems.add(Messages.LOG.noMachine(name));
                }
                return reading.of(now);
            });
            answered();
            return new Attempt<>(view, null);
        } catch (GuardException e) {
            problems.add(failed(e));
            return new Attempt<>(null, e);
        }
    }

    /** Reads the database for the kills there. It never fails: a failure is part of the snapshot. */
    public DatabaseSnapshot snapshot(DatabaseId database, DatabaseSnapshot.Wanted wanted) {
        try {
            DatabaseSnapshot snapshot = in(Lane.KILLS, () -> {
                Known now = open();
                if (!now.database().equals(database)) {
                    throw new GuardException(
                            GuardException.Kind.FAILED,
                            0,
                            name + " now leads to " + now.database() + ", no longer to " + database,
                            null);
                }
                return DatabaseSnapshot.of(now.guard(), wanted);
            });
            if (snapshot.failure() == null) {
                answered();
            } else {
                failed(snapshot.failure());
            }
            return snapshot;
        } catch (GuardException e) {
            failed(e);
            return DatabaseSnapshot.silent(e);
        }
    }

    /** Asks the guard, on the connection that all of the lane share. */
    public <T> T ask(Lane lane, Question<T> question) throws GuardException {
        T answer = in(lane, () -> question.ask(open().guard()));
        answered();
        return answer;
    }

    /**
     * Waits for its turn, but not for ever: a datasource without timeouts, which our scripts do not make, may never
     * answer.
     */
    private <T> T in(Lane lane, Attempt.Question<T> question) throws GuardException {
        Turn turn = lanes.get(lane);
        String refusal = turn.refusal();
        if (refusal != null) {
            // A scan that waits in vain for another one does know that the database is silent.
            GuardException.Kind kind = lane == Lane.SCANS ? GuardException.Kind.UNAVAILABLE : GuardException.Kind.BUSY;
            throw new GuardException(kind, 0, refusal, null);
        }
        try {
            return question.ask();
        } finally {
            turn.lock.unlock();
        }
    }

    /** It does not answer, and nobody knows whether it will. */
    Problem silent(String why) {
        return failed(new GuardException(GuardException.Kind.UNAVAILABLE, 0, why, null));
    }

    /** A failure that another lane has met since stays. */
    private void answered() {
        if (known != null) {
            problem = null;
        }
    }

    /** Reading it broke in a way that nobody expects: a driver may throw anything. */
    Problem broken(Throwable e) {
        return failed(GuardException.unexpected(e));
    }

    /** For a status line; asks nobody. */
    @Override
    public String toString() {
        Known now = known;
        Problem failure = problem;
        if (failure != null) {
            return failure.toString();
        }
        return now == null ? name + " has not been asked yet" : name + " serves " + now.database();
    }

    private Known open() throws GuardException {
        Known now = known;
        if (now == null) {
            Guard guard = factory.open(name);
            GuardIdentity identity = guard.identify();
            if (!GuardVersion.isSupported(identity.guardVersion())) {
                throw new GuardException(GuardException.Kind.WRONG_VERSION, 0, identity.guardVersion(), null);
            }
            now = new Known(guard, identity);
            known = now;
            problem = null;
            if (!identity.equals(told)) {
                told = identity;
                Messages.LOG.guardAnswers(name, identity.database(), identity.version(), identity.guardVersion());
            }
        }
        return now;
    }

    /** What is wrong, in words. Nothing else comes of it. */
    public Problem problem(GuardException e) {
        return switch (e.kind()) {
            case NO_DATASOURCE -> Messages.LOG.noDatasource(name);
            case NOT_INSTALLED -> Messages.LOG.guardNotInstalled(name, e.getMessage());
            case WRONG_VERSION ->
                Messages.LOG.guardVersion(
                        name, e.getMessage(), GuardVersion.WANTED, GuardVersion.remedy(e.getMessage()));
            case UNAVAILABLE -> Messages.LOG.guardUnavailable(name, e.getMessage());
            case BUSY -> Messages.LOG.guardNotAsked(name, e.getMessage());
            default -> Messages.LOG.guardFailed(name, e.getMessage());
        };
    }

    private Problem failed(GuardException e) {
        Problem failure = problem(e);
        if (e.kind() == GuardException.Kind.BUSY) {
            Messages.LOG.debug(failure, e);
            return failure;
        }
        // That it does not answer is told as a transition. What nobody expects needs its stack, once.
        if (!EXPECTED.contains(e.kind()) && !failure.equals(problem)) {
            Messages.LOG.warn(failure, e);
        } else {
            Messages.LOG.debug(failure, e);
        }
        problem = failure;
        silent = e.kind() == GuardException.Kind.UNAVAILABLE;
        known = null;
        return failure;
    }

    /** Who asks. Each lane uses one connection at most; the two of people share theirs. */
    public enum Lane {
        SCANS,
        /** Of people, about one lease or the audit. */
        QUESTIONS,
        /** People who may kill ask here what they may kill. They wait in places that others' questions never take. */
        PREVIEWS,
        /** Their state, their notes and the check before one of a batch begins. */
        KILLS
    }

    /**
     * The turns of a lane.
     *
     * @param lock is held while the database is asked
     * @param places in which it is waited longer than a moment
     * @param waiting how many wait in places for this lock, in whichever lane
     */
    private record Turn(ReentrantLock lock, Semaphore places, AtomicInteger waiting) {

        /** Threads of ours are few anyway. */
        static Turn ofOurs() {
            return new Turn(new ReentrantLock(true), new Semaphore(Integer.MAX_VALUE), new AtomicInteger());
        }

        /** Waits for the turn. Null if it has come; else why it has not. An interrupt ends the wait and stays set. */
        String refusal() {
            try {
                if (lock.tryLock(WITHOUT_A_PLACE.toMillis(), TimeUnit.MILLISECONDS)) {
                    return null;
                }
                if (!places.tryAcquire()) {
                    return UNANSWERED + ". Questions that wait behind it: " + waiting;
                }
                waiting.incrementAndGet();
                try {
                    if (lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                        return null;
                    }
                } finally {
                    waiting.decrementAndGet();
                    places.release();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return UNANSWERED;
        }
    }

    /** What a guard is asked. */
    public interface Question<T> {
        T ask(Guard guard) throws GuardException;
    }

    /** What is read of the database of a guard that has answered. */
    private interface Reading {
        DatabaseView of(Known guard) throws GuardException;
    }

    /** A guard that has answered. */
    public record Known(Guard guard, GuardIdentity identity) {

        public DatabaseId database() {
            return identity.database();
        }

        /**
         * A view of its database.
         *
         * @param silent the instances of which nothing is known
         * @param gone those that are not listed and are known to have gone
         */
        private DatabaseView shows(List<Session> sessions, Set<Integer> silent, Set<SessionId> gone) {
            return new DatabaseView(identity.facts(), identity.machine(), sessions, silent, gone, Duration.ZERO);
        }
    }
}
