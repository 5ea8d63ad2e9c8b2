package org.poolwarden.leak.evidence;

import java.util.List;
import java.util.Map;

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
        unreadable = Map.copyOf(unreadable);
        list = List.copyOf(list);
    }
}
