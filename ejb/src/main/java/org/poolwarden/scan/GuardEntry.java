package org.poolwarden.scan;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.poolwarden.guard.Guard;
import org.poolwarden.guard.GuardException;
import org.poolwarden.guard.GuardIdentity;
import org.poolwarden.guard.GuardVersion;
import org.poolwarden.leak.DatabaseView;
import org.poolwarden.leak.evidence.DatabaseFacts;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.logging.Messages;
import org.poolwarden.request.Problem;
import org.poolwarden.threads.Patience;

/**
 * One guard datasource. Looked up when it is first needed and again after each failure, so that a datasource or a
 * database that comes later is found. Scans, questions of people and kills each have a {@link Lane}, in which one
 * thread at a time asks: they never take more than one of its few connections each, and none of them waits for another
 * one's question.
 */
public final class GuardEntry {

    /**
     * How many questions of people wait for this database, the one that it is at included. Each holds a thread: a
     * database that is silent leaves the others to the questions about other databases.
     */
    public static final int PLACES_OF_PEOPLE = 3;

    /** Longer than a login and two answers may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** So long whoever asks for people waits for one of their places. An answer takes a fraction of that. */
    private static final Duration FOR_A_PLACE = Duration.ofMillis(100);

    /** Failures that say all by themselves. */
    private static final Set<GuardException.Kind> EXPECTED = EnumSet.of(
            GuardException.Kind.NO_DATASOURCE,
            GuardException.Kind.NOT_INSTALLED,
            GuardException.Kind.WRONG_VERSION,
            GuardException.Kind.UNAVAILABLE,
            GuardException.Kind.BUSY);

    private final String name;
    private final GuardFactory factory;
    private final Map<Lane, ReentrantLock> lanes = new EnumMap<>(Lane.class);
    private final Semaphore places = new Semaphore(PLACES_OF_PEOPLE, true);
    private volatile Known known;
    private volatile Problem problem;
    /** What the log has of it. Null before the first answer. */
    private volatile GuardIdentity told;

    /**
     * @param name the JNDI name of its datasource
     * @param factory is asked at the first question, and again after each failure
     */
    public GuardEntry(String name, GuardFactory factory) {
        this.name = name;
        this.factory = factory;
        for (Lane lane : Lane.values()) {
            lanes.put(lane, new ReentrantLock(true));
        }
    }

    public String name() {
        return name;
    }

    /** What was known last; asks nobody. */
    public Optional<Known> known() {
        return Optional.ofNullable(known);
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

    /** Every session; a failure goes to the problems. */
    Optional<DatabaseView> view(Lane lane, List<Problem> problems) {
        try {
            DatabaseView view = in(lane, () -> {
                Known now = open();
                if (now.identity().machine() == null) {
                    problems.add(Messages.LOG.noMachine(name));
                }
                return new DatabaseView(
                        now.identity().facts(),
                        now.identity().machine(),
                        now.guard().sessions());
            });
            answered();
            return Optional.of(view);
        } catch (GuardException e) {
            problems.add(failed(e));
            return Optional.empty();
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
            if (snapshot.silence() == null) {
                answered();
            } else {
                failed(snapshot.silence());
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
    private <T> T in(Lane lane, Answer<T> answer) throws GuardException {
        if (lane != Lane.QUESTIONS) {
            return inTurn(lane, answer);
        }
        requireInTime(wait -> places.tryAcquire(wait, TimeUnit.NANOSECONDS), FOR_A_PLACE);
        try {
            return inTurn(lane, answer);
        } finally {
            places.release();
        }
    }

    private <T> T inTurn(Lane lane, Answer<T> answer) throws GuardException {
        ReentrantLock turn = lanes.get(lane);
        requireInTime(wait -> turn.tryLock(wait, TimeUnit.NANOSECONDS), PATIENCE);
        try {
            return answer.get();
        } finally {
            turn.unlock();
        }
    }

    private void requireInTime(Patience.Wait turn, Duration most) throws GuardException {
        if (!Patience.ofOurs(most).awaits(turn)) {
            throw new GuardException(
                    GuardException.Kind.BUSY,
                    0,
                    "an earlier question through " + name + " has not been answered",
                    null);
        }
    }

    /** It does not answer, and nobody knows whether it will. */
    Problem silent(String why) {
        return failed(new GuardException(GuardException.Kind.UNAVAILABLE, 0, why, null));
    }

    /** It was busy, perhaps, and is no more. A failure that another lane has met since stays. */
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

    private Problem failed(GuardException e) {
        Problem failure =
                switch (e.kind()) {
                    case NO_DATASOURCE -> Messages.LOG.noDatasource(name);
                    case NOT_INSTALLED -> Messages.LOG.guardNotInstalled(name, e.getMessage());
                    case WRONG_VERSION ->
                        Messages.LOG.guardVersion(
                                name, e.getMessage(), GuardVersion.WANTED, GuardVersion.remedy(e.getMessage()));
                    case UNAVAILABLE, BUSY -> Messages.LOG.guardUnavailable(name, e.getMessage());
                    default -> Messages.LOG.guardFailed(name, e.getMessage());
                };
        // That it does not answer is told as a transition. What nobody expects needs its stack, once.
        if (!EXPECTED.contains(e.kind()) && !failure.equals(problem)) {
            Messages.LOG.warn(failure, e);
        } else {
            Messages.LOG.debug(failure, e);
        }
        problem = failure;
        if (e.kind() != GuardException.Kind.BUSY) {
            known = null;
        }
        return failure;
    }

    /** Who asks. Each lane uses one connection at most. */
    public enum Lane {
        SCANS,
        /** Of people, about one lease or the audit; only {@value #PLACES_OF_PEOPLE} of them wait at a time. */
        QUESTIONS,
        /** Their state, their notes and the check before one of a batch begins. */
        KILLS
    }

    /** What is done in a lane. */
    private interface Answer<T> {
        T get() throws GuardException;
    }

    /** What a guard is asked. */
    public interface Question<T> {
        T ask(Guard guard) throws GuardException;
    }

    /** A guard that has answered. */
    public record Known(Guard guard, GuardIdentity identity) {

        public DatabaseId database() {
            return identity.database();
        }
    }
}
