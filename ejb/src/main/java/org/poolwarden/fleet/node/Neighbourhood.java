package org.poolwarden.fleet.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.fleet.Fleet;
import org.poolwarden.fleet.NodeAnswer;
import org.poolwarden.fleet.NodeAnswer.Told;
import org.poolwarden.leak.neighbours.LifeSigns;
import org.poolwarden.leak.neighbours.LostNode;
import org.poolwarden.leak.neighbours.Neighbours;
import org.poolwarden.leak.neighbours.ToldNode;
import org.poolwarden.logging.Messages;
import org.poolwarden.request.Problem;
import org.poolwarden.request.WardenException;
import org.poolwarden.threads.DeadlineQuery;

/**
 * What the other nodes told last of their sessions, for each scan. Asking waits for no node: if what was told is older
 * than half the time between two scans, the nodes are asked for the next scan. Of a node that has left, what it told
 * last is remembered for a day, for Oracle may keep the sessions of a crashed host for hours. Safe for use by several
 * threads.
 */
final class Neighbourhood implements Supplier<Neighbours> {

    /** What was told before counts as silence, if nobody scans less often. */
    private static final Duration TOO_OLD = Duration.ofMinutes(1);

    private static final long REMEMBERED = TimeUnit.DAYS.toNanos(1);

    /** No more nodes that have left are remembered: the latest. */
    static final int MAX_LOST = 100;

    /** Nor more sessions of them together, but for the latest one's. */
    static final int MAX_LOST_SESSIONS = 20_000;

    private final Nodes nodes;
    private final DeadlineQuery questions;
    private final Supplier<Duration> scanEvery;
    private final LongSupplier nanoTime;
    private final Map<String, Known> present = new HashMap<>();
    /** The one that left first is first. */
    private final List<Left> left = new ArrayList<>();

    /**
     * Asks nobody yet.
     *
     * @param questions has the nodes asked
     * @param scanEvery the time between two scans
     * @param nanoTime a clock as {@link System#nanoTime}
     */
    Neighbourhood(Nodes nodes, DeadlineQuery questions, Supplier<Duration> scanEvery, LongSupplier nanoTime) {
        this.nodes = nodes;
        this.questions = questions;
        this.scanEvery = scanEvery;
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized Neighbours get() {
        List<String> silent = new ArrayList<>();
        nodes.obstacles().stream().map(Problem::toString).forEach(silent::add);
        Fleet fleet = nodes.fleet();
        TreeSet<String> others = new TreeSet<>(fleet.members());
        others.remove(fleet.self());
        Map<String, NodeAnswer> told = new HashMap<>();
        fleet.lastTold(OwnSessions.QUESTION).forEach(answer -> told.put(answer.node(), answer));
        long now = nanoTime.getAsLong();
        Duration every = scanEvery.get();
        Duration limit = TOO_OLD.plus(every.multipliedBy(2));
        boolean isOld = false;
        Duration age = Duration.ZERO;
        for (String node : others) {
            NodeAnswer answer = told.get(node);
            hear(node, answer == null ? null : answer.told(), now);
            isOld |= answer == null || isOlder(answer, every.dividedBy(2));
            age = longer(age, present.get(node).age(answer));
            Optional.ofNullable(silence(present.get(node), answer, limit))
                    .map(why -> node + ": " + why)
                    .ifPresent(silent::add);
        }
        depart(others, now);
        if (isOld) {
            begin(fleet);
        }
        return new Neighbours(
                present.values().stream().map(Known::node).toList(),
                left.stream()
                        .map(one -> new LostNode(one.node, Duration.ofNanos(now - one.since), one.signs))
                        .toList(),
                silent,
                age);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** Another process of the same name is another node: the former one has left. */
    private void hear(String node, Told told, long now) {
        Known before = present.computeIfAbsent(node, name -> new Known(null, null, ToldNode.nothing(name), false));
        if (told == null || told == before.told) {
            return;
        }
        if (told.items().isEmpty()) {
            present.put(node, new Known(told, before.process, before.node, false));
            return;
        }
        EntityRecord record = told.items().get(0);
        String process = OwnSessions.process(record).orElse(before.process);
        if (before.process != null && !before.process.equals(process)) {
            left.add(new Left(before.process, before.proven(), now, new LifeSigns()));
        }
        left.removeIf(one -> one.node.node().equals(node) && (one.process == null || one.process.equals(process)));
        ToldNode read = OwnSessions.read(node, record);
        present.put(node, new Known(told, process, read, told.complete() && OwnSessions.isWhole(record, read)));
    }

    private void depart(TreeSet<String> others, long now) {
        for (Iterator<Map.Entry<String, Known>> all = present.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<String, Known> one = all.next();
            if (!others.contains(one.getKey())) {
                left.add(new Left(one.getValue().process, one.getValue().proven(), now, new LifeSigns()));
                all.remove();
            }
        }
        left.removeIf(one -> now - one.since > REMEMBERED);
        int sessions = left.stream().mapToInt(one -> one.node.sessions().size()).sum();
        while (left.size() > MAX_LOST || left.size() > 1 && sessions > MAX_LOST_SESSIONS) {
            sessions -= left.remove(0).node.sessions().size();
        }
    }

    /** Why sessions of the node may not be known; null if all are. */
    private static String silence(Known known, NodeAnswer answer, Duration limit) {
        if (answer == null) {
            return "it has not been asked yet";
        }
        if (!answer.isAnswered()) {
            return Problem.line(answer.trouble());
        }
        if (isOlder(answer, limit)) {
            return "it was not asked lately";
        }
        return known.whole ? null : "it does not know all of its own sessions";
    }

    private static boolean isOlder(NodeAnswer answer, Duration than) {
        return answer.age() == null || answer.age().compareTo(than) > 0;
    }

    /** For the next scan. */
    private void begin(Fleet fleet) {
        try {
            questions.askAnew(List.of(fleet, OwnSessions.QUESTION), () -> fleet.ask(OwnSessions.QUESTION));
        } catch (WardenException e) {
            Messages.LOG.debug("The other nodes are being asked already", e);
        }
    }

    /**
     * A node that is there.
     *
     * @param told from which it was read; null if it never told
     * @param process null if it never told which
     * @param whole whether that is all of its sessions
     */
    private record Known(Told told, String process, ToldNode node, boolean whole) {

        /** How long ago the node had read what it told; ZERO if it has told nothing, which is silence. */
        Duration age(NodeAnswer answer) {
            return answer == null
                            || answer.age() == null
                            || told == null
                            || told.items().isEmpty()
                    ? Duration.ZERO
                    : answer.age().plus(OwnSessions.scanAge(told.items().get(0)));
        }

        /** What counts when it has left: of a part nobody knows whether the rest has worked since. */
        ToldNode proven() {
            return whole ? node : ToldNode.nothing(node.node());
        }
    }

    /**
     * A node that has left.
     *
     * @param since when that was noticed, by the clock
     * @param signs what was seen of it since, until it is back or forgotten
     */
    private record Left(String process, ToldNode node, long since, LifeSigns signs) {}
}
