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
        Deque<Sending> lane;
        synchronized (lanes) {
            Deque<Sending> waiting = lanes.get(member);
            if (waiting != null) {
                waiting.removeIf(other -> other.key().equals(sending.key()));
                waiting.add(sending);
                return;
            }
            lane = new ArrayDeque<>(List.of(sending));
            lanes.put(member, lane);
        }
        try {
            executor.execute(() -> sendAll(member, lane));
        } catch (RejectedExecutionException e) {
            Messages.LOG.debug("Too many texts wait to be sent", e);
            refuseAll(member, lane, e);
        } catch (RuntimeException | OutOfMemoryError e) { // as OwnThreads: the server or the system gives no thread
            Messages.LOG.debug("No thread sends to " + member, e);
            refuseAll(member, lane, new RejectedExecutionException(e));
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

    /** How many texts wait behind the one that is being sent, for tests. */
    int waiting(String member) {
        synchronized (lanes) {
            Deque<Sending> waiting = lanes.get(member);
            return waiting == null ? 0 : waiting.size();
        }
    }

    private void sendAll(String member, Deque<Sending> lane) {
        try {
            for (Sending next = next(member, lane); next != null; next = next(member, lane)) {
                next.send();
            }
        } catch (RuntimeException | Error e) { // nobody else empties this lane
            refuseAll(member, lane, new RejectedExecutionException(e));
            throw e;
        }
    }

    /** Null if nothing waits; then the lane is closed. */
    private Sending next(String member, Deque<Sending> lane) {
        synchronized (lanes) {
            Sending next = lane.poll();
            if (next == null) {
                lanes.remove(member, lane);
            }
            return next;
        }
    }

    private void refuseAll(String member, Deque<Sending> lane, RejectedExecutionException cause) {
        for (Sending next = next(member, lane); next != null; next = next(member, lane)) {
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
