package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
 * its start, the heap, the threads and the processor time, with few and with many applications beside it. The server is
 * started in turn without it and with it. It asserts nothing about speed, and writes a table.
 * {@code -Dbench.rounds=5 -Dbench.idle=600} for other rounds and seconds.
 */
@DisplayName("What an idle Poolwarden costs")
class DeployBench {

    private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
    private static final int IDLE_SECONDS = Integer.getInteger("bench.idle", 600);
    private static final int[] APPLICATIONS = {5, 200};
    private static final Pattern STARTED = Pattern.compile("WFLYSRV0025: .* in (\\d+)ms");
    private static final double MEGA = 1024 * 1024;
    private static final double NANOS = 1e9;
    private static final int HOUR = 3600;
    private static final String EAR = "/deployment=poolwarden.ear:";

    private final Rounds rounds = new Rounds();

    @Test
    void measure() throws Exception {
        List<String> table = new ArrayList<>(List.of(
                "| applications | Poolwarden | start s | heap MB | threads | of Poolwarden | CPU s an hour |",
                "|---|---|---|---|---|---|---|"));
        for (int applications : APPLICATIONS) {
            try (StandIn oracle = StandIn.demo(0);
                    OtherServer server = new OtherServer()) {
                install(server, oracle);
                deploy(server, applications);
                for (int round = 0; round < ROUNDS; round++) {
                    measure(server, applications, false);
                    measure(server, applications, true);
                }
            }
            for (String with : List.of("without", "with")) {
                String key = applications + " " + with + " ";
                table.add("| " + applications + " | " + with + " | " + rounds.told(key + "start", 2) + " | "
                        + rounds.told(key + "heap", 1) + " | " + rounds.told(key + "threads", 0) + " | "
                        + rounds.told(key + "ours", 0) + " | " + rounds.told(key + "cpu", 1) + " |");
            }
            Files.write(Stage.layout().work().resolveSibling("deploy-bench.md"), table);
        }
    }

    private static void install(OtherServer server, StandIn oracle) throws Exception {
        server.user(Stage.OPERATOR, Stage.PASSWORD);
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

    private void measure(OtherServer server, int applications, boolean with) throws Exception {
        server.start(Map.of());
        succeed(server, "--connect", "--command=" + EAR + (with ? "deploy" : "undeploy"));
        server.close();
        server.start(Map.of());
        String key = applications + (with ? " with " : " without ");
        rounds.add(key + "start", started(server.log()) / 1000.0);
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
            rounds.add(key + "ours", new Heap(vm).threads("poolwarden").size());
        }
        server.close();
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
}
