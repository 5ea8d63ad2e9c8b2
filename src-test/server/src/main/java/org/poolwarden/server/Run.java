package org.poolwarden.server;

import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.poolwarden.standin.StandIn;
import org.poolwarden.standin.fault.ControlPort;

/**
 * {@code mvn -Prun}: boots a WildFly with Poolwarden, a leaky application and, unless {@code -Doracle.url} names a real
 * one, a database that speaks Oracle's protocol; says where to click; ends on Ctrl-C. With {@code -Dnodes=2} it is a
 * cluster of two.
 */
public final class Run {

    private static final String CONSOLE_USER = "ops";
    private static final String CONSOLE_PASSWORD = "poolwarden";
    private static final Duration BOOT = Duration.ofMinutes(3);

    /** Between the ports of two nodes. */
    private static final int BETWEEN = 20;

    private static final int JGROUPS = 7600;
    private static final String CLUSTERED = "standalone-ha.xml";

    private final List<Layout> nodes;
    private final int offset;
    private final PrintStream out;
    private volatile boolean stopping;

    private Run(List<Layout> nodes, int offset, PrintStream out) {
        this.nodes = nodes;
        this.offset = offset;
        this.out = out;
    }

    /** Started by Maven, which sets the system properties of {@link Layout}. */
    @AllowedApi(reason = "a program for a terminal talks to the terminal")
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Layout layout = Layout.fromSystemProperties();
        List<Layout> nodes =
                switch (System.getProperty("nodes", "1")) {
                    case "1" -> List.of(layout);
                    case "2" -> List.of(layout, layout.another("node2"));
                    default -> throw new IllegalArgumentException("-Dnodes takes 1 or 2");
                };
        new Run(nodes, Integer.getInteger("port.offset", 0), System.out).run();
    }

    private void run() throws IOException, InterruptedException {
        List<Path> commandLines = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            commandLines.add(prepare(nodes.get(i), offset(i)));
        }
        StandIn standIn = Oracle.isGiven() ? null : StandIn.demo(0);
        ControlPort control = standIn == null ? null : ControlPort.open(standIn.faultCommands(), 0);
        out.println("Starting it ...");
        List<WildFly> servers = new CopyOnWriteArrayList<>(); // read by the thread that stops them
        Thread stop = new Thread(() -> stop(servers, standIn, control), "poolwarden-run-stop");
        Runtime.getRuntime().addShutdownHook(stop);
        for (int i = 0; i < nodes.size(); i++) {
            WildFly server = WildFly.start(nodes.get(i), offset(i), properties(i, standIn, control));
            servers.add(server);
            if (!awaitConsole(server)) {
                out.println("WildFly did not come up; its output is in " + server.console());
                throw new IllegalStateException("WildFly did not come up, see " + server.console());
            }
        }
        welcome(servers.get(0), standIn, commandLines.get(0));
        servers.stream().skip(1).forEach(other -> welcomeTo(other, commandLines.get(0)));
        out.flush();
        int exit = servers.get(0).process().waitFor();
        if (stopping) {
            Thread.currentThread().join(); // Maven would go on building while the JVM ends
        }
        out.println("WildFly has ended with exit code " + exit + ".");
    }

    private boolean isCluster() {
        return nodes.size() > 1;
    }

    private int offset(int node) {
        return offset + node * BETWEEN;
    }

    private Path prepare(Layout layout, int ports) throws IOException, InterruptedException {
        out.println("Built. Configuring a WildFly in " + layout.work() + " ...");
        Preparation preparation = isCluster() ? new Preparation(layout, CLUSTERED) : new Preparation(layout);
        if (isCluster()) {
            preparation.prepare("console-listener.cli", "cluster.cli");
        } else {
            preparation.prepare("console-listener.cli");
        }
        preparation.applicationUser(CONSOLE_USER, CONSOLE_PASSWORD, "poolwarden-operator");
        preparation.managementUser(CONSOLE_USER, CONSOLE_PASSWORD);
        deploy(layout, "poolwarden-ear.ear", "poolwarden.ear");
        deploy(layout, "poolwarden-leaky-app.war", "leaky-app.war");
        return preparation.commandLine(WildFly.managementPort(ports));
    }

    private Map<String, String> properties(int node, StandIn standIn, ControlPort control) {
        Map<String, String> properties =
                new LinkedHashMap<>(standIn == null ? Oracle.properties() : Oracle.properties(standIn));
        // Short enough to see a leak appear while one looks.
        properties.put("poolwarden.suspect-after", "PT10S");
        properties.put("poolwarden.busy-grace", "PT3S");
        properties.put("poolwarden.kill-stuck", "PT20S");
        if (control != null) {
            properties.put("poolwarden.demo.control-port", Integer.toString(control.port()));
        }
        properties.put(
                "poolwarden.demo.console", "http://127.0.0.1:" + WildFly.consolePort(offset(node)) + "/poolwarden/");
        if (isCluster()) {
            properties.put("jboss.server.default.config", CLUSTERED);
            properties.put("jboss.node.name", "node" + (node + 1));
            properties.put("poolwarden.fleet-operators", CONSOLE_USER);
            for (int i = 0; i < nodes.size(); i++) {
                properties.put("poolwarden.demo.jgroups" + (i + 1), Integer.toString(JGROUPS + offset(i)));
            }
        }
        return properties;
    }

    private void stop(List<WildFly> servers, StandIn standIn, ControlPort control) {
        stopping = true;
        try {
            for (WildFly server : servers) {
                server.stop(Duration.ofSeconds(30));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (standIn != null) {
                control.close();
                standIn.close();
            }
            out.println("Stopped: WildFly" + (standIn == null ? "." : " and the Oracle stand-in."));
        }
    }

    private static void deploy(Layout layout, String artifact, String name) throws IOException {
        Files.copy(
                layout.artifacts().resolve(artifact),
                layout.base().resolve("deployments").resolve(name),
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** The console asks for a password as soon as it is there. */
    private static boolean awaitConsole(WildFly server) throws InterruptedException {
        long deadline = System.nanoTime() + BOOT.toNanos();
        while (System.nanoTime() < deadline && server.process().isAlive()) {
            if (status(server.consolePort(), "/poolwarden/") == HttpURLConnection.HTTP_UNAUTHORIZED
                    && status(server.httpPort(), "/leaky-app/") == HttpURLConnection.HTTP_OK) {
                return true;
            }
            Thread.sleep(200);
        }
        return false;
    }

    private static int status(int port, String path) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(5_000);
            try {
                return connection.getResponseCode();
            } finally {
                connection.disconnect();
            }
        } catch (IOException expected) {
            return -1;
        }
    }

    private void welcome(WildFly server, StandIn standIn, Path commandLine) {
        String web = "http://127.0.0.1:" + server.httpPort();
        out.printf(
                Locale.ROOT,
                """

                Poolwarden is up: WildFly with Poolwarden, an application that leaks connections, and %s.

                  Console        http://127.0.0.1:%d/poolwarden/
                  User           %s, password %s
                  Corner shop    %s/leaky-app/   (leaks at the press of a button, and says what you should see)
                  JMX            service:jmx:remote+http://127.0.0.1:%d   (JConsole; MBean org.poolwarden:type=Warden)

                  1. Make a leak   Press a button of the shop, or
                                   curl -X POST '%s/leaky-app/leak/transaction?name=first&row=1'
                  2. Watch it      After about 10 seconds the console shows the connection as leaked.
                  3. End it        Choose it in the console, or list the leaks on the command line first:
                                   %s /subsystem=poolwarden:list-leaks

                The database is at %s; the server's log is %s.
                Press Ctrl-C to stop everything.
                """,
                standIn == null ? "your database" : "a stand-in that speaks Oracle's protocol (it is not Oracle)",
                server.consolePort(),
                CONSOLE_USER,
                CONSOLE_PASSWORD,
                web,
                server.managementPort(),
                web,
                shell(commandLine),
                standIn == null ? Oracle.url() : standIn.url(),
                server.console());
    }

    private void welcomeTo(WildFly other, Path commandLine) {
        out.printf(Locale.ROOT, """

                Another node   console http://127.0.0.1:%d/poolwarden/
                               corner shop http://127.0.0.1:%d/leaky-app/
                Each console offers "All nodes". On the command line:
                                   %s '/subsystem=poolwarden:list-leaks(scope=fleet)'
                """, other.consolePort(), other.httpPort(), shell(commandLine));
    }

    /** As it is typed in a shell. */
    private static String shell(Path path) {
        return path.toString().matches("[A-Za-z0-9/._-]+") ? path.toString() : "'" + path + "'";
    }
}
