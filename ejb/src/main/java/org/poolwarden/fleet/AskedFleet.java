package org.poolwarden.fleet;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.poolwarden.fleet.NodeAnswer.Outcome;
import org.poolwarden.fleet.NodeAnswer.Told;
import org.poolwarden.fleet.Wire.Unreadable;
import org.poolwarden.logging.Messages;
import org.poolwarden.request.Problem;
import org.poolwarden.request.WardenException;

/**
 * Asks by a {@link FleetTransport}, and remembers what each node told last. A node has one question of a kind open at a
 * time, however many ask, and all sending is done by other threads: who asks waits for the deadline at most.
 */
public final class AskedFleet implements Fleet {

    /** An act waits for a moment at most where it is done. */
    private static final Duration ACT = Duration.ofSeconds(3);

    /** A question that was not answered for so long is sent again: the text may be lost. */
    private static final long LOST = TimeUnit.SECONDS.toNanos(30);

    /** How long a node that has left is told of, and the answers to a question are kept that nobody asks any more. */
    private static final long REMEMBERED = TimeUnit.MINUTES.toNanos(10);

    /** All nodes together tell no more items than that, each the same number at most. */
    static final int MAX_ITEMS = 20_000;

    /** Nor are their answers longer than that together, in characters. */
    static final int MAX_LENGTH = 16 * Wire.MAX_LENGTH;

    private final FleetTransport transport;
    private final Executor senders;
    private final Executor doubtful;
    private final Supplier<Duration> deadline;
    private final LongSupplier nanoTime;
    private final SendLanes lanes = new SendLanes();
    private final Map<Key, Open> open = new ConcurrentHashMap<>();
    private final Map<Key, Kept> kept = new ConcurrentHashMap<>();
    private final Map<FleetQuestion, Long> askedAt = new ConcurrentHashMap<>();
    private final Departures departures;

    /**
     * Asks nobody yet.
     *
     * @param senders runs the sending, which may block. It must not run it on the calling thread; what it rejects is
     *     not sent
     * @param doubtful the same for nodes that did not answer last time, so that these keep nobody else waiting
     * @param deadline how long the answers to one question are waited for
     */
    public AskedFleet(FleetTransport transport, Executor senders, Executor doubtful, Duration deadline) {
        this(transport, senders, doubtful, () -> deadline, System::nanoTime);
    }

