package org.poolwarden.console.web;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.poolwarden.scan.ScanStatus;

/** What is missing in a list. A page says it above the list; a file has no place for it, and is not given. */
public final class Completeness {

    /**
     * No guard datasource, no guard, one too many, one of another version, a database that does not name us: so it
     * stays until somebody mends the configuration. The leases are there, as UNMATCHED; a file that waited for more
     * would never come.
     */
    private static final Set<String> LASTING =
            Set.of("PWARDEN0201", "PWARDEN0202", "PWARDEN0205", "PWARDEN0207", "PWARDEN0208");

    private static final int CODE_LENGTH = "PWARDEN0000".length();

    private Completeness() {}

    /** What a file is answered with in its stead; empty if it would be whole. */
    public static Optional<Response> of(ScanStatus status) {
        return status.scan() == null
                ? Optional.of(Response.later(ConsoleMessages.NO_SCAN))
                : of(status.scan().problems());
    }

    /** @param problems what could not be seen, each a numbered message */
    public static Optional<Response> of(List<String> problems) {
        List<String> hiding = problems.stream()
                .filter(problem -> !LASTING.contains(code(problem)))
                .toList();
        return hiding.isEmpty() ? Optional.empty() : Optional.of(Response.later(String.join("; ", hiding)));
    }

    private static String code(String problem) {
        return problem.substring(0, Math.min(problem.length(), CODE_LENGTH));
    }
}
