package org.poolwarden.leak.evidence;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.poolwarden.text.Clean;

/**
 * Every physical connection that this server has open, as far as it is known.
 *
 * @param unknown why a connection may be missing, in words for a person; null if none can be. As long as one may be
 *     missing, no session is called an orphan
 * @param unreadable pools of which a connection is Oracle's and does not tell its session, by JNDI name, and why
 */
public record OwnConnections(List<OwnConnection> list, String unknown, Map<String, String> unreadable) {

    /** With none that does not tell its session. */
    public OwnConnections(List<OwnConnection> list, String unknown) {
        this(list, unknown, Map.of());
    }

    public OwnConnections {
        unknown = Clean.line(unknown);
        unreadable = unreadable.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        entry -> Clean.line(entry.getKey()),
                        entry -> Clean.line(entry.getValue()),
                        (one, other) -> one));
        list = List.copyOf(list);
    }
}
