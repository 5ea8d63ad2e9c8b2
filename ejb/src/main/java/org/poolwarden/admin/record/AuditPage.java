package org.poolwarden.admin.record;

import java.util.List;
import java.util.stream.Stream;
import org.poolwarden.guard.AuditEntry;
import org.poolwarden.logging.Messages;
import org.poolwarden.request.Problem;

/**
 * Rows of the guards' audits.
 *
 * @param kills the newest first, by the clocks of the databases' hosts
 * @param more whether there are older rows that match
 * @param problems which databases are missing here and why: their audits may hold more rows
 */
public record AuditPage(List<AuditedKill> kills, boolean more, List<Problem> problems) {

    public AuditPage {
        kills = List.copyOf(kills);
        problems = List.copyOf(problems);
    }

    /**
     * Why rows are missing, for a reader who takes the page for the whole audit: the problems, and that there are older
     * rows.
     */
    public List<Problem> missing() {
        if (!more || kills.isEmpty()) {
            return problems;
        }
        AuditEntry oldest = kills.get(kills.size() - 1).entry();
        return Stream.concat(problems.stream(), Stream.of(Messages.LOG.auditCut(oldest.database(), kills.size())))
                .distinct()
                .toList();
    }
}
