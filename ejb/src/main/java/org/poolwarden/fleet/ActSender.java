package org.poolwarden.fleet;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.poolwarden.contract.Operation;
import org.poolwarden.fleet.FleetTransport.NoSuchMember;
import org.poolwarden.fleet.Wire.Unreadable;
import org.poolwarden.logging.Messages;
import org.poolwarden.request.Problem;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;

/**
 * Sends acts, each once. One that is not on its way when its time is over is taken back: nothing is done for somebody
 * who has been told that it was not. Safe for use by several threads.
 *
 * @param executor begins the sending; not on the calling thread
 * @param deadline how long the answer is waited for
 */
record ActSender(FleetTransport transport, SendLanes lanes, Executor executor, Duration deadline) {

    JsonObject call(String node, String name, JsonObject with) throws WardenException {
        if (!transport.members().contains(node)) {
            throw new WardenException(Fault.UNAVAILABLE, Messages.LOG.nodeGone(node), null);
        }
        Act act = new Act(transport, node, name, Wire.act(name, with));
        lanes.send(node, executor, act.sending);
        try {
            return Wire.done(node, act.answer.get(deadline.toNanos(), TimeUnit.NANOSECONDS));
        } catch (Unreadable e) {
            throw act.isReading() ? new WardenException(Fault.UNAVAILABLE, e.problems(), e) : unacknowledged(node, e);
        } catch (TimeoutException e) {
            throw late(act, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw late(act, e);
        } catch (CancellationException e) {
            throw failed(act, e, e);
        } catch (ExecutionException e) {
            throw failed(act, e.getCause(), e);
        }
    }

    private WardenException late(Act act, Exception cause) {
        if (act.takeBack()) {
            lanes.forget(act.node, act.sending);
            return new WardenException(Fault.UNAVAILABLE, Messages.LOG.notSent(act.node), cause);
        }
        return act.isReading()
                ? new WardenException(Fault.UNAVAILABLE, Messages.LOG.nodeSilent(act.node), cause)
                : unacknowledged(act.node, cause);
    }

    /** A node that leaves after it has read the text looks like one without Poolwarden: it may have begun. */
    private static WardenException failed(Act act, Throwable why, Exception failure) {
        if (why instanceof NoSuchMember) {
            return new WardenException(Fault.UNAVAILABLE, Messages.LOG.nodeGone(act.node), failure);
        }
        if (act.takeBack()) {
            return new WardenException(Fault.UNAVAILABLE, Messages.LOG.notSent(act.node), failure);
        }
        if (!act.isReading()) {
            return unacknowledged(act.node, failure);
        }
        Problem unread = why instanceof CancellationException
                ? Messages.LOG.nodeAbsent(act.node)
                : Messages.LOG.nodeFailed(act.node, why);
        return new WardenException(Fault.UNAVAILABLE, unread, failure);
    }

    private static WardenException unacknowledged(String node, Exception cause) {
        return new WardenException(Fault.NOT_YET, Messages.LOG.notAcknowledged(node), cause);
    }

    /** One that is sent, or taken back. */
    private static final class Act {

        private final String node;
        private final String name;
        private final AtomicBoolean decided = new AtomicBoolean();
        private final CompletableFuture<String> answer = new CompletableFuture<>();
        private final SendLanes.Sending sending;

        private Act(FleetTransport transport, String node, String name, String text) {
            this.node = node;
            this.name = name;
            this.sending = new TextSending(transport, node, text, this, this::decide, answer);
        }

        private boolean takeBack() {
            return decide();
        }

        /** Whether this is the first decision: to send it, or to take it back. */
        private boolean decide() {
            return decided.compareAndSet(false, true);
        }

        /** Whether it is known to change nothing. */
        private boolean isReading() {
            return Arrays.stream(Operation.values())
                    .anyMatch(operation ->
                            operation.camelName().equals(name) && operation.access() == Operation.Access.READ);
        }
    }
}
