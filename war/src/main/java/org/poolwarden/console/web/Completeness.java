package org.poolwarden.console.web;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.poolwarden.request.Problem;
import org.poolwarden.scan.ScanStatus;

/** What is missing in a list. A page says it above the list. A file has no place for it, and is not given. */
public final class Completeness {

    /**
     * No guard datasource, no guard, one too many, one of another version, a database that does not name us: these last
     * until somebody changes the configuration. The leases are there, as UNMATCHED; a file that waited for more would
     * never come.
     */
    private static final Set<String> LASTING =
            Set.of("PWARDEN0201", "PWARDEN0202", "PWARDEN0205", "PWARDEN0207", "PWARDEN0208");

    private Completeness() {}

    /** The answer that takes the place of a file with gaps; empty if the file would be complete. */
    public static Optional<Response> of(ScanStatus status) {
        return status.scan() == null
                ? Optional.of(Response.later(ConsoleMessages.NO_SCAN))
                : of(status.scan().problems());
    }

    /** @param problems what could not be read */
    public static Optional<Response> of(List<Problem> problems) {
        List<String> hiding = problems.stream()
                .filter(problem -> !LASTING.contains(problem.code()))
                .map(Problem::toString)
                .toList();
        return hiding.isEmpty() ? Optional.empty() : Optional.of(Response.later(String.join("; ", hiding)));
    }
}
