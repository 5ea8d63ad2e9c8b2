package org.poolwarden.fleet;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.poolwarden.fleet.SendLanes.Sending;

/**
 * A text for one node. Whatever becomes of it, also what the transport throws, is the answer: nobody waits for this
 * node in vain.
 *
 * @param key as {@link Sending#key}
 * @param mayBeSent asked once, right before it is sent
 * @param answer completed by what the node replies, or by why it does not
 */
record TextSending(
        FleetTransport transport,
        String node,
        String text,
        Object key,
        BooleanSupplier mayBeSent,
        CompletableFuture<String> answer)
        implements Sending {

    @Override
    public void send() {
        if (!mayBeSent.getAsBoolean()) {
            return;
        }
        try {
            transport.send(node, text).whenComplete(this::answered);
        } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
        }
    }

    @Override
    public void refuse(RejectedExecutionException cause) {
        answer.completeExceptionally(cause);
    }

    // Written out: one text is not another, and the equals that a record is given keeps our class loader alive.
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    private void answered(String told, Throwable failure) {
        if (failure == null) {
            answer.complete(told);
        } else {
            answer.completeExceptionally(failure);
        }
    }
}
