package org.poolwarden.leak.evidence;

import java.util.List;

/**
 * Every physical connection that this server has open, as far as it is known.
 *
 * @param unknown why a connection may be missing, in words for a person; null if none can be. As long as one may be
 *     missing, no session is called an orphan
 */
public record OwnConnections(List<OwnConnection> list, String unknown) {

    public OwnConnections {
        list = List.copyOf(list);
    }
}
