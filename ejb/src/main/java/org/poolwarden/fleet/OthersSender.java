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
        Map<String, CompletableFuture<String>> asked = new HashMap<>();
        for (String node : others) {
            CompletableFuture<String> answer = new CompletableFuture<>();
            asked.put(node, answer);
            // The text is the key: of two that are equal only the later is waited for.
            lanes.send(node, executor, new TextSending(transport, node, text, text, () -> !answer.isDone(), answer));
        }
        Map<String, NodeReply> replies = new TreeMap<>();
        asked.forEach((node, answer) -> replies.put(node, reply(node, answer, until - System.nanoTime())));
        return replies;
    }

    private static NodeReply reply(String node, CompletableFuture<String> answer, long nanos) {
        try {
            return new NodeReply(
                    Outcome.ANSWERED, Wire.done(node, answer.get(Math.max(0, nanos), TimeUnit.NANOSECONDS)));
        } catch (WardenException e) {
            Messages.LOG.debug("Refused by " + node, e);
            return new NodeReply(Outcome.REFUSED, null);
        } catch (Unreadable e) {
            Messages.LOG.debug("Not understood: the reply of " + node, e);
            return new NodeReply(Outcome.REFUSED, null);
        } catch (CancellationException e) {
            return absent(node, e);
        } catch (ExecutionException e) {
            return e.getCause() instanceof CancellationException ? absent(node, e) : silent(node, answer, e);
        } catch (TimeoutException e) {
            return silent(node, answer, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return silent(node, answer, e);
        }
    }

    private static NodeReply absent(String node, Exception why) {
        Messages.LOG.debug("Nobody of ours on " + node, why);
        return new NodeReply(Outcome.ABSENT, null);
    }

    /** From now on it is not sent any more. */
    private static NodeReply silent(String node, CompletableFuture<String> answer, Exception why) {
        Messages.LOG.debug("No reply of " + node, why);
        answer.cancel(false);
        return new NodeReply(Outcome.SILENT, null);
    }
}
