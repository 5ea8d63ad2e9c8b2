package org.poolwarden.scan.sharing;

import java.time.Duration;
import java.util.List;
import org.poolwarden.leak.evidence.Session;

/**
 * What another node has read of a database.
 *
 * @param node which one
 * @param age how long ago at most
 * @param sessions every user session that its guard showed
 */
public record SharedView(String node, Duration age, List<Session> sessions) {

    public SharedView {
        sessions = List.copyOf(sessions);
    }
}
