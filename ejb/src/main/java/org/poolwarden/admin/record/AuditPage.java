package org.poolwarden.admin.record;

import java.time.LocalDateTime;
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
 * @param since from when it was searched although nobody said so, in UTC; null if the whole time that was asked for was
 * @param problems which databases are missing here and why: their audits may hold more rows
 */
public record AuditPage(List<AuditedKill> kills, boolean more, LocalDateTime since, List<Problem> problems) {

    public AuditPage {
        kills = List.copyOf(kills);
        problems = List.copyOf(problems);
    }

    /** The problems, and from when it was searched if nobody said so. */
    public List<Problem> told() {
        return since == null
                ? problems
                : Stream.concat(problems.stream(), Stream.of(Messages.LOG.auditSince(since)))
                        .toList();
    }

    /**
     * Why rows are missing, for a reader who takes the page for the whole audit: the problems, and that there are older
     * rows, or may be.
     */
    public List<Problem> missing() {
        if (!more || kills.isEmpty()) {
            return told();
        }
        AuditEntry oldest = kills.get(kills.size() - 1).entry();
        return Stream.concat(problems.stream(), Stream.of(Messages.LOG.auditCut(oldest.database(), kills.size())))
                .distinct()
                .toList();
    }
}
