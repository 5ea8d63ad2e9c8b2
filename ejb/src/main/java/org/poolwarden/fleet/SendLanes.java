package org.poolwarden.fleet;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.poolwarden.logging.Messages;

/**
 * Sends on threads of ours, because a transport may block on a node that reads nothing. Each node has one thread at a
 * time at most and its own queue, so that such a node holds one thread and a few texts. Safe for use by several
 * threads.
 */
final class SendLanes {

    private final Map<String, Deque<Sending>> lanes = new HashMap<>();

    /**
     * Sends when the texts before it to this node are sent. Does not wait.
     *
     * @param executor begins the sending if nothing is being sent to this node
     * @param sending takes the place of one with the same key that waits
     */
    void send(String member, Executor executor, Sending sending) {
        synchronized (lanes) {
            Deque<Sending> waiting = lanes.get(member);
            if (waiting != null) {
                waiting.removeIf(other -> other.key().equals(sending.key()));
                waiting.add(sending);
                return;
            }
            lanes.put(member, new ArrayDeque<>(List.of(sending)));
        }
        try {
            executor.execute(() -> sendAll(member));
        } catch (RejectedExecutionException e) {
            Messages.LOG.debug("Too many texts wait to be sent", e);
            refuseAll(member, e);
        }
    }

    /** Sends it no more, if it waits. */
    void forget(String member, Sending sending) {
        synchronized (lanes) {
            Deque<Sending> waiting = lanes.get(member);
            if (waiting != null) {
                waiting.remove(sending);
            }
        }
    }

    private void sendAll(String member) {
        for (Sending next = next(member); next != null; next = next(member)) {
            next.send();
        }
    }

    /** Null if nothing waits; then the lane is closed. */
    private Sending next(String member) {
        synchronized (lanes) {
            Sending next = lanes.get(member).poll();
            if (next == null) {
                lanes.remove(member);
            }
            return next;
        }
    }

    private void refuseAll(String member, RejectedExecutionException cause) {
        for (Sending next = next(member); next != null; next = next(member)) {
            next.refuse(cause);
        }
    }

    /** A text on its way. */
    interface Sending {

        /** Equal for texts of which only the last needs to be sent. */
        Object key();

        /** Hands it to the transport, which may block. Throws nothing. */
        void send();

        /** It will not be sent. */
        void refuse(RejectedExecutionException cause);
    }
}
