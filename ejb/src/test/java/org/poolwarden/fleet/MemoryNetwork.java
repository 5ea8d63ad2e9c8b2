package org.poolwarden.fleet;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** Nodes as threads of one JVM: each answers on a thread of its own, and may be stopped, cut off or gone. */
public final class MemoryNetwork implements AutoCloseable {

    /** What was sent, as {@code from>to}. */
    public final List<String> sent = new CopyOnWriteArrayList<>();

    private final Map<String, Node> nodes = new TreeMap<>();
    private final Set<String> shared = new CopyOnWriteArraySet<>();
    private final Set<String> stopped = new HashSet<>();
    private final Set<String> cutOff = new HashSet<>();
    private final Set<CompletableFuture<String>> unanswered = ConcurrentHashMap.newKeySet();
    private final Map<String, List<Runnable>> waiting = new TreeMap<>();
    private final Map<String, CountDownLatch> blocked = new ConcurrentHashMap<>();

    /** A node joins. Without a responder no Poolwarden runs on it. */
    public synchronized FleetTransport join(String name, UnaryOperator<String> responder) {
        Node node = new Node(name, responder, Executors.newSingleThreadExecutor());
        nodes.put(name, node);
        return new MemoryTransport(name);
    }

    /** It reads nothing, as after SIGSTOP, and keeps what arrives. */
    public synchronized void stop(String name) {
        stopped.add(name);
        waiting.put(name, new CopyOnWriteArrayList<>());
    }

    public synchronized void resume(String name) {
        stopped.remove(name);
        waiting.remove(name).forEach(nodes.get(name).thread::execute);
    }

    /** The cluster has noticed that it is gone. */
    public synchronized void leave(String name) {
        nodes.remove(name).thread.shutdownNow();
    }

    /** Each side sees only itself. */
    public synchronized void cutOff(String... names) {
        cutOff.addAll(List.of(names));
    }

    public synchronized void heal() {
        cutOff.clear();
    }

    /** The cluster notices that it has stopped before it has answered. */
    public synchronized void crash(String name) {
        leave(name);
        unanswered.forEach(answer -> answer.cancel(false));
    }

    private synchronized List<String> visible(String from) {
        return nodes.keySet().stream()
                .filter(name -> cutOff.contains(name) == cutOff.contains(from))
                .toList();
    }

    /** Another server has that name too. */
    public void shareName(String name) {
        shared.add(name);
    }

    /** Who sends to it waits until the latch is released, as for a full socket. */
    public CountDownLatch blockSendingTo(String name) {
        CountDownLatch latch = new CountDownLatch(1);
        blocked.put(name, latch);
        return latch;
    }

    private CompletionStage<String> send(String from, String to, String text) {
        CountDownLatch latch = blocked.get(to);
        if (latch != null) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return CompletableFuture.failedFuture(e);
            }
        }
        return deliver(from, to, text);
    }

    private synchronized CompletionStage<String> deliver(String from, String to, String text) {
        sent.add(from + ">" + to);
        Node node = nodes.get(to);
        if (node == null) {
            return CompletableFuture.failedFuture(new FleetTransport.NoSuchMember(to));
        }
        if (node.responder == null) {
            return CompletableFuture.failedFuture(new CancellationException(to));
        }
        if (from.equals(to)) {
            return CompletableFuture.completedFuture(node.responder.apply(text)); // as a cluster does it
        }
        CompletableFuture<String> answer = new CompletableFuture<>();
        unanswered.add(answer);
        Runnable work = () -> answer.complete(node.responder.apply(text));
        if (stopped.contains(to)) {
            waiting.get(to).add(work);
        } else {
            node.thread.execute(work);
        }
        return answer;
    }

    @Override
    public synchronized void close() {
        nodes.values().forEach(node -> node.thread.shutdownNow());
    }

    private record Node(String name, UnaryOperator<String> responder, ExecutorService thread) {}

    private final class MemoryTransport implements FleetTransport {

        private final String self;

        private MemoryTransport(String self) {
            this.self = self;
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
            return visible(self);
        }

        @Override
        public Set<String> sharedNames() {
            return Set.copyOf(shared);
        }

        @Override
        public CompletionStage<String> send(String member, String text) {
            return MemoryNetwork.this.send(self, member, text);
        }

        @Override
        public void close() {
            leave(self);
        }
    }
}
