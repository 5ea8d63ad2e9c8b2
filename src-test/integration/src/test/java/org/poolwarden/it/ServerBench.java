package org.poolwarden.it;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * {@code mvn -Pconsole-bench -Dit.test=ServerBench}: what an application's own work costs on a server without
 * Poolwarden and with it, in each mode of tracking. Each round measures all of them, in another order than the round
 * before, so that what comes first or right after a deployment is none of them for good. It asserts nothing about
 * speed, and writes a table. {@code -Dbench.rounds=5 -Dbench.seconds=10} for other rounds.
 */
@DisplayName("How fast an application works")
class ServerBench extends OnServer {

    private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
    private static final int SECONDS = Integer.getInteger("bench.seconds", 10);
    private static final int CONNECTIONS = 16;
    private static final String OTHER = "java:jboss/datasources/OtherDS";
    private static final String EAR = "/deployment=poolwarden.ear:";

    /** By ojdbc11 and the stand-in, below what can be done and at it; and by H2, where no statement hides a cost. */
    private static final List<Load> LOADS = List.of(
            new Load("a bean's statement, 200 a second", "/pairs?ds=ops&threads=4&rate=200"),
            new Load("a bean's statement, as many as can be", "/pairs?ds=ops&threads=8&rate=0"),
            new Load("nothing between, 1 thread", "/pairs/empty?ds=other&threads=1"),
            new Load("nothing between, 2 threads", "/pairs/empty?ds=other&threads=2"),
            new Load("nothing between, 8 threads", "/pairs/empty?ds=other&threads=8"));

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
        round(0, (load, state) -> run(load)); // whatever comes first finds a cold server
        for (int round = 1; round <= ROUNDS; round++) {
            round(round, (load, state) -> record(load, state, run(load)));
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
        List<State> order = new ArrayList<>(List.of(State.values()));
        Collections.rotate(order, number);
        for (State state : order) {
            become(state);
            for (Load load : LOADS) {
                run(load); // after a deployment some is to be compiled anew
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

    private String run(Load load) throws Exception {
        return app.post(load.path + "&seconds=" + SECONDS);
    }

    private void record(Load load, State state, String answer) {
        rounds.add(key(load, state, "a second"), number(answer, "pairs") / SECONDS);
        rounds.add(key(load, state, "median"), number(answer, "medianNanos"));
        rounds.add(key(load, state, "p99"), number(answer, "p99Nanos"));
    }

    private List<String> table(int done) {
        List<String> lines = new ArrayList<>(List.of(
                "Medians of " + done + " rounds of " + SECONDS + " s, with the least and the most.",
                "",
                "| load | Poolwarden | pairs a second | to without | median ns | p99 ns | p99 to without |",
                "|---|---|---|---|---|---|---|"));
        for (Load load : LOADS) {
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

    private static double number(String answer, String key) {
        Matcher line = Pattern.compile("(?m)^" + key + "=(\\d+)$").matcher(answer);
        if (!line.find()) {
            throw new AssertionError("no " + key + "= in " + answer);
        }
        return Double.parseDouble(line.group(1));
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
