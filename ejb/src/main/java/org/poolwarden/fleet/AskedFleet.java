package org.poolwarden.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.poolwarden.fleet.NodeAnswer.Outcome;
import org.poolwarden.fleet.NodeAnswer.Told;
import org.poolwarden.fleet.Wire.Unreadable;
import org.poolwarden.logging.Messages;
import org.poolwarden.request.Problem;

/**
 * Asks by a {@link FleetTransport}, and remembers what each node told last. A node has one question of a kind open at a
 * time, however many ask: what is sent to a node that does not read is bounded.
 */
public final class AskedFleet implements Fleet {

    /** A question that was not answered for so long is sent again: the text may be lost. */
    private static final long LOST = TimeUnit.SECONDS.toNanos(30);

    /** How long a node that has left is told of. */
    private static final long REMEMBERED = TimeUnit.MINUTES.toNanos(10);

    /** All nodes together tell no more items than that, each the same number at most. */
    private static final int MAX_ITEMS = 20_000;

    private final FleetTransport transport;
    private final Executor doubtful;
    private final long deadline;
    private final LongSupplier nanoTime;
    private final Map<Key, Open> open = new ConcurrentHashMap<>();
    private final Map<Key, Kept> kept = new ConcurrentHashMap<>();

    /**
     * Asks nobody yet.
     *
     * @param doubtful runs the sending to a node that did not answer last time, which may take long. It must not do so
     *     on the calling thread
     * @param deadline how long the answers to one question are waited for
     */
    public AskedFleet(FleetTransport transport, Executor doubtful, Duration deadline) {
        this(transport, doubtful, deadline, System::nanoTime);
    }

    /** With a clock as {@link System#nanoTime}, for tests. */
    AskedFleet(FleetTransport transport, Executor doubtful, Duration deadline, LongSupplier nanoTime) {
        this.transport = transport;
        this.doubtful = doubtful;
        this.deadline = deadline.toNanos();
        this.nanoTime = nanoTime;
    }

    @Override
    public FleetTransport.Kind kind() {
        return transport.kind();
    }

    @Override
    public String self() {
        return transport.self();
    }

    @Override
    public List<NodeAnswer> ask(FleetQuestion question) {
        long until = System.nanoTime() + deadline;
        List<String> members = transport.members();
        String text = Wire.question(question.name(), MAX_ITEMS / Math.max(1, members.size()));
        List<Open> asked = members.stream()
                .map(member -> new Key(member, question))
                // Who is slow to take a question must not keep the others from theirs.
                .sorted(Comparator.comparing(this::isDoubtful))
                .map(key -> begin(key, text))
                .toList();
        asked.forEach(one -> await(one, until));
        forgetOthers(members, question);
        return told(question);
    }

    @Override
    public List<NodeAnswer> lastTold(FleetQuestion question) {
        return told(question);
    }

    @Override
    public void close() {
        transport.close();
    }

    private boolean isDoubtful(Key key) {
        Kept last = kept.get(key);
        return last != null && last.outcome != Outcome.ANSWERED;
    }

    /** The question that is open already, or another one. */
    private Open begin(Key key, String text) {
        long now = nanoTime.getAsLong();
        Open before = open.get(key);
        if (before != null && !before.kept.isDone() && now - before.since < LOST) {
            return before;
        }
        CompletableFuture<String> answer = new CompletableFuture<>();
        Open begun = new Open(key, answer, answer.handle((told, failure) -> keep(key, told, failure)), now);
        if (before == null ? open.putIfAbsent(key, begun) != null : !open.replace(key, before, begun)) {
            return open.getOrDefault(key, begun); // another thread has just begun it
        }
        if (isDoubtful(key)) {
            doubtful.execute(() -> send(begun, text));
        } else {
            send(begun, text);
        }
        return begun;
    }

