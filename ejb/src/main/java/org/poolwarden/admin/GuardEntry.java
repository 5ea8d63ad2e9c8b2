package org.poolwarden.admin;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.poolwarden.leak.DatabaseId;
import org.poolwarden.leak.DatabaseView;
import org.poolwarden.leak.SessionId;
import org.poolwarden.logging.Messages;
import org.poolwarden.oracle.AuditEntry;
import org.poolwarden.oracle.Guard;
import org.poolwarden.oracle.GuardException;
import org.poolwarden.oracle.GuardIdentity;
import org.poolwarden.oracle.SessionDetail;

/**
 * One guard datasource. Looked up when it is first needed and again after each failure, so that a datasource or a
 * database that comes later is found. One reader at a time: readers never take more than one of its few connections.
 */
final class GuardEntry {

    private final String name;
    private final Guards.Door door;
    private final ReentrantLock reading = new ReentrantLock(true);
    private volatile Known known;
    private volatile String problem;

    GuardEntry(String name, Guards.Door door) {
        this.name = name;
        this.door = door;
    }

    String name() {
        return name;
    }

    /** What was known last; asks nobody. */
    Optional<Known> known() {
        return Optional.ofNullable(known);
    }

    /** Which database this is; a failure goes to the problems. */
    Optional<DatabaseId> identify(List<String> problems) {
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
    Optional<DatabaseView> view(List<String> problems) {
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

    /** One look for the kills of that database; it never fails, it says that it is blind. */
    Sight sight(DatabaseId database, boolean withRecovery, Set<SessionId> awaited) {
        reading.lock();
        try {
            Known now = open();
            if (!now.database().equals(database)) {
                throw new GuardException(
                        GuardException.Kind.FAILED,
                        0,
                        name + " leads to " + now.database() + " now and not to " + database,
                        null);
            }
            Sight sight = Sight.of(now.guard(), withRecovery, awaited);
            if (sight.silence() != null) {
                failed(sight.silence());
            }
            return sight;
        } catch (GuardException e) {
            failed(e);
            return Sight.silent(e);
        } finally {
            reading.unlock();
        }
    }

    /** Rows of the audit, read by the guard itself. */
    List<AuditEntry> audit(Reading reader) throws GuardException {
        reading.lock();
        try {
            return reader.read(open().guard());
        } finally {
            reading.unlock();
        }
    }

    /** Completes the story of a kill in the audit. */
    void note(EndNote note) throws GuardException {
        reading.lock();
        try {
            note.write(open().guard());
        } finally {
            reading.unlock();
        }
    }

    /** The guard's own answer. */
    void check(SessionId session) throws GuardException {
        reading.lock();
        try {
            open().guard().checkSession(session);
        } finally {
            reading.unlock();
        }
    }

    /** The text of a session's statement, if the guard tells it. */
    Optional<String> sqlText(SessionId session, String sqlId) throws GuardException {
        reading.lock();
        try {
            return open().guard().sqlText(session, sqlId);
        } finally {
            reading.unlock();
        }
    }

    /** More of one session, if the guard tells it. */
    Optional<SessionDetail> detail(SessionId session) throws GuardException {
        reading.lock();
        try {
            return open().guard().detail(session);
        } finally {
            reading.unlock();
        }
    }

    /** For a status line; asks nobody. */
    @Override
    public String toString() {
        Known now = known;
        String text = problem;
        if (text != null) {
            return text;
        }
        return now == null ? name + " was not asked yet" : name + " answers for " + now.database();
    }

    private Known open() throws GuardException {
        if (known == null) {
            Guard guard = door.open(name);
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

    private String failed(GuardException e) {
        String text =
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
        if (text.equals(problem)) {
            Messages.LOG.debug(text, e);
        } else {
            Messages.LOG.warn(text, e);
        }
        problem = text;
        known = null;
        return text;
    }

    /** What is to be read. */
    interface Reading {
        List<AuditEntry> read(Guard guard) throws GuardException;
    }

    /** A guard that has answered. */
    record Known(Guard guard, GuardIdentity identity) {

        DatabaseId database() {
            return identity.database();
        }
    }
}
