package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.poolwarden.server.WildFly;

/** A standalone server in a home of its own, with the zip unpacked beside it. */
final class OtherServer implements AutoCloseable {

    /** Beside the ports of all other tests. */
    private static final int NEXT = 900;

    /** Between the ports of two of them. */
    static final int BETWEEN = 20;

    private final OtherHome home;
    private final int next;
    private WildFly server;

    OtherServer() throws IOException {
        this(Stage.layout().wildfly());
    }

    /** @param shared the unpacked WildFly that it is like; it is only read */
    OtherServer(Path shared) throws IOException {
        home = new OtherHome(shared, "standalone");
        next = NEXT;
    }

    /** As {@link #OtherServer(int, Path)}, of the WildFly under test. */
    OtherServer(int number) throws IOException {
        this(number, Stage.layout().wildfly());
    }

    /**
     * One of several that run at the same time.
     *
     * @param number from 1 on
     * @param shared the unpacked WildFly that it is like; it is only read
     */
    OtherServer(int number, Path shared) throws IOException {
        home = new OtherHome(shared, "standalone", "node" + number);
        next = NEXT + number * BETWEEN;
    }

    OtherHome home() {
        return home;
    }

    int managementPort() {
        return 9990 + offset();
    }

    int httpPort() {
        return 8080 + offset();
    }

    /** Where the console is after console-listener.cli. */
    int consolePort() {
        return 9995 + offset();
    }

    int offset() {
        return Stage.offset() + next;
    }

    /** Its Java process. */
    ProcessHandle process() {
        return server.process().toHandle();
    }

    Path zip() {
        return home.zip();
    }

    String configuration() throws IOException {
        return Files.readString(home.configuration("standalone.xml"));
    }

    /** How many a credential store's file has; it can be counted without its password. */
    int secrets(String file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("JCEKS");
        try (InputStream in = Files.newInputStream(home.configuration(file))) {
            store.load(in, null);
        }
        return store.size();
    }

    boolean hasModule(String path) {
        return home.hasModule(path);
    }

    void start(Map<String, String> properties) throws Exception {
        start(properties, List.of());
    }

    /** @param jvm options of its JVM */
    void start(Map<String, String> properties, List<String> jvm) throws Exception {
        server = WildFly.start(home.layout(), offset(), properties, jvm, null);
        awaitRunning();
    }

    /** @param java the home of the Java that runs it; null is the one that runs this */
    void start(Map<String, String> properties, Path java) throws Exception {
        server = WildFly.start(home.layout(), offset(), properties, List.of(), java);
        awaitRunning();
    }

    /** As in a container: all it is told is in its environment. */
    void startWith(Map<String, String> environment) throws Exception {
        server = WildFly.start(home.layout(), offset(), Map.of(), List.of(), null, environment);
        awaitRunning();
    }

    /** As the user that its home was given to. */
    void startAsOwner(Map<String, String> properties) throws Exception {
        server = WildFly.startBy(home.before(), home.layout(), offset(), properties);
        awaitRunning();
    }

    boolean isAlive() {
        return server.process().isAlive();
    }

    /** Who runs it. */
    String user() {
        return server.process().info().user().orElseThrow();
    }

    /** A server takes ten seconds to boot, and minutes on a busy machine. */
    void awaitRunning() throws Exception {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(OtherHome.MINUTES);
        while (!isRunning()) {
            assertTrue(server.process().isAlive(), () -> "WildFly has ended, see " + server.console());
            assertTrue(System.nanoTime() < deadline, () -> "WildFly does not come up, see " + server.console());
            Thread.sleep(500);
        }
    }

    /** The command line is started only when there is somebody to talk to: it costs seconds. */
    private boolean isRunning() throws IOException, InterruptedException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), managementPort())) {
            Cli.Answer answer = cli("--connect", "--command=:read-attribute(name=server-state)");
            return answer.exitCode() == 0 && answer.output().contains("running") && socket.isConnected();
        } catch (ConnectException notYet) {
            return false;
        }
    }

    /** Whether its process ends by itself within that time. */
    boolean awaitEnd(Duration patience) throws InterruptedException {
        return server.process().waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** jboss-cli.sh of this home, in the folder of the zip. */
    Cli.Answer cli(String... arguments) throws IOException, InterruptedException {
        return home.cliOf(managementPort(), arguments);
    }

    /** What the server printed. */
    String log() throws IOException {
        return Files.readString(server.console());
    }

    void user(String name, String password) throws IOException, InterruptedException {
        home.user(name, password);
    }

    /** One who may do everything in the console. */
    void operator(String name, String password) throws IOException, InterruptedException {
        home.operator(name, password);
    }

    @Override
    public void close() throws Exception {
        if (server != null) {
            server.close();
        }
    }
}
