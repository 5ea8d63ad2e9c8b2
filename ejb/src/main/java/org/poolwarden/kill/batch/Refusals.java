package org.poolwarden.kill.batch;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.poolwarden.guard.GuardException;
import org.poolwarden.guard.GuardRuling;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.logging.Messages;
import org.poolwarden.scan.GuardEntry;
import org.poolwarden.scan.GuardEntry.Lane;
import org.poolwarden.scan.Guards;

/** Which sessions of a batch the guards would not let be ended. Each database is asked once for all of its sessions. */
record Refusals(Map<SessionId, String> refused, Map<SessionId, GuardRuling> rulings) {

    /** Nobody was asked. */
    static final Refusals NONE = new Refusals(Map.of(), Map.of());

    /** One round trip for each database, in that lane. */
    static Refusals ask(Guards guards, Lane lane, List<Row> rows) {
        Map<DatabaseId, Set<SessionId>> wanted = new HashMap<>();
        for (Row row : rows) {
            if (row.lease().client() != null) {
                SessionId session = row.lease().client().session();
                wanted.computeIfAbsent(session.database(), key -> new HashSet<>())
                        .add(session);
            }
        }
        Refusals asked = new Refusals(new HashMap<>(), new HashMap<>());
        wanted.forEach((database, sessions) -> guards.entry(database)
                .ifPresentOrElse(
                        entry -> asked.ask(entry, lane, sessions),
                        () -> asked.refuse(
                                sessions, Messages.LOG.guardLost(database).toString())));
        return asked;
    }

    /** Empty if the guard would end the session or knows that it is gone, and if it was not asked. */
    Optional<String> of(Row row) {
        return row.lease().client() == null
                ? Optional.empty()
                : Optional.ofNullable(refused.get(row.lease().client().session()));
    }

    /** What the guard said of the session of a lease. Empty if it was not asked. */
    Optional<GuardRuling> ruling(Row row) {
        return row.lease().client() == null
                ? Optional.empty()
                : Optional.ofNullable(rulings.get(row.lease().client().session()));
    }

    private void ask(GuardEntry entry, Lane lane, Set<SessionId> sessions) {
        try {
            entry.ask(lane, guard -> guard.rulings(sessions)).forEach((session, ruling) -> {
                rulings.put(session, ruling);
                if (ruling.answer() == GuardRuling.Answer.DENIES) {
                    refused.put(session, Messages.LOG.denied(ruling.why()));
                } else if (ruling.answer() == GuardRuling.Answer.UNKNOWN) {
                    refused.put(session, Messages.LOG.notAsked(ruling.why()));
                }
            });
        } catch (GuardException e) {
            Messages.LOG.debug("The guard's answer to a batch's preview", e);
            refuse(sessions, Messages.LOG.notAsked(e.getMessage()));
        }
    }

    private void refuse(Set<SessionId> sessions, String why) {
        sessions.forEach(session -> refused.put(session, why));
    }
}
