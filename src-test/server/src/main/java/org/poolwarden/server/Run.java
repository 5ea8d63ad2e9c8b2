package org.poolwarden.server;

import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.poolwarden.standin.StandIn;
import org.poolwarden.standin.fault.ControlPort;

/**
 * {@code mvn -Prun}: boots a WildFly with Poolwarden, a leaky application and, unless {@code -Doracle.url} names a real
 * one, a database that speaks Oracle's protocol; says where to click; ends on Ctrl-C.
 */
public final class Run {

    private static final String CONSOLE_USER = "ops";
    private static final String CONSOLE_PASSWORD = "poolwarden";
    private static final Duration BOOT = Duration.ofMinutes(3);

    private final Layout layout;
    private final PrintStream out;
    private volatile boolean stopping;

    private Run(Layout layout, PrintStream out) {
        this.layout = layout;
        this.out = out;
    }

    /** Started by Maven, which sets the system properties of {@link Layout}. */
    @AllowedApi(reason = "a program for a terminal talks to the terminal")
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Layout layout = Layout.fromSystemProperties();
        int offset = Integer.getInteger("port.offset", 0);
        new Run(layout, System.out).run(offset);
    }

    private void run(int offset) throws IOException, InterruptedException {
        out.println("Built. Configuring a WildFly in " + layout.work() + " ...");
        Preparation preparation = new Preparation(layout);
        preparation.prepare("console-listener.cli");
        preparation.applicationUser(CONSOLE_USER, CONSOLE_PASSWORD, "poolwarden-operator");
        preparation.managementUser(CONSOLE_USER, CONSOLE_PASSWORD);
        Path commandLine = preparation.commandLine(WildFly.managementPort(offset));
        deploy("poolwarden-ear.ear", "poolwarden.ear");
        deploy("poolwarden-leaky-app.war", "leaky-app.war");

        StandIn standIn = Oracle.isGiven() ? null : StandIn.demo(0);
        Map<String, String> properties =
                new LinkedHashMap<>(standIn == null ? Oracle.properties() : Oracle.properties(standIn));
        // Short enough to see a leak appear while one looks.
        properties.put("poolwarden.suspect-after", "PT10S");
        properties.put("poolwarden.busy-grace", "PT3S");
        properties.put("poolwarden.kill-stuck", "PT20S");
        ControlPort control = standIn == null ? null : ControlPort.open(standIn.faultCommands(), 0);
        if (control != null) {
            properties.put("poolwarden.demo.control-port", Integer.toString(control.port()));
        }
        properties.put("poolwarden.demo.console", "http://127.0.0.1:" + WildFly.consolePort(offset) + "/poolwarden/");

        out.println("Starting it ...");
        WildFly server = WildFly.start(layout, offset, properties);
        Thread stop = new Thread(() -> stop(server, standIn, control), "poolwarden-run-stop");
        Runtime.getRuntime().addShutdownHook(stop);
        if (!awaitConsole(server)) {
            out.println("WildFly did not come up; its output is in " + server.console());
            throw new IllegalStateException("WildFly did not come up, see " + server.console());
        }
        welcome(server, standIn, commandLine);
        int exit = server.process().waitFor();
        if (stopping) {
            Thread.currentThread().join(); // Maven would go on building while the JVM ends
        }
        out.println("WildFly has ended with exit code " + exit + ".");
    }

    private void stop(WildFly server, StandIn standIn, ControlPort control) {
        stopping = true;
        try {
            server.stop(Duration.ofSeconds(30));
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

    private void deploy(String artifact, String name) throws IOException {
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
        out.flush();
    }

    /** As it is typed in a shell. */
    private static String shell(Path path) {
        return path.toString().matches("[A-Za-z0-9/._-]+") ? path.toString() : "'" + path + "'";
    }
}
