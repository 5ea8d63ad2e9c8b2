package org.poolwarden.admin.record;

import java.util.List;
import org.poolwarden.request.Problem;

/**
 * Rows of the guards' audits.
 *
 * @param kills the newest first, by the clocks of the databases' hosts
 * @param more whether there may be older rows that match: more were found than asked for, or there are more than were
 *     read
 * @param problems which databases are missing here and why: their audits may hold more rows
 */
public record AuditPage(List<AuditedKill> kills, boolean more, List<Problem> problems) {

    public AuditPage {
        kills = List.copyOf(kills);
        problems = List.copyOf(problems);
    }
}
