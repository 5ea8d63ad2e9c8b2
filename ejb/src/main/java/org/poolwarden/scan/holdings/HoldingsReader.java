package org.poolwarden.scan.holdings;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.poolwarden.guard.Guard;
import org.poolwarden.guard.GuardException;
import org.poolwarden.leak.evidence.Holdings;
import org.poolwarden.leak.evidence.HoldingsTrend;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.logging.Messages;
import org.poolwarden.scan.GuardEntry;

/**
 * Asks a database what one session holds, for a person or a report, unless that is switched off. Safe for use by
 * several threads.
 */
public final class HoldingsReader {

    private final HoldingsHistory history;
    private final boolean wanted;

    /**
     * @param history is added to
     * @param wanted false: no database is asked
     */
    public HoldingsReader(HoldingsHistory history, boolean wanted) {
        this.history = history;
        this.wanted = wanted;
    }

    /**
     * What the session holds now, and how that has grown. Never fails: nobody needs it to act, so the answer says what
     * could not be read.
     *
     * @param entry the guard of its database, which is asked in the turn of the questions of people
     * @param lease its lease, or {@link Lease#none none}: what was held before its checkout was another one's
     */
    public Answer read(GuardEntry entry, SessionId session, Lease lease) {
        return read(session, lease, wanted -> entry.ask(GuardEntry.Lane.QUESTIONS, guard -> guard.holdings(wanted)));
    }

    /** The same by a guard that is the caller's to ask. */
    public Answer read(Guard guard, SessionId session, Lease lease) {
        return read(session, lease, guard::holdings);
    }

    private Answer read(SessionId session, Lease lease, Source source) {
        if (!wanted) {
            return Answer.NONE;
        }
        try {
            Holdings held = source.of(Set.of(session)).get(session);
            Duration leaseAge = lease.isNone() ? null : lease.age();
            return held == null ? Answer.NONE : new Answer(history.add(session, held, leaseAge), null);
        } catch (GuardException e) {
            Messages.LOG.debugf(e, "What session %s holds could not be read", session);
            return new Answer(null, e);
        } catch (RuntimeException e) { // a driver may throw anything
            Messages.LOG.debugf(e, "Reading what session %s holds failed unexpectedly", session);
            return new Answer(null, GuardException.unexpected(e));
        }
    }

    /** Whom it asks. */
    private interface Source {
        Map<SessionId, Holdings> of(Set<SessionId> sessions) throws GuardException;
    }

    /**
     * What one session holds.
     *
     * @param trend null if the guard does not show the session, if it could not be read, and if nobody was to be asked
     * @param silence why it could not be read; null unless that is so
     */
    public record Answer(HoldingsTrend trend, GuardException silence) {

        /** Nobody was asked, or there is no such session. */
        public static final Answer NONE = new Answer(null, null);
    }
}
