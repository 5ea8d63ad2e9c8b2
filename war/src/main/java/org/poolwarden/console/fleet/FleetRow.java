package org.poolwarden.console.fleet;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.poolwarden.contract.EntityRecord;

/**
 * What the rows of all lists of all nodes have. Texts are raw, and a page escapes them. Null is unknown: another
 * version of Poolwarden may not tell everything.
 */
public interface FleetRow {

    /** As its node tells it. */
    EntityRecord told();

    /** The fields that the search looks at beside the node, as {@link #told} names them. */
    List<String> searched();

    /** The node that tells it. */
    default String node() {
        return told().text("node");
    }

    /** The JNDI name of the pool. */
    default String pool() {
        return told().text("pool");
    }

    /** The database. */
    default String database() {
        return told().text("database");
    }

    /** The database session, by its numbers. */
    default String session() {
        return told().text("session");
    }

    /** The database user. */
    default String username() {
        return told().text("username");
    }

    /** The node and everything else that a list shows of it, for the search. */
    default String text() {
        return Stream.concat(Stream.of(node()), searched().stream().map(told()::text))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
    }
}
