package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.poolwarden.server.Layout;

/**
 * A home of WildFly as it comes, with the zip unpacked beside it, in a folder with a space in its name. The home is
 * links to the shared one, but for what modules and configuration are written to.
 */
final class OtherHome {

    /** What a server needs to boot, and a script to run, on a busy machine. */
    static final long MINUTES = 4;

    private final Layout layout;
    private final Path zip;
    /** Before each command line; empty for the user who runs this. */
    private List<String> before = List.of();

    /**
     * @param shared the unpacked WildFly that it is like; it is only read
     * @param mode the part that is copied, because a server writes to it: {@code standalone} or {@code domain}
     */
    OtherHome(Path shared, String mode) throws IOException {
        this(shared, mode, mode);
    }

    /** @param name tells it from other homes of the same mode */
    OtherHome(Path shared, String mode, String name) throws IOException {
        Layout stage = Stage.layout();
        Path work = stage.work().resolveSibling(stage.work().getFileName() + " " + name);
        delete(work);
        Path home = Files.createDirectories(work.resolve("home"));
        layout = new Layout(home, stage.project(), stage.artifacts(), work);
        zip = work.resolve("zip");
        link(shared, home, List.of(mode, "modules"));
        copy(shared.resolve(mode), layout.base());
        Files.createSymbolicLink(home.resolve(mode), layout.base());
        Files.createDirectories(layout.modules());
        Path modules = Files.createDirectories(home.resolve("modules"));
        link(shared.resolve("modules"), modules, List.of("com"));
        driver(modules.resolve("com/oracle/ojdbc11/main"));
        unzip();
    }

    /** The application's, of a module that was there before. */
    private void driver(Path module) throws IOException {
        Files.createDirectories(module);
        String descriptor = "src-test/server/src/main/modules/com/oracle/ojdbc11/main/module.xml";
        Files.copy(layout.project().resolve(descriptor), module.resolve("module.xml"));
        Files.copy(layout.artifacts().resolve("ojdbc11.jar"), module.resolve("ojdbc11.jar"));
    }

    Layout layout() {
        return layout;
    }

    /** The folder where the zip was unpacked. */
    Path zip() {
        return zip;
    }

    /** A file of the configuration. */
    Path configuration(String file) {
        return layout.base().resolve("configuration").resolve(file);
    }

    /** From now on all of this is that user's, and every tool runs as that user. */
    void give(String user) throws IOException, InterruptedException {
        // What is linked to is shared, and stays as it is.
        run(List.of("chown", "-R", "-h", user + ":", layout.work().toString()));
        before = List.of(
                "setpriv", "--reuid=" + user, "--regid=" + user, "--init-groups", "env", "HOME=" + layout.work());
    }

    /** The folder of modules stays with who runs this, and others may only read it. */
    void keepModules() throws IOException, InterruptedException {
        run(List.of("chown", "root:", layout.wildfly().resolve("modules").toString()));
    }

    /** The words that run the rest of a line as the user that this was given to. */
    List<String> before() {
        return before;
    }

    boolean hasModule(String path) {
        return Files.exists(layout.wildfly().resolve("modules").resolve(path));
    }

    /** Gives the scripts the database of a test, where a user writes that of the guard. */
    void values(String url) throws IOException {
        Path values = zip.resolve("install.properties");
        Files.writeString(
                values,
                Files.readString(values)
                        .replaceAll("(?m)^poolwarden.guard.url=.*", "poolwarden.guard.url=" + url)
                        .replaceAll("(?m)^poolwarden.guard.password=.*", "poolwarden.guard.password=warden")
                        .replaceAll("(?m)^poolwarden.store.password=.*", "poolwarden.store.password=of-the-tests"));
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

    /** jboss-cli.sh of this home, in the folder of the zip. */
    Cli.Answer cli(String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("jboss-cli.sh"));
        line.addAll(List.of(arguments));
        return tool(line);
    }

    /** The same through the management port of a server or a domain controller. */
    Cli.Answer cliOf(int managementPort, String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("--controller=127.0.0.1:" + managementPort, "--timeout=60000"));
        line.addAll(List.of(arguments));
        return cli(line.toArray(String[]::new));
    }

    /** A script of the home's bin, in the folder of the zip. */
    Cli.Answer tool(List<String> line) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(before);
        command.add(layout.wildfly().resolve("bin").resolve(line.get(0)).toString());
        command.addAll(line.subList(1, line.size()));
        return run(command);
    }

    private Cli.Answer run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("tool", ".out");
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
            throw new AssertionError(command + " did not end; it printed " + Files.readString(output));
        }
        String printed = Files.readString(output);
        Files.delete(output);
        return new Cli.Answer(process.exitValue(), printed);
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

    private static void link(Path from, Path to, List<String> but) throws IOException {
        List<Path> parts;
        try (Stream<Path> found = Files.list(from)) {
            parts = found.filter(part -> !but.contains(part.getFileName().toString()))
                    .toList();
        }
        for (Path part : parts) {
            Files.createSymbolicLink(to.resolve(part.getFileName()), part);
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
