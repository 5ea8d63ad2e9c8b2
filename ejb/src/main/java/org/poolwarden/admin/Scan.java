package org.poolwarden.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.poolwarden.leak.Row;

/**
 * One look at everything.
 *
 * @param at when it began
 * @param rows the oldest lease first
 * @param problems what could not be seen and what to do about it, each a numbered message; empty when all is well
 */
public record Scan(Instant at, Duration took, List<Row> rows, List<String> problems) {

    public Scan {
        rows = List.copyOf(rows);
        problems = List.copyOf(problems);
    }
}
