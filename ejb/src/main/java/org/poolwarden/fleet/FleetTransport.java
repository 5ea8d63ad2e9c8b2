package org.poolwarden.fleet;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;

/**
 * Carries texts between nodes, this one included. Each node hands what arrives to its {@link Responder}. Safe for use
 * by several threads.
 */
public interface FleetTransport extends AutoCloseable {

    /** How the nodes reach each other. */
    enum Kind {
        /** This server reaches no other. */
        ALONE,
        /** By the command dispatcher of the server's cluster. */
        CLUSTER
    }

    /** How it carries. Never null. */
    Kind kind();

    /** The name of this node, which is one of {@link #members}. */
    String self();

    /** The nodes that are there now, as the transport knows them. Waits for nothing. */
    List<String> members();

    /**
     * Names that several members give themselves. Each of these members has another name among {@link #members}, so
     * that none is missing and nothing is merged. Empty if all names are different.
     */
    Set<String> sharedNames();

    /**
     * Sends a text and does not wait for its answer. It may block while the node reads nothing.
     *
     * @return the answer; or, as its failure, {@link NoSuchMember} if nothing was sent; another
     *     {@link CancellationException} if nobody of ours is on that node, or if it has left after it was sent the
     *     text; or anything else if no answer will come. It may never be completed
     */
    CompletionStage<String> send(String member, String text);

    /** Nothing was sent, for there is no such member. */
    final class NoSuchMember extends CancellationException {

        private static final long serialVersionUID = 1L;

        /** Names the member that is missing. */
        public NoSuchMember(String member) {
            super(member + " is no member");
        }
    }

    /** Takes this node's {@link Responder} away. Nothing is sent any more. */
    @Override
    void close();
}
