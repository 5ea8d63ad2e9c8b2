package org.poolwarden.scan;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.poolwarden.guard.Guard;
import org.poolwarden.guard.GuardException;
import org.poolwarden.guard.GuardIdentity;
import org.poolwarden.guard.GuardVersion;
import org.poolwarden.leak.DatabaseView;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.logging.Messages;
import org.poolwarden.request.Problem;

/**
 * One guard datasource. Looked up when it is first needed and again after each failure, so that a datasource or a
 * database that comes later is found. One reader at a time: readers never take more than one of its few connections.
 */
public final class GuardEntry {

    private final String name;
    private final GuardFactory factory;
    private final ReentrantLock reading = new ReentrantLock(true);
    private volatile Known known;
    private volatile Problem problem;

    public GuardEntry(String name, GuardFactory factory) {
        this.name = name;
        this.factory = factory;
    }

    public String name() {
        return name;
    }

    /** What was known last; asks nobody. */
    public Optional<Known> known() {
        return Optional.ofNullable(known);
    }

    /** Which database this is; a failure goes to the problems. */
    Optional<DatabaseId> identify(List<Problem> problems) {
        reading.lock();
        try {
            return Optional.of(open().database());
        } catch (GuardException e) {
            problems.add(failed(e));
            return Optional.empty();
        } finally {
            reading.unlock();
        }
    }

    /** Every session; a failure goes to the problems. */
    Optional<DatabaseView> view(List<Problem> problems) {
        reading.lock();
        try {
            Known now = open();
            if (now.identity().machine() == null) {
                problems.add(Messages.LOG.noMachine(name));
            }
            return Optional.of(
                    new DatabaseView(now.identity().machine(), now.guard().sessions()));
        } catch (GuardException e) {
            problems.add(failed(e));
            return Optional.empty();
        } finally {
            reading.unlock();
        }
    }

    /** Reads the database for the kills there. It never fails: a failure is part of the snapshot. */
    public DatabaseSnapshot snapshot(
            DatabaseId database, boolean withRecovery, Set<SessionId> followed, Set<SessionId> awaited) {
        reading.lock();
        try {
            Known now = open();
            if (!now.database().equals(database)) {
                throw new GuardException(
                        GuardException.Kind.FAILED,
                        0,
                        name + " now leads to " + now.database() + ", no longer to " + database,
                        null);
            }
            DatabaseSnapshot snapshot = DatabaseSnapshot.of(now.guard(), withRecovery, followed, awaited);
            if (snapshot.silence() != null) {
                failed(snapshot.silence());
            }
            return snapshot;
        } catch (GuardException e) {
            failed(e);
            return DatabaseSnapshot.silent(e);
        } finally {
            reading.unlock();
        }
    }

    /** Asks the guard, on the connection that all readers share. */
    public <T> T ask(Question<T> question) throws GuardException {
        reading.lock();
        try {
            return question.ask(open().guard());
        } finally {
            reading.unlock();
        }
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
        if (known == null) {
            Guard guard = factory.open(name);
            GuardIdentity identity = guard.identify();
            if (GuardVersion.major(identity.guardVersion()) != GuardVersion.WANTED) {
                throw new GuardException(GuardException.Kind.WRONG_VERSION, 0, identity.guardVersion(), null);
            }
            known = new Known(guard, identity);
            problem = null;
            Messages.LOG.guardAnswers(name, identity.database(), identity.version(), identity.guardVersion());
        }
        return known;
    }

    private Problem failed(GuardException e) {
        Problem failure =
                switch (e.kind()) {
                    case NO_DATASOURCE -> Messages.LOG.noDatasource(name);
                    case NOT_INSTALLED -> Messages.LOG.guardNotInstalled(name, e.getMessage());
                    case WRONG_VERSION ->
                        Messages.LOG.guardVersion(
                                name, e.getMessage(), GuardVersion.WANTED, GuardVersion.remedy(e.getMessage()));
                    case UNAVAILABLE -> Messages.LOG.guardUnavailable(name, e.getMessage());
                    default -> Messages.LOG.guardFailed(name, e.getMessage());
                };
        // Each scan of a long outage would log the same again.
        if (failure.equals(problem)) {
            Messages.LOG.debug(failure, e);
        } else {
            Messages.LOG.warn(failure, e);
        }
        problem = failure;
        known = null;
        return failure;
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
