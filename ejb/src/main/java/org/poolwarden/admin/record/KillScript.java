package org.poolwarden.admin.record;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.request.Problem;

/**
 * Commands that end sessions, to be verified and run by a person: for SQL*Plus, SQLcl or SQL Developer. Poolwarden runs
 * none of them. They go stale: serial# keeps them from hitting another session, and nothing else is checked again.
 *
 * @param at when the leases were scanned
 * @param commands in the order of the leases, the oldest first
 * @param text all of them as one script, grouped by database
 * @param problems why leases may be missing; empty if none can be, as when all that were named are there
 */
public record KillScript(Instant at, List<Command> commands, List<String> text, List<Problem> problems) {

    public KillScript {
        Objects.requireNonNull(at, "at");
        commands = List.copyOf(commands);
        text = List.copyOf(text);
        problems = List.copyOf(problems);
    }

    /**
     * The three forms for one lease. Each is one line.
     *
     * @param session null if it is not known
     * @param about which lease, whose, where it was borrowed, how long ago; no SQL text
     * @param classic {@code exec kill_session(sid, serial#, inst)}; null if refused
     * @param named the same by the package, with named parameters; null if refused
     * @param raw ALTER SYSTEM as a comment, for a DBA; null if refused
     * @param refusal why there is no command for it; null if there is
     */
    public record Command(
            long leaseId, SessionId session, String about, String classic, String named, String raw, String refusal) {}
}