    /** What a transport throws is an answer too: nobody waits for this node. */
    private void send(Open begun, String text) {
        try {
            transport.send(begun.key.member, text).whenComplete((told, failure) -> {
                if (failure == null) {
                    begun.answer.complete(told);
                } else {
                    begun.answer.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException e) {
            begun.answer.completeExceptionally(e);
        }
    }

    private void await(Open one, long until) {
        try {
            one.kept.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            keepSilence(one);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            keepSilence(one);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // what keeps an answer handles every failure
        }
    }

    /** Unless the answer has come by now: then it is kept, or will be in a moment. */
    private void keepSilence(Open one) {
        List<Problem> trouble = List.of(Messages.LOG.nodeSilent(one.key.member));
        kept.compute(one.key, (key, last) -> one.answer.isDone() ? last : trouble(last, Outcome.SILENT, trouble));
    }

    private Void keep(Key key, String text, Throwable failure) {
        String node = key.member;
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof CancellationException) {
            keepTrouble(key, Outcome.ABSENT, List.of(Messages.LOG.nodeAbsent(node)));
        } else if (cause instanceof TimeoutException) {
            keepTrouble(key, Outcome.SILENT, List.of(Messages.LOG.nodeSilent(node)));
        } else if (cause != null) {
            Messages.LOG.debug("No answer of " + node, cause);
            String name = cause.getClass().getName();
            keepTrouble(key, Outcome.SILENT, List.of(Messages.LOG.nodeFailed(node, name)));
        } else {
            try {
                Told told = Wire.told(node, text, key.question.record(), Instant.now());
                kept.put(key, new Kept(Outcome.ANSWERED, told, nanoTime.getAsLong(), List.of(), null));
            } catch (Unreadable e) {
                keepTrouble(key, Outcome.REFUSED, e.problems());
            }
        }
        return null;
    }

    private void keepTrouble(Key key, Outcome outcome, List<Problem> trouble) {
        kept.compute(key, (same, last) -> trouble(last, outcome, trouble));
    }

    private Kept trouble(Kept last, Outcome outcome, List<Problem> trouble) {
        return last == null
                ? new Kept(outcome, null, nanoTime.getAsLong(), trouble, null)
                : new Kept(outcome, last.told, last.toldAt, trouble, null);
    }

    /** A node that has left is told of as that for a while; what nobody asks any more is not kept. */
    private void forgetOthers(List<String> members, FleetQuestion question) {
        Set<String> present = Set.copyOf(members);
        long now = nanoTime.getAsLong();
        for (Key key : kept.keySet()) {
            boolean isGone = !present.contains(key.member);
            if (isGone) {
                open.remove(key);
            }
            kept.computeIfPresent(key, (same, last) -> {
                if (!key.question.equals(question)) {
                    return now - last.toldAt > REMEMBERED ? null : last;
                }
                return isGone ? last.gone(key.member, now) : last;
            });
        }
    }

    private List<NodeAnswer> told(FleetQuestion question) {
        long now = nanoTime.getAsLong();
        return kept.entrySet().stream()
                .filter(entry -> entry.getKey().question.equals(question))
                .sorted(Comparator.comparing(entry -> entry.getKey().member))
                .map(entry -> entry.getValue().answer(entry.getKey().member, now))
                .toList();
    }

    private record Key(String member, FleetQuestion question) {}

    /**
     * A question that was sent.
     *
     * @param kept done when the answer has been kept
     * @param since when, by the clock
     */
    private record Open(Key key, CompletableFuture<String> answer, CompletableFuture<Void> kept, long since) {}

    /**
     * The last of one node.
     *
     * @param told null if it never answered
     * @param toldAt when, by the clock; if it never answered, when it was asked first
     * @param goneSince by the clock; null if it has not left
     */
    private record Kept(Outcome outcome, Told told, long toldAt, List<Problem> trouble, Long goneSince) {

        NodeAnswer answer(String node, long now) {
            return new NodeAnswer(node, outcome, told, told == null ? null : Duration.ofNanos(now - toldAt), trouble);
        }

        /** Null if it has been away for long. */
        Kept gone(String node, long now) {
            long since = goneSince == null ? now : goneSince;
            return now - since > REMEMBERED
                    ? null
                    : new Kept(Outcome.GONE, told, toldAt, List.of(Messages.LOG.nodeGone(node)), since);
        }
    }
}
