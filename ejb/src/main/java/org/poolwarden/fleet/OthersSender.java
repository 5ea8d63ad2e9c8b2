package org.poolwarden.fleet;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.poolwarden.fleet.NodeAnswer.Outcome;
import org.poolwarden.fleet.Wire.Unreadable;
import org.poolwarden.logging.Messages;
import org.poolwarden.request.WardenException;

/**
 * Sends one text to every other node, all at the same time. What is not on its way when the time is over is taken back.
 * Safe for use by several threads.
 *
 * @param executor begins the sending; not on the calling thread
 */
record OthersSender(FleetTransport transport, SendLanes lanes, Executor executor) {

    Map<String, NodeReply> call(String name, JsonObject with, Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        String self = transport.self();
        List<String> others =
                transport.members().stream().filter(node -> !node.equals(self)).toList();
        String text = others.isEmpty() ? null : Wire.act(name, with);
        Map<String, TextSending> asked = new HashMap<>();
        for (String node : others) {
            CompletableFuture<String> answer = new CompletableFuture<>();
            // The text is the key: of two that are equal only the later is waited for.
            TextSending sending = new TextSending(transport, node, text, text, () -> !answer.isDone(), answer);
            asked.put(node, sending);
            lanes.send(node, executor, sending);
        }
        Map<String, NodeReply> replies = new TreeMap<>();
        asked.forEach((node, sending) -> replies.put(node, reply(sending, until - System.nanoTime())));
        return replies;
    }

    private NodeReply reply(TextSending sending, long nanos) {
        String node = sending.node();
        try {
            String told = sending.answer().get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
            return new NodeReply(Outcome.ANSWERED, Wire.done(node, told));
        } catch (WardenException e) {
            Messages.LOG.debug("Refused by " + node, e);
            return new NodeReply(Outcome.REFUSED, null);
        } catch (Unreadable e) {
            Messages.LOG.debug("Not understood: the reply of " + node, e);
            return new NodeReply(Outcome.REFUSED, null);
        } catch (CancellationException e) {
            return absent(node, e);
        } catch (ExecutionException e) {
            return e.getCause() instanceof CancellationException ? absent(node, e) : silent(sending, e);
        } catch (TimeoutException e) {
            return silent(sending, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return silent(sending, e);
        }
    }

    private static NodeReply absent(String node, Exception why) {
        Messages.LOG.debug("Nobody of ours on " + node, why);
        return new NodeReply(Outcome.ABSENT, null);
    }

    /** From now on it is not sent any more, nor kept for a node that reads nothing. */
    private NodeReply silent(TextSending sending, Exception why) {
        Messages.LOG.debug("No reply of " + sending.node(), why);
        sending.answer().cancel(false);
        lanes.forget(sending.node(), sending);
        return new NodeReply(Outcome.SILENT, null);
    }
}
