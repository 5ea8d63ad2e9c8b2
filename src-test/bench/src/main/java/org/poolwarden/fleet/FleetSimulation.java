package org.poolwarden.fleet;

import jakarta.json.JsonReader;
import java.io.StringReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.poolwarden.contract.Entity;
import org.poolwarden.fleet.node.SimulatedAnswers;
import org.poolwarden.fleet.turn.FleetKillTurns;
import org.poolwarden.fleet.turn.KillClaims;
import org.poolwarden.json.JsonFactories;
import org.poolwarden.kill.turn.KillTurns.Turn;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.scan.Scan;

/**
 * What one node asks of all others, in bytes and milliseconds, for fleets of several sizes.
 * {@code mvn -Pbench -Dbench.main=org.poolwarden.fleet.FleetSimulation}; with {@code -Dbench.options="nodes=1,3,500
 * rounds=100"} for other sizes. See {@link SimulatedNetwork} for what is simulated: all else is Poolwarden's own.
 */
public final class FleetSimulation {

    /** As long as a view of a living server waits. */
    private static final Duration DEADLINE = Duration.ofMillis(800);

    private static final Duration LONG = Duration.ofMinutes(2);

    /** As many threads and waiting texts as a server has. */
    private static final int SENDERS = 8;

    private static final int WAITING_TEXTS = 1_000;
    private static final int TRIES = 5;
    private static final int WARM_NODES = 20;

    private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();
    private static final DatabaseId DATABASE = new DatabaseId("SHOP1", "SHOPPDB1");

    private final Map<String, String> given;
    private final int rounds;
    private final StringBuilder views = new StringBuilder("| question | nodes | items told | of | KB sent | KB received"
            + " | a node's CPU ms | view ms | p99 | this node's CPU ms | heap MB | whole in 800 ms |\n"
            + "|---|---|---|---|---|---|---|---|---|---|---|---|\n");
    private final StringBuilder turns =
            new StringBuilder("| nodes | messages | KB | ms until a kill has its turn | p99 | not at once |\n"
                    + "|---|---|---|---|---|---|\n");

    private final StringBuilder sessions = new StringBuilder(
            "| nodes | sessions in all databases | a node's CPU ms for its list of them | KB |\n|---|---|---|---|\n");

    private FleetSimulation(Map<String, String> given) {
        this.given = given;
        this.rounds = number("rounds", 100);
    }

    /** Prints tables. Arguments ({@code name=value}): nodes, rounds, leases, databases, ownFrames, micros, megabits. */
    public static void main(String... arguments) {
        Map<String, String> given = new TreeMap<>();
        for (String argument : arguments) {
            int sign = argument.indexOf('=');
            if (sign > 0) {
                given.put(argument.substring(0, sign), argument.substring(sign + 1));
            }
        }
        new FleetSimulation(given).run();
    }

    private int number(String name, int unless) {
        return Integer.parseInt(given.getOrDefault(name, Integer.toString(unless)));
    }

    private void run() {
        measure(WARM_NODES);
        List.of(views, turns, sessions)
                .forEach(table -> table.setLength(table.indexOf("|\n", table.indexOf("---")) + 2));
        for (String nodes : given.getOrDefault("nodes", "1,3,10,50,100,200,500").split(",")) {
            measure(Integer.parseInt(nodes));
        }
        System.out.println(rounds + " rounds; " + number("leases", 100) + " leases a node in " + number("databases", 20)
                + " databases, " + number("ownFrames", 20) + " frames of the application; "
                + number("micros", 500) + " microseconds each way, " + number("megabits", 1_000) + " Mbit/s.\n");
        System.out.println(views);
        System.out.println(turns);
        System.out.println(sessions);
    }

    private void measure(int nodes) {
        SimulatedNetwork network = network(nodes);
        ThreadPoolExecutor senders = few(network, SENDERS, "send");
        ThreadPoolExecutor doubtful = few(network, 1, "resend");
        try {
            Measuring measuring = new Measuring(network, senders, doubtful, nodes);
            measuring.view(SimulatedAnswers.status(), 1);
            measuring.view(new FleetQuestion("listLeaks", Entity.FLEET_LEASE), number("leases", 100) / 50);
            measuring.view(new FleetQuestion("listLeases", Entity.FLEET_LEASE), number("leases", 100));
            measuring.view(SimulatedAnswers.neighbours(), number("leases", 100));
            measuring.turn();
        } finally {
            senders.shutdownNow();
            doubtful.shutdownNow();
            network.stop();
        }
        sessions(nodes);
    }

    /** Each node sees the sessions of all: they are in the databases that it has in common with the others. */
    private void sessions(int nodes) {
        int leases = number("leases", 100);
        Scan scan = new SimulatedScan(0, number("databases", 20), number("ownFrames", 20))
                .scan(leases, (nodes - 1) * leases);
        Responder responder = new Responder(SimulatedNetwork.name(0), SimulatedAnswers.of(scan));
        String question = Wire.question(
                "listSessions", AskedFleet.MAX_ITEMS / nodes, Math.min(Wire.MAX_LENGTH, AskedFleet.MAX_LENGTH / nodes));
        long[] times = new long[rounds];
        int length = 0;
        for (int round = 0; round < rounds; round++) {
            long begun = SimulatedNetwork.cpu();
            length = responder.respond(question).length();
            times[round] = SimulatedNetwork.cpu() - begun;
        }
        sessions.append(String.format(
                Locale.ROOT, "| %,d | %,d | %.1f | %,.1f |%n", nodes, nodes * leases, median(times), length / 1e3));
    }

