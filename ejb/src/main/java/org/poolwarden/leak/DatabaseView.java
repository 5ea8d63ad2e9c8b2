package org.poolwarden.leak;

import java.util.List;
import java.util.Objects;
import org.poolwarden.leak.evidence.DatabaseFacts;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.text.Clean;

/**
 * What the guard of one database showed in one scan. A database that did not answer has no view at all: an empty view
 * says that it has no user session.
 *
 * @param facts which database it is
 * @param machine what the database calls this server; null if it would not say, and then no session that shows its
 *     machine is taken for one of ours
 * @param sessions every user session, unmodifiable
 */
public record DatabaseView(DatabaseFacts facts, String machine, List<Session> sessions) {

    public DatabaseView {
        Objects.requireNonNull(facts, "facts");
        machine = Clean.line(machine);
        sessions = List.copyOf(sessions);
    }
}
