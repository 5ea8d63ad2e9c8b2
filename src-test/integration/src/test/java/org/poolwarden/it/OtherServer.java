package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.poolwarden.server.Layout;
import org.poolwarden.server.WildFly;

/**
 * A server in a home of its own, as it comes, with the zip unpacked beside it. The home is links to the shared one, but
 * for what modules and configuration are written to.
 */
final class OtherServer implements AutoCloseable {

    /** Beside the ports of all other tests. */
    private static final int NEXT = 900;

    private static final long MINUTES = 4;

    private final Layout layout;
    private final Path zip;
    private WildFly server;

    OtherServer() throws IOException {
        this(Stage.layout().wildfly());
    }

    /** @param shared the unpacked WildFly that it is like; it is only read */
    OtherServer(Path shared) throws IOException {
        Layout stage = Stage.layout();
        Path work = stage.work().resolveSibling(stage.work().getFileName() + "-install");
        delete(work);
        Path home = Files.createDirectories(work.resolve("home"));
        layout = new Layout(home, stage.project(), stage.artifacts(), work);
        zip = work.resolve("zip");
        for (String part : List.of("bin", "docs", "domain", "jboss-modules.jar", "welcome-content")) {
            Files.createSymbolicLink(home.resolve(part), shared.resolve(part));
        }
        copy(shared.resolve("standalone"), layout.base());
        Files.createSymbolicLink(home.resolve("standalone"), layout.base());
        Files.createDirectories(layout.modules());
        Path modules = Files.createDirectories(home.resolve("modules"));
        Files.createSymbolicLink(modules.resolve("system"), shared.resolve("modules/system"));
        unzip();
    }

    int managementPort() {
        return 9990 + offset();
    }

    int httpPort() {
        return 8080 + offset();
    }

    private static int offset() {
        return Stage.offset() + NEXT;
    }

    Path zip() {
        return zip;
    }

    String configuration() throws IOException {
        return Files.readString(layout.base().resolve("configuration/standalone.xml"));
    }

    /** How many a credential store's file has; it can be counted without its password. */
    int secrets(String file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("JCEKS");
        try (InputStream in = Files.newInputStream(layout.base().resolve("configuration/" + file))) {
            store.load(in, null);
        }
        return store.size();
    }

    boolean hasModule(String path) {
        return Files.exists(layout.wildfly().resolve("modules").resolve(path));
    }

    void start(Map<String, String> properties) throws Exception {
        start(properties, null);
    }

    /** @param java the home of the Java that runs it; null is the one that runs this */
    void start(Map<String, String> properties, Path java) throws Exception {
        server = WildFly.start(layout, offset(), properties, List.of(), java);
        awaitRunning();
    }

    /** A server takes ten seconds to boot, and minutes on a busy machine. */
    void awaitRunning() throws Exception {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES);
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
        List<String> line = new ArrayList<>(
                List.of("jboss-cli.sh", "--controller=127.0.0.1:" + managementPort(), "--timeout=60000"));
        line.addAll(List.of(arguments));
        return tool(line);
    }

    /** What the server printed. */
    String log() throws IOException {
        return Files.readString(server.console());
    }

    void user(String name, String password) throws IOException, InterruptedException {
        add("-m", name, password);
    }

    /** One who may do everything in the console. */
    void operator(String name, String password) throws IOException, InterruptedException {
        add("-a", name, password, "-g", "poolwarden-operator");
    }

    private void add(String realm, String name, String password, String... more)
            throws IOException, InterruptedException {
        String configuration = layout.base().resolve("configuration").toString();
        List<String> line = new ArrayList<>(List.of(
                "add-user.sh", realm, "-s", "-sc", configuration, "-dc", configuration, "-u", name, "-p", password));
        line.addAll(List.of(more));
        Cli.Answer answer = tool(line);
        assertTrue(answer.exitCode() == 0, answer.output());
    }

    private Cli.Answer tool(List<String> line) throws IOException, InterruptedException {
        Path output = Files.createTempFile(layout.work(), "tool", ".out");
        List<String> command = new ArrayList<>(line);
        command.set(0, layout.wildfly().resolve("bin").resolve(line.get(0)).toString());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(zip.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("JBOSS_HOME", layout.wildfly().toString());
        builder.environment().remove("JBOSS_MODULEPATH");
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError(line + " did not end; it printed " + Files.readString(output));
        }
        return new Cli.Answer(process.exitValue(), Files.readString(output));
    }

    @Override
    public void close() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    private void unzip() throws IOException {
        Path file;
        try (Stream<Path> found = Files.list(layout.project().resolve("ear/target"))) {
            file = found.filter(path -> path.getFileName().toString().matches("poolwarden-.*\\.zip"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no zip in ear/target"));
        }
        try (InputStream in = Files.newInputStream(file);
                ZipInputStream entries = new ZipInputStream(in)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                // One folder holds all; it may be named after any version.
                Path name = Path.of(entry.getName());
                if (!entry.isDirectory() && name.getNameCount() > 1) {
                    Path target =
                            zip.resolve(name.subpath(1, name.getNameCount()).toString());
                    Files.createDirectories(target.getParent());
                    Files.copy(entries, target);
                }
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            paths.forEach(path -> {
                try {
                    Files.copy(path, to.resolve(from.relativize(path).toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    /** Without following links. */
    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> paths = Files.walk(tree)) {
            all = paths.sorted((a, b) -> b.compareTo(a)).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
