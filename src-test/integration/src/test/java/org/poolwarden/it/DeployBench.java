package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.standin.StandIn;

/**
 * {@code mvn -Pconsole-bench -Dit.test=DeployBench}: what Poolwarden adds to a server that nobody uses: to the time of
 * its start, the heap, the threads and the processor time, with few and with many applications beside it. Two servers
 * are started in turn: one on which nothing of Poolwarden's was ever installed, and one that is as {@code install.cli}
 * leaves it. It asserts nothing about speed, and writes a table. {@code -Dbench.rounds=3 -Dbench.settle=60
 * -Dbench.idle=120 -Dbench.applications=5,200} for other rounds, seconds and numbers of applications.
 */
@DisplayName("What an idle Poolwarden costs")
class DeployBench {

    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    /** From the end of a start until it has nothing left to compile, to load or to tidy up. */
    private static final int SETTLE_SECONDS = Integer.getInteger("bench.settle", 60);

    private static final int IDLE_SECONDS = Integer.getInteger("bench.idle", 120);
    private static final int[] APPLICATIONS = Arrays.stream(
                    System.getProperty("bench.applications", "5,200").split(","))
            .mapToInt(Integer::parseInt)
            .toArray();
    private static final Pattern STARTED = Pattern.compile("WFLYSRV0025: .* in (\\d+)ms");
    private static final double MEGA = 1024 * 1024;
    private static final double NANOS = 1e9;
    private static final int HOUR = 3600;
    private static final Pattern DEPLOYED = Pattern.compile("\"result\" => \"OK\"");
    private static final String WITHOUT = "without";
    private static final String WITH = "with";

    private final Rounds rounds = new Rounds();

    @Test
    void measure() throws Exception {
        List<String> table = new ArrayList<>(List.of(
                "| applications | Poolwarden | start s | heap MB | threads | named poolwarden | CPU s an hour |",
                "|---|---|---|---|---|---|---|"));
        for (int applications : APPLICATIONS) {
            try (StandIn oracle = StandIn.demo(0);
                    OtherServer without = new OtherServer(1);
                    OtherServer with = new OtherServer(2)) {
                prepare(without, applications, () -> {});
                prepare(with, applications, () -> install(with, oracle));
                for (int round = 0; round < ROUNDS; round++) {
                    boolean withoutFirst = round % 2 == 0;
                    measure(withoutFirst ? without : with, applications, withoutFirst ? WITHOUT : WITH);
                    measure(withoutFirst ? with : without, applications, withoutFirst ? WITH : WITHOUT);
                }
            }
            table.add(row(
                    applications,
                    WITHOUT,
                    (figure, digits) -> rounds.told(key(applications, WITHOUT, figure), digits)));
            table.add(
                    row(applications, WITH, (figure, digits) -> rounds.told(key(applications, WITH, figure), digits)));
            table.add(row(
                    applications,
                    "added",
                    (figure, digits) -> rounds.difference(
                            key(applications, WITH, figure), key(applications, WITHOUT, figure), digits)));
            Files.write(Stage.layout().work().resolveSibling("deploy-bench.md"), table);
        }
    }

    private static String row(int applications, String name, Told told) {
        return "| " + applications + " | " + name + " | " + told.of("start", 2) + " | " + told.of("heap", 1) + " | "
                + told.of("threads", 0) + " | " + told.of("named", 0) + " | " + told.of("cpu", 1) + " |";
    }

    private static String key(int applications, String state, String figure) {
        return applications + " " + state + " " + figure;
    }

    /** What is deployed for the first time costs a start more than later. */
    private static void prepare(OtherServer server, int applications, Step install) throws Exception {
        server.user(Stage.OPERATOR, Stage.PASSWORD);
        install.run();
        deploy(server, applications);
        server.start(Map.of());
        server.close();
    }

    private static void install(OtherServer server, StandIn oracle) throws Exception {
        server.home().values(oracle.url());
        server.start(Map.of());
        Files.copy(
                Stage.layout().artifacts().resolve("ojdbc11.jar"), server.zip().resolve("ojdbc11.jar"));
        succeed(server, "--connect", "--file=modules.cli");
        succeed(
                server,
                "--connect",
                "--file=install.cli",
                "--properties=install.properties",
                "--resolve-parameter-values");
        server.close();
    }

    /** Each is one page. */
    private static void deploy(OtherServer server, int applications) throws Exception {
        Path folder = server.home().layout().base().resolve("deployments");
        for (int i = 0; i < applications; i++) {
            try (ZipOutputStream war = new ZipOutputStream(Files.newOutputStream(folder.resolve("app" + i + ".war")))) {
                war.putNextEntry(new ZipEntry("index.html"));
                war.write("idle".getBytes(StandardCharsets.UTF_8));
                war.closeEntry();
            }
        }
    }

    private void measure(OtherServer server, int applications, String state) throws Exception {
        server.start(Map.of());
        String key = key(applications, state, "");
        rounds.add(key + "start", started(server.log()) / 1000.0);
        int expected = applications + (state.equals(WITH) ? 1 : 0);
        Eventually.get("everything is deployed", () -> deployed(server), number -> number == expected);
        Thread.sleep(SETTLE_SECONDS * 1000L); // what the start has left over is not measured
        try (Warden jmx = Warden.connect(Stage.OPERATOR, server.managementPort())) {
            MBeanServerConnection vm = jmx.server();
            settle(vm);
            long before = processorTime(vm);
            Thread.sleep(IDLE_SECONDS * 1000L); // which is what is measured: nobody does anything
            rounds.add(key + "cpu", (processorTime(vm) - before) / NANOS * HOUR / IDLE_SECONDS);
            settle(vm);
            CompositeData heap = (CompositeData) vm.getAttribute(memory(), "HeapMemoryUsage");
            rounds.add(key + "heap", (Long) heap.get("used") / MEGA);
            ObjectName threading = new ObjectName("java.lang:type=Threading");
            rounds.add(key + "threads", (Integer) vm.getAttribute(threading, "ThreadCount"));
            rounds.add(key + "named", new Heap(vm).threads("poolwarden").size());
        }
        server.close();
    }

    /** How many deployments are up. */
    private static int deployed(OtherServer server) throws Exception {
        Cli.Answer answer = server.cli("--connect", "--command=/deployment=*:read-attribute(name=status)");
        return (int) DEPLOYED.matcher(answer.output()).results().count();
    }

    /** Nothing of a start is left over. */
    private static void settle(MBeanServerConnection vm) throws Exception {
        vm.invoke(memory(), "gc", null, null);
        vm.invoke(memory(), "gc", null, null);
    }

    private static ObjectName memory() throws Exception {
        return new ObjectName("java.lang:type=Memory");
    }

    private static long processorTime(MBeanServerConnection vm) throws Exception {
        return (Long) vm.getAttribute(new ObjectName("java.lang:type=OperatingSystem"), "ProcessCpuTime");
    }

    private static double started(String log) {
        Matcher line = STARTED.matcher(log);
        if (!line.find()) {
            throw new AssertionError("it has not started: " + log);
        }
        return Double.parseDouble(line.group(1));
    }

    private static void succeed(OtherServer server, String... arguments) throws Exception {
        Cli.Answer answer = server.cli(arguments);
        assertEquals(0, answer.exitCode(), answer.output());
    }

    /** What is done to a server that does not run. */
    private interface Step {
        void run() throws Exception;
    }

    /** How a figure is told, with so many digits. */
    private interface Told {
        String of(String figure, int digits);
    }
}
