package org.poolwarden.scan.holdings;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.poolwarden.guard.Attempt;
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
     * What the session holds now, and how that has grown. Nobody needs it to act. There is no value if the guard does
     * not show the session, if it could not be read, and if nobody was to be asked.
     *
     * @param entry the guard of its database, which is asked in that lane
     * @param lease its lease, or {@link Lease#none none}: what was held before its checkout was another one's
     */
    public Attempt<HoldingsTrend> read(GuardEntry entry, GuardEntry.Lane lane, SessionId session, Lease lease) {
        return read(session, lease, wanted -> entry.ask(lane, guard -> guard.holdings(wanted)));
    }

    /** The same by a guard that is the caller's to ask. */
    public Attempt<HoldingsTrend> read(Guard guard, SessionId session, Lease lease) {
        return read(session, lease, guard::holdings);
    }

    private Attempt<HoldingsTrend> read(SessionId session, Lease lease, Source source) {
        if (!wanted) {
            return Attempt.none();
        }
        Attempt<HoldingsTrend> attempt = Attempt.of(() -> {
            Holdings held = source.of(Set.of(session)).get(session);
            Duration leaseAge = lease.isNone() ? null : lease.age();
            return held == null ? null : history.add(session, held, leaseAge);
        });
        if (attempt.isSilent()) {
            Messages.LOG.debugf(attempt.silence(), "What session %s holds could not be read", session);
        }
        return attempt;
    }

    /** Whom it asks. */
    private interface Source {
        Map<SessionId, Holdings> of(Set<SessionId> sessions) throws GuardException;
    }
}
