package org.poolwarden.fleet.node;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.poolwarden.fleet.Fleet;
import org.poolwarden.fleet.FleetQuestion;
import org.poolwarden.fleet.FleetTransport;
import org.poolwarden.fleet.NodeAnswer;
import org.poolwarden.fleet.NodeReply;

/** A cluster of the nodes whose answers a test gives it. */
final class ScriptedFleet implements Fleet {

    final List<NodeAnswer> answers = new ArrayList<>();
    /** Members that nobody has asked yet. */
    final List<String> newcomers = new ArrayList<>();

    final AtomicInteger asked = new AtomicInteger();
    final BlockingQueue<String> put = new LinkedBlockingQueue<>();
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch mayAnswer = new CountDownLatch(1);
    /** Whether it waits until it may answer. */
    boolean isSlow;

    @Override
    public FleetTransport.Kind kind() {
        return FleetTransport.Kind.CLUSTER;
    }

    @Override
    public String self() {
        return "a";
    }

    @Override
    public List<NodeAnswer> ask(FleetQuestion question) {
        asked.incrementAndGet();
        put.add(question.name());
        begun.countDown();
        awaitIfSlow();
        return List.copyOf(answers);
    }

    @Override
    public List<NodeAnswer> lastTold(FleetQuestion question) {
        return List.copyOf(answers);
    }

    private void awaitIfSlow() {
        try {
            if (isSlow) {
                mayAnswer.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public List<String> members() {
        return Stream.concat(newcomers.stream(), answers.stream().map(NodeAnswer::node))
                .toList();
    }

    @Override
    public List<String> knownNodes() {
        return members();
    }

    @Override
    public Set<String> sharedNames() {
        return Set.of();
    }

    @Override
    public JsonObject call(String node, String name, JsonObject with) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, NodeReply> callOthers(String name, JsonObject with, Duration patience) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
