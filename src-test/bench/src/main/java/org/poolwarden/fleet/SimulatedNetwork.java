package org.poolwarden.fleet;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/**
 * Nodes as threads of one JVM, around the first, which asks. What travels is bytes. Each text takes the latency and,
 * one after the other, the time of its bytes on the line of the node that asks. What a node needs for an answer is
 * measured when it is asked for the first time; from then on it gives the same one after that time, because in a fleet
 * it has processors of its own.
 */
final class SimulatedNetwork implements FleetTransport {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Threads by which the server of the asking node reads what arrives. */
    private static final int READERS = 8;

    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    private final Map<String, Node> nodes = new TreeMap<>();
    private final List<Thread> asking = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService line = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService readers;
    private final String self;
    private final Duration latency;
    private final long bytesPerSecond;
    private long outgoingFree;
    private long incomingFree;

    /**
     * Of nodes that have been made.
     *
     * @param responders of the nodes, the asking one's first
     * @param bytesPerSecond each way
     */
    SimulatedNetwork(List<UnaryOperator<String>> responders, Duration latency, long bytesPerSecond) {
        this.latency = latency;
        this.bytesPerSecond = bytesPerSecond;
        for (int i = 0; i < responders.size(); i++) {
            nodes.put(name(i), new Node(responders.get(i)));
        }
        self = name(0);
        readers = Executors.newFixedThreadPool(READERS, ofAsking("read"));
    }

    /** What the calling thread has worked, in nanoseconds. */
    static long cpu() {
        return THREADS.getCurrentThreadCpuTime();
    }

    static String name(int node) {
        return String.format("node%03d", node);
    }

    /** Makes threads whose time is the asking node's. */
    ThreadFactory ofAsking(String task) {
        return work -> {
            Thread thread = new Thread(work, task);
            thread.setDaemon(true);
            asking.add(thread);
            return thread;
        };
    }

    /** What the threads of the asking node have worked, in nanoseconds; the calling thread is one of them. */
    long worked() {
        return cpu()
                + asking.stream()
                        .mapToLong(thread -> Math.max(0, THREADS.getThreadCpuTime(thread.getId())))
                        .sum();
    }

    /** Since the last call: messages there and back, bytes to the other nodes, bytes from them. */
    long[] traffic() {
        return new long[] {messages.getAndSet(0), sent.getAndSet(0), received.getAndSet(0)};
    }

    /** What the node in the middle needed for its answer to the text that was sent last, in nanoseconds. */
    long answering() {
        return nodes.get(name(nodes.size() / 2)).took;
    }

    @Override
    public Kind kind() {
        return Kind.CLUSTER;
    }

    @Override
    public String self() {
        return self;
    }

    @Override
    public List<String> members() {
        return new ArrayList<>(nodes.keySet());
    }

    @Override
    public Set<String> sharedNames() {
        return Set.of();
    }

    @Override
    public CompletionStage<String> send(String member, String text) {
        Node node = nodes.get(member);
        if (member.equals(self)) {
            return CompletableFuture.completedFuture(node.responder.apply(text)); // as a cluster does it
        }
        byte[] question = text.getBytes(StandardCharsets.UTF_8);
        messages.addAndGet(2);
        sent.addAndGet(question.length);
        CompletableFuture<String> answer = new CompletableFuture<>();
        carry(
                outgoing(question.length),
                () -> node.thread.execute(() -> node.answer(question, reply -> {
                    received.addAndGet(reply.length);
                    carry(
                            incoming(reply.length),
                            () -> readers.execute(() -> answer.complete(new String(reply, StandardCharsets.UTF_8))));
                })));
        return answer;
    }

    private void carry(long at, Runnable arrival) {
        line.schedule(arrival, at - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private synchronized long outgoing(int bytes) {
        outgoingFree = Math.max(outgoingFree, System.nanoTime()) + nanos(bytes);
        return outgoingFree + latency.toNanos();
    }

    private synchronized long incoming(int bytes) {
        incomingFree = Math.max(incomingFree, System.nanoTime() + latency.toNanos()) + nanos(bytes);
        return incomingFree;
    }

    private long nanos(int bytes) {
        return bytes * TimeUnit.SECONDS.toNanos(1) / bytesPerSecond;
    }

    /** The end of all threads. A fleet that is closed leaves them, for another may use the network. */
    void stop() {
        line.shutdownNow();
        readers.shutdownNow();
        nodes.values().forEach(node -> node.thread.shutdownNow());
    }

    @Override
    public void close() {}

    /** Where a reply goes. */
    private interface Receiver {
        void take(byte[] reply);
    }

    /** Another node. */
    private final class Node {

        private final UnaryOperator<String> responder;
        private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> new Thread(work, "node"));
        private final Map<String, byte[]> given = new ConcurrentHashMap<>();
        private final Map<String, Long> times = new ConcurrentHashMap<>();
        private volatile long took;

        private Node(UnaryOperator<String> responder) {
            this.responder = responder;
        }

        private void answer(byte[] question, Receiver receiver) {
            String asked = new String(question, StandardCharsets.UTF_8);
            byte[] ready = given.get(asked);
            if (ready == null) {
                long begun = cpu();
                byte[] reply = responder.apply(asked).getBytes(StandardCharsets.UTF_8);
                took = cpu() - begun;
                times.put(asked, took);
                given.put(asked, reply);
                receiver.take(reply);
            } else {
                took = times.get(asked);
                carry(System.nanoTime() + took, () -> receiver.take(ready));
            }
        }
    }
}
