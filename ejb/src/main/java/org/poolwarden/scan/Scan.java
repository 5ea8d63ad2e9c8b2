package org.poolwarden.scan;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.Row;
import org.poolwarden.request.Problem;

/**
 * One scan of every pool and every database.
 *
 * @param at when it began
 * @param rows the oldest lease first
 * @param sessions every session of every database that answered, with what it is to this server
 * @param problems what could not be seen and what to do about it; empty when all is well
 * @param leasesRead whether leases could be read; if not there are no rows, and that says nothing of any lease
 */
public record Scan(
        Instant at,
        Duration took,
        List<Row> rows,
        List<ClassifiedSession> sessions,
        List<Problem> problems,
        boolean leasesRead) {

    public Scan {
        rows = List.copyOf(rows);
        sessions = List.copyOf(sessions);
        problems = List.copyOf(problems);
    }

    /** Those that are not in use rightly: SUSPECT, LEAKED and ZOMBIE. */
    public List<Row> leaks() {
        return rows.stream().filter(row -> row.judgement().verdict().isLeak()).toList();
    }
}
