package org.poolwarden.scan.holdings;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.poolwarden.guard.Guard;
import org.poolwarden.guard.GuardException;
import org.poolwarden.leak.evidence.Holdings;
import org.poolwarden.leak.evidence.HoldingsTrend;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.SessionId;

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
     * What the session holds now, and how that has grown.
     *
     * @param lease its lease, or {@link Lease#none none}: what was held before its checkout was another one's
     * @return empty if the guard does not show the session, and if it is switched off
     */
    public Optional<HoldingsTrend> read(Guard guard, SessionId session, Lease lease) throws GuardException {
        if (!wanted) {
            return Optional.empty();
        }
        Duration leaseAge = lease.isNone() ? null : lease.age();
        Holdings held = guard.holdings(Set.of(session)).get(session);
        return Optional.ofNullable(held).map(now -> history.add(session, now, leaseAge));
    }
}
