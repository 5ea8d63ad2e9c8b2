package org.poolwarden.standin.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A client that others wrote, run as a process.
 *
 * @param missing what to say when it cannot run here; null if it can
 * @param command the interpreter and its script, without the script's arguments
 */
record Witness(String name, String missing, List<String> command) {

    private static final long PATIENCE_SECONDS = 120;

    /** The first of the interpreters that has python-oracledb. */
    static Witness python() {
        Optional<String> python = Stream.of("python3", "/usr/bin/python3")
                .filter(interpreter -> succeeds(interpreter, "-c", "import oracledb"))
                .findFirst();
        return new Witness(
                "python-oracledb",
                python.isPresent() ? null : "no python3 with the module oracledb",
                List.of(python.orElse("python3"), resource("witness.py").toString()));
    }

    /** Node.js resolves a module from where the script is, so a copy of it stands beside the installed package. */
    static Witness node() throws IOException {
        Path folder = Path.of("target", "witness").toAbsolutePath();
        Path script = folder.resolve("witness.js");
        String missing = null;
        if (!succeeds("node", "--version")) {
            missing = "no node";
        } else if (!Files.exists(folder.resolve("node_modules/oracledb/package.json"))) {
            missing = "no node-oracledb in target/witness";
        } else {
            Files.writeString(script, Files.readString(resource("witness.js")));
        }
        return new Witness("node-oracledb", missing, List.of("node", script.toString()));
    }

    /** What it printed, line by line. Fails the test if it does not end, or fails. */
    List<String> run(Object... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(command);
        Stream.of(arguments).map(Object::toString).forEach(line::add);
        Path output = Files.createTempFile("witness", ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(line);
            builder.environment().put("PYTHONIOENCODING", "UTF-8");
            // The moments of DATE and TIMESTAMP have no zone, and a local one may skip some of them.
            builder.environment().put("TZ", "UTC");
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            String printed = Files.readString(output, StandardCharsets.UTF_8);
            assertTrue(ended, () -> name + " does not end; it printed\n" + printed);
            assertEquals(0, process.exitValue(), () -> name + " failed; it printed\n" + printed);
            return printed.lines().map(String::stripTrailing).toList();
        } finally {
            Files.delete(output);
        }
    }

    private static boolean succeeds(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path resource(String name) {
        try {
            return Path.of(Witness.class.getResource("/witness/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
