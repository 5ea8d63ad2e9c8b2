package org.poolwarden.console.web;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.poolwarden.request.Problem;
import org.poolwarden.scan.ScanStatus;

/**
 * What is missing in a list. A page says it above the list. A file has no place to say it, so an incomplete file is
 * refused.
 */
public final class Completeness {

    /**
     * Problems that last until somebody changes the configuration: no guard datasource, no guard, one too many, one of
     * another version, a database that does not name this server. The leases are listed as UNMATCHED, and a file must
     * not wait for more.
     */
    private static final Set<String> LASTING =
            Set.of("PWARDEN0201", "PWARDEN0202", "PWARDEN0205", "PWARDEN0207", "PWARDEN0208");

    private Completeness() {}

    /** The response in place of an incomplete file. Empty if the file would be complete. */
    public static Optional<Response> of(ScanStatus status) {
        return status.scan() == null
                ? Optional.of(Response.later(ConsoleMessages.NO_SCAN))
                : of(status.scan().problems());
    }

    /**
     * The response in place of an incomplete file. Empty if the file would be complete.
     *
     * @param problems what could not be read
     */
    public static Optional<Response> of(List<Problem> problems) {
        List<String> hiding = problems.stream()
                .filter(problem -> !LASTING.contains(problem.code()))
                .map(Problem::toString)
                .toList();
        return hiding.isEmpty() ? Optional.empty() : Optional.of(Response.later(String.join("; ", hiding)));
    }
}
