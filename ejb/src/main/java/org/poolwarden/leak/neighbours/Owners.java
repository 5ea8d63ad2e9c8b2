package org.poolwarden.leak.neighbours;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;

/** Whose a session is by what the nodes that are there have told. Immutable. */
public final class Owners {

    private final Map<SessionId, ToldNode> byKey = new HashMap<>();

    /** Of two nodes that call a session their own the first counts. */
    public Owners(Collection<ToldNode> present) {
        for (ToldNode node : present) {
            node.sessions().keySet().forEach(session -> byKey.putIfAbsent(session, node));
        }
    }

    /** The node that calls it its own, unless the session has been given the same numbers since. */
    Optional<ToldNode> of(Session session) {
        return Optional.ofNullable(byKey.get(session.id())).filter(node -> !contradicts(node, session));
    }

    /**
     * The node and its lease in words, with who holds it, as far as the node told:
     * {@code lease 7 of java:/shop on node node2, shop.ear, thread worker-1}. Empty if no node has told of it.
     */
    public Optional<String> words(Session session) {
        return of(session).map(node -> {
            ToldSession told = node.sessions().get(session.id());
            String pool = told.pool() == null ? "" : " of " + told.pool();
            return (told.leaseId() == null ? "a connection" + pool : "lease " + told.leaseId() + pool) + " on node "
                    + node.node() + (told.holder() == null ? "" : ", " + told.holder());
        });
    }

    /** After a kill the database names another process. */
    private static boolean contradicts(ToldNode node, Session session) {
        ToldSession told = node.sessions().get(session.id());
        return told.spid() != null && session.spid() != null && !told.isServedAs(session) && !session.isKilled();
    }
}
