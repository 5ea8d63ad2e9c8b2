package org.poolwarden.it;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * {@code mvn -Pconsole-bench -Dit.test=ServerBench}: what an application's own work costs on a server without
 * Poolwarden and with it, in each mode of tracking. Each round measures all of them. In four rounds each is once the
 * first, the second, the third and the last, and follows each of the others once, so that nothing that comes first or
 * after a deployment is in the figures of one more than of another. It asserts nothing about speed, and writes two
 * tables. {@code -Dbench.rounds=4 -Dbench.seconds=10} for other rounds: a multiple of four, so that they are balanced.
 */
@DisplayName("How fast an application works")
class ServerBench extends OnServer {

    private static final int ROUNDS = Integer.getInteger("bench.rounds", 4);
    private static final int SECONDS = Integer.getInteger("bench.seconds", 10);
    /** After a deployment some is to be compiled anew. */
    private static final int WARM_UP_SECONDS = Math.max(1, SECONDS / 2);

    private static final double NANOS = 1e9;
    private static final int CONNECTIONS = 16;
    private static final String OTHER = "java:jboss/datasources/OtherDS";
    private static final String EAR = "/deployment=poolwarden.ear:";

    /** Of four: each row has another first, and each is followed once by each other one. */
    private static final int[][] ORDERS = {{0, 1, 3, 2}, {1, 2, 0, 3}, {2, 3, 1, 0}, {3, 0, 2, 1}};

    /** By ojdbc11 and the stand-in, below what can be done and at it. */
    private static final List<Load> WORK = List.of(
            new Load("a bean's statement, 200 a second", "/pairs?ds=ops&threads=4&rate=200"),
            new Load("a bean's statement, as many as can be", "/pairs?ds=ops&threads=8&rate=0"));

    /** By H2, where no statement hides a cost. A pair is too short to be timed alone. */
    private static final List<Load> EMPTY = List.of(
            new Load("nothing between, 1 thread", "/pairs/empty?ds=other&threads=1"),
            new Load("nothing between, 2 threads", "/pairs/empty?ds=other&threads=2"),
            new Load("nothing between, 8 threads", "/pairs/empty?ds=other&threads=8"));

    private static final List<Load> LOADS =
            Stream.of(WORK, EMPTY).flatMap(List::stream).toList();

    private final Rounds rounds = new Rounds();
    private boolean deployed = true;
    private String tracking;

    @BeforeEach
    void pools() throws Exception {
        tracking = warden.tracking();
        opsDatasource(Stage.opsDatasource()
                .replace("${ops.user}", "SHOP")
                .replace("${ops.password}", "shop")
                .replace("--max-pool-size=3", "--max-pool-size=" + CONNECTIONS));
        Cli.succeed("data-source add --name=OtherDS --jndi-name=" + OTHER + " --driver-name=h2"
                + " --connection-url=jdbc:h2:mem:other --user-name=sa --max-pool-size=" + CONNECTIONS);
    }

    @Test
    void measure() throws Exception {
        round(0, (load, state) -> {}); // whatever comes first finds a cold server
        for (int round = 1; round <= ROUNDS; round++) {
            round(round, (load, state) -> record(load, state, run(load, SECONDS)));
            Files.write(Stage.layout().work().resolveSibling("server-bench.md"), table(round));
        }
    }

    @AfterEach
    void asItWas() throws Exception {
        become(State.SITES);
        warden.track(tracking);
        Cli.succeed("/subsystem=datasources/data-source=OtherDS:remove{allow-resource-service-restart=true}");
        opsDatasource(Stage.opsDatasource());
    }

    private void round(int number, Step step) throws Exception {
        for (int next : ORDERS[number % ORDERS.length]) {
            State state = State.values()[next];
            become(state);
            for (Load load : LOADS) {
                run(load, WARM_UP_SECONDS);
                step.of(load, state);
            }
        }
    }

    private void become(State state) throws Exception {
        if (deployed != (state != State.WITHOUT)) {
            deployed = !deployed;
            Cli.succeed(EAR + (deployed ? "deploy" : "undeploy"));
        }
        if (deployed) {
            Eventually.isTrue("the MBean is there", () -> warden.server().isRegistered(warden.name()));
            Eventually.isTrue("its pools are seen", () -> warden.pools().containsAll(List.of(OPS, OTHER)));
            warden.track(state.name());
        }
    }

    private String run(Load load, int seconds) throws Exception {
        return app.post(load.path + "&seconds=" + seconds);
    }

    private void record(Load load, State state, String answer) {
        double seconds = LeakyApp.number(answer, "nanos") / NANOS;
        rounds.add(key(load, state, "a second"), LeakyApp.number(answer, "pairs") / seconds);
        rounds.add(key(load, state, "median"), LeakyApp.number(answer, "medianNanos"));
        rounds.add(key(load, state, "p99"), LeakyApp.number(answer, "p99Nanos"));
    }

    private List<String> table(int done) {
        List<String> lines = new ArrayList<>(
                List.of("Medians of " + done + " rounds of " + SECONDS + " s, with the least and the most."));
        lines.addAll(table(WORK, "median ns", "p99 ns"));
        lines.addAll(table(EMPTY, "median of 1,000 pairs, ns each", "p99 of 1,000 pairs, ns each"));
        return lines;
    }

    private List<String> table(List<Load> loads, String median, String p99) {
        List<String> lines = new ArrayList<>(List.of(
                "",
                "| load | Poolwarden | pairs a second | to without | " + median + " | " + p99 + " | p99 to without |",
                "|---|---|---|---|---|---|---|"));
        for (Load load : loads) {
            for (State state : State.values()) {
                String each = key(load, state, "a second");
                String late = key(load, state, "p99");
                lines.add("| " + load.name + " | " + state + " | " + rounds.told(each, 0) + " | "
                        + rounds.ratio(each, key(load, State.WITHOUT, "a second")) + " | "
                        + rounds.told(key(load, state, "median"), 0) + " | " + rounds.told(late, 0) + " | "
                        + rounds.ratio(late, key(load, State.WITHOUT, "p99")) + " |");
            }
        }
        return lines;
    }

    private static String key(Load load, State state, String figure) {
        return load.name + " " + state + " " + figure;
    }

    /** Whether Poolwarden is deployed, and what it records of a checkout. */
    private enum State {
        WITHOUT,
        OFF,
        STAMP,
        SITES
    }

    private record Load(String name, String path) {}

    /** What is done with each in each state. */
    private interface Step {
        void of(Load load, State state) throws Exception;
    }
}