    private SimulatedNetwork network(int nodes) {
        List<UnaryOperator<String>> responders = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            Scan scan = new SimulatedScan(i, number("databases", 20), number("ownFrames", 20))
                    .scan(number("leases", 100), 0);
            KillClaims claims = new KillClaims(System::nanoTime);
            String name = SimulatedNetwork.name(i);
            Responder lists = new Responder(name, SimulatedAnswers.of(scan));
            responders.add(text -> text.contains(KillClaims.ACT) ? told(name, claims, text) : lists.respond(text));
        }
        return new SimulatedNetwork(
                responders,
                Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(number("micros", 500))),
                number("megabits", 1_000) * 125_000L);
    }

    /** What a node answers to a kill that wants its turn. */
    private static String told(String node, KillClaims claims, String text) {
        try (JsonReader reader = JsonFactories.READERS.createReader(new StringReader(text))) {
            return Wire.done(node, claims.tell(reader.readObject().getJsonObject("with")));
        }
    }

    private static ThreadPoolExecutor few(SimulatedNetwork network, int most, String task) {
        return new ThreadPoolExecutor(
                most, most, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(WAITING_TEXTS), network.ofAsking(task));
    }

    private static long used() {
        MEMORY.gc();
        MEMORY.gc();
        return MEMORY.getHeapMemoryUsage().getUsed();
    }

    private static double median(long[] nanos) {
        return millis(nanos, 0.5);
    }

    private static double millis(long[] nanos, double share) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)] / 1e6;
    }

    /** One fleet. */
    private final class Measuring {

        private final SimulatedNetwork network;
        private final ThreadPoolExecutor senders;
        private final ThreadPoolExecutor doubtful;
        private final int nodes;

        private Measuring(
                SimulatedNetwork network, ThreadPoolExecutor senders, ThreadPoolExecutor doubtful, int nodes) {
            this.network = network;
            this.senders = senders;
            this.doubtful = doubtful;
            this.nodes = nodes;
        }

        private Fleet fleet(Duration deadline) {
            return new AskedFleet(network, senders, doubtful, deadline);
        }

        private void view(FleetQuestion question, int itemsOfEach) {
            fleet(LONG).ask(question); // each node makes its answer
            long answering = network.answering();
            int whole = wholeInTime(question);
            network.traffic();
            long before = used();
            Fleet fleet = fleet(LONG);
            long[] times = new long[rounds];
            long[] worked = new long[rounds];
            int items = 0;
            for (int round = 0; round < rounds; round++) {
                long begun = System.nanoTime();
                long work = network.worked();
                List<NodeAnswer> answers = fleet.ask(question);
                requireWhole(answers);
                items = told(question, answers);
                times[round] = System.nanoTime() - begun;
                worked[round] = network.worked() - work;
            }
            double heap = (used() - before) / 1e6;
            fleet.lastTold(question); // its memory is in use until here
            long[] traffic = network.traffic();
            views.append(String.format(
                    Locale.ROOT,
                    "| %s | %,d | %,d | %,d | %,.1f | %,.1f | %.1f | %.1f | %.1f | %.1f | %.1f | %d of %d |%n",
                    question.name(),
                    nodes,
                    items,
                    (question.ofOthers() ? nodes - 1 : nodes) * itemsOfEach,
                    traffic[1] / 1e3 / rounds,
                    traffic[2] / 1e3 / rounds,
                    answering / 1e6,
                    median(times),
                    millis(times, 0.99),
                    median(worked),
                    heap,
                    whole,
                    TRIES));
        }

        /** How many things: of the neighbours' question the sessions, which one record has. */
        private int told(FleetQuestion question, List<NodeAnswer> answers) {
            return question.equals(SimulatedAnswers.neighbours())
                    ? SimulatedAnswers.read(answers)
                    : answers.stream()
                            .mapToInt(answer -> answer.told().items().size())
                            .sum();
        }

        private int wholeInTime(FleetQuestion question) {
            int whole = 0;
            for (int i = 0; i < TRIES; i++) {
                whole += fleet(DEADLINE).ask(question).stream().allMatch(NodeAnswer::isAnswered) ? 1 : 0;
            }
            fleet(LONG).ask(question); // what was late has been read by now
            return whole;
        }

        private void requireWhole(List<NodeAnswer> answers) {
            answers.stream().filter(answer -> !answer.isAnswered()).findFirst().ifPresent(answer -> {
                throw new IllegalStateException(answer.node() + " " + answer.outcome() + " " + answer.trouble());
            });
        }

        private void turn() {
            Fleet fleet = fleet(LONG);
            FleetKillTurns kills = new FleetKillTurns(new KillClaims(System::nanoTime), () -> fleet, System::nanoTime);
            long[] times = new long[rounds];
            int late = 0;
            network.traffic();
            for (int round = 0; round < rounds; round++) {
                long begun = System.nanoTime();
                try (Turn turn = kills.claim(DATABASE)) {
                    while (turn.obstacle() != null) {
                        late++;
                    }
                }
                times[round] = System.nanoTime() - begun;
            }
            long[] traffic = network.traffic();
            turns.append(String.format(
                    Locale.ROOT,
                    "| %,d | %,d | %,.1f | %.1f | %.1f | %d |%n",
                    nodes,
                    traffic[0] / rounds,
                    (traffic[1] + traffic[2]) / 1e3 / rounds,
                    median(times),
                    millis(times, 0.99),
                    late));
        }
    }
}