    /** With a clock as {@link System#nanoTime} for all but the deadline, for tests. */
    AskedFleet(
            FleetTransport transport,
            Executor senders,
            Executor doubtful,
            Supplier<Duration> deadline,
            LongSupplier nanoTime) {
        this.transport = transport;
        this.senders = senders;
        this.doubtful = doubtful;
        this.deadline = deadline;
        this.nanoTime = nanoTime;
        this.departures = new Departures(transport::members, REMEMBERED, nanoTime);
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
    public List<String> members() {
        return transport.members();
    }

    @Override
    public List<String> knownNodes() {
        Departures.Seen nodes = departures.look();
        return Stream.concat(nodes.present().stream(), nodes.left().stream())
                .sorted()
                .toList();
    }

    @Override
    public Set<String> sharedNames() {
        return transport.sharedNames();
    }

    @Override
    public List<NodeAnswer> ask(FleetQuestion question) {
        long until = System.nanoTime() + deadline.get().toNanos();
        askedAt.put(question, nanoTime.getAsLong());
        List<String> members = transport.members();
        int nodes = Math.max(1, members.size());
        int longest = Math.min(Wire.MAX_LENGTH, MAX_LENGTH / nodes);
        String text = Wire.question(question.name(), MAX_ITEMS / nodes, longest);
        List<Open> asked = members.stream()
                .filter(member -> !question.ofOthers() || !member.equals(self()))
                .map(member -> begin(new Key(member, question), text, longest))
                .toList();
        asked.forEach(one -> await(one, until));
        return told(question);
    }

    @Override
    public List<NodeAnswer> lastTold(FleetQuestion question) {
        return told(question);
    }

    @Override
    public JsonObject call(String node, String name, JsonObject with) throws WardenException {
        return new ActSender(transport, lanes, senders, ACT).call(node, name, with);
    }

    @Override
    public Map<String, NodeReply> callOthers(String name, JsonObject with, Duration patience) {
        return new OthersSender(transport, lanes, senders).call(name, with, patience);
    }

    @Override
    public void close() {
        transport.close();
        open.clear();
        kept.clear();
        askedAt.clear();
    }

    /** How many questions are open, for tests. */
    int openQuestions() {
        return open.size();
    }

    private boolean isDoubtful(Key key) {
        Kept last = kept.get(key);
        return last != null && last.outcome != Outcome.ANSWERED;
    }

    /** The question that is open already, or another one. */
    private Open begin(Key key, String text, int longest) {
        long now = nanoTime.getAsLong();
        while (true) {
            Open before = open.get(key);
            if (before != null && now - before.since < LOST) {
                return before;
            }
            CompletableFuture<String> answer = new CompletableFuture<>();
            Open begun = new Open(key, longest, now, answer);
            if (before == null ? open.putIfAbsent(key, begun) == null : open.replace(key, before, begun)) {
                lanes.send(
                        key.member,
                        isDoubtful(key) ? doubtful : senders,
                        new TextSending(transport, key.member, text, key, () -> true, answer));
                return begun;
            }
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

    /** Unless its answer has been kept by now, or another question has taken its place. */
    private void keepSilence(Open one) {
        List<Problem> trouble = List.of(Messages.LOG.nodeSilent(one.key.member));
        kept.compute(
                one.key,
                (key, last) -> open.get(key) != one || last != null && last.by == one
                        ? last
                        : trouble(last, null, Outcome.SILENT, trouble));
    }

    /** Of a question that another has replaced nothing is kept: its answer may be the older one. */
    private void keep(Open one, String text, Throwable failure) {
        String node = one.key.member;
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof CancellationException) {
            keepTrouble(one, Outcome.ABSENT, List.of(Messages.LOG.nodeAbsent(node)));
        } else if (cause instanceof TimeoutException) {
            keepTrouble(one, Outcome.SILENT, List.of(Messages.LOG.nodeSilent(node)));
        } else if (cause != null) {
            Messages.LOG.debug("No answer of " + node, cause);
            String name = cause.getClass().getName();
            keepTrouble(one, Outcome.SILENT, List.of(Messages.LOG.nodeFailed(node, name)));
        } else {
            try {
                Told told = Wire.told(node, text, one.key.question.record(), Instant.now(), one.longest);
                Kept answered = new Kept(one, Outcome.ANSWERED, told, nanoTime.getAsLong(), List.of());
                kept.compute(one.key, (key, last) -> open.get(key) == one ? answered : last);
            } catch (Unreadable e) {
                keepTrouble(one, Outcome.REFUSED, e.problems());
            } catch (RuntimeException | StackOverflowError e) { // a parser's own way to refuse, as of deep nesting
                Messages.LOG.debug("The answer of " + node, e);
                keepTrouble(one, Outcome.REFUSED, List.of(Messages.LOG.answerUnreadable(node)));
            }
        }
    }

    private void keepTrouble(Open one, Outcome outcome, List<Problem> trouble) {
        kept.compute(one.key, (key, last) -> open.get(key) == one ? trouble(last, one, outcome, trouble) : last);
    }

    private Kept trouble(Kept last, Open by, Outcome outcome, List<Problem> trouble) {
        return last == null
                ? new Kept(by, outcome, null, nanoTime.getAsLong(), trouble)
                : new Kept(by, outcome, last.told, last.toldAt, trouble);
    }

    /** A node that has left is told of as that for a while; what nobody asks any more is not kept. */
    private void forgetOthers(Departures.Seen nodes) {
        long now = nanoTime.getAsLong();
        askedAt.values().removeIf(at -> now - at > REMEMBERED);
        open.keySet().removeIf(key -> !nodes.present().contains(key.member));
        for (Key key : kept.keySet()) {
            kept.computeIfPresent(key, (same, last) -> {
                if (!askedAt.containsKey(key.question)) {
                    return null;
                }
                if (nodes.left().contains(key.member)) {
                    return last.gone(key.member);
                }
                return nodes.present().contains(key.member) ? last : null;
            });
        }
    }

    /** Empty if nobody was asked yet. */
    private List<NodeAnswer> told(FleetQuestion question) {
        Departures.Seen nodes = departures.look();
        forgetOthers(nodes);
        long now = nanoTime.getAsLong();
        Map<String, NodeAnswer> told = new TreeMap<>();
        kept.forEach((key, last) -> {
            if (key.question.equals(question)) {
                told.put(key.member, last.answer(key.member, now));
            }
        });
        if (!told.isEmpty()) {
            nodes.left().forEach(node -> told.computeIfAbsent(node, AskedFleet::gone));
        }
        return List.copyOf(told.values());
    }

    /** One that was never asked this question. */
    private static NodeAnswer gone(String node) {
        return new NodeAnswer(node, Outcome.GONE, null, null, List.of(Messages.LOG.nodeGone(node)));
    }

    private record Key(String member, FleetQuestion question) {}

    /**
     * A question that is on its way, until its answer has been kept. It is remembered with what was told, and does
     * therefore not hold the text of the answer, which is as long again.
     */
    private final class Open {

        private final Key key;
        private final int longest;
        private final long since;
        private final CompletableFuture<Void> kept;

        private Open(Key key, int longest, long since, CompletableFuture<String> answer) {
            this.key = key;
            this.longest = longest;
            this.since = since;
            this.kept = answer.handle((told, failure) -> {
                try {
                    keep(this, told, failure);
                } finally {
                    open.remove(key, this);
                }
                return null;
            });
        }
    }

    /**
     * The last of one node.
     *
     * @param by the question that brought it; null for the silence after a deadline
     * @param told null if it never answered
     * @param toldAt when, by the clock; if it never answered, when it was asked first
     */
    private record Kept(Open by, Outcome outcome, Told told, long toldAt, List<Problem> trouble) {

        NodeAnswer answer(String node, long now) {
            return new NodeAnswer(node, outcome, told, told == null ? null : Duration.ofNanos(now - toldAt), trouble);
        }

        Kept gone(String node) {
            return outcome == Outcome.GONE
                    ? this
                    : new Kept(null, Outcome.GONE, told, toldAt, List.of(Messages.LOG.nodeGone(node)));
        }
    }
}
