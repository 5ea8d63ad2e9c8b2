package org.poolwarden.kill;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.poolwarden.guard.Guard;
import org.poolwarden.guard.GuardException;
import org.poolwarden.guard.SessionDetail;
import org.poolwarden.kill.record.Diagnosis;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.evidence.Borrower;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.logging.Messages;
import org.poolwarden.pool.Pools;
import org.poolwarden.scan.holdings.HoldingsReader;

/** Collects a {@link Diagnosis}. */
final class Evidence {

    private Evidence() {}

    /**
     * @param holdings null if nobody is to be asked what the session holds
     * @param lives whether the guard knows the session; if it does not, the guard is not asked again
     */
    static Diagnosis take(Row row, Pools pools, Guard guard, HoldingsReader holdings, boolean lives, Instant at)
            throws GuardException {
        SessionId id = row.lease().client().session();
        Session session = lives ? guard.sessions(Set.of(id)).get(id) : null;
        SessionDetail detail = session == null ? null : guard.detail(id).orElse(null);
        Borrower borrower = row.lease().borrower();
        List<String> site = borrower.callSite() == null ? List.of() : List.of(borrower.callSite());
        return new Diagnosis(
                at,
                new Row(row.lease(), session, row.judgement()),
                borrower.stackThen().isEmpty() ? site : borrower.stackThen(),
                pools.stacks(List.of(row.lease().id())).getOrDefault(row.lease().id(), List.of()),
                session == null ? null : text(guard, session),
                detail,
                session == null || holdings == null
                        ? null
                        : holdings.read(guard, id, row.lease()).value());
    }

    /** A text that cannot be read is no reason to leave a leak alone. */
    private static String text(Guard guard, Session session) {
        if (session.sqlId() == null) {
            return null;
        }
        try {
            return guard.sqlText(session.id(), session.sqlId()).orElse(null);
        } catch (GuardException e) {
            Messages.LOG.debug("The text of a target's statement could not be read", e);
            return null;
        }
    }
}
