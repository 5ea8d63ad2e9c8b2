package org.poolwarden.leak.neighbours;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.text.Clean;

/**
 * What one process of another node told last of itself. A node that was started again is another one.
 *
 * @param node the name of the node
 * @param process the id of its process, as its host counts; null if it never told
 * @param mark v$session.program of its datasources; null if they have none
 * @param machines what databases call its machine
 * @param sessions those that it called its own
 * @param scanEvery how often it reads its databases; ZERO if it did not tell
 */
public record ToldNode(
        String node,
        String process,
        String mark,
        Set<String> machines,
        Map<SessionId, ToldSession> sessions,
        Duration scanEvery) {

    /** Throws NullPointerException if the node, the machines, the sessions or the time are null. */
    public ToldNode {
        node = Clean.line(Objects.requireNonNull(node, "node"));
        process = Clean.line(process);
        mark = Clean.line(mark);
        machines = machines.stream().map(Clean::line).collect(Collectors.toUnmodifiableSet());
        sessions = Map.copyOf(sessions);
        Objects.requireNonNull(scanEvery, "scanEvery");
    }

    /** One that did not tell how often it reads its databases. */
    public ToldNode(
            String node, String process, String mark, Set<String> machines, Map<SessionId, ToldSession> sessions) {
        this(node, process, mark, machines, sessions, Duration.ZERO);
    }

    /** One that has never told anything. */
    public static ToldNode nothing(String node) {
        return new ToldNode(node, null, null, Set.of(), Map.of());
    }

    boolean isOfMachine(Session session) {
        return session.machine() != null && machines.stream().anyMatch(session.machine()::equalsIgnoreCase);
    }

    /** Names the process for whoever has to look whether it has ended. */
    String words() {
        return "process " + (process == null ? "unknown" : process) + " on "
                + (machines.isEmpty() ? "an unknown machine" : String.join(" or ", machines));
    }
}
