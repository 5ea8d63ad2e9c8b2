package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real jboss-cli.sh, as a process. */
public final class Cli {

    /** What it printed, and how it ended. */
    public record Answer(int exitCode, String output) {}

    /** A start of the CLI takes four seconds on an idle machine. */
    private static final long MINUTES = 4;

    private Cli() {}

    static Answer run(String command) throws IOException, InterruptedException {
        return run(Stage.managementPort(), "--command=", command);
    }

    /** As a user with a password and not as whoever may read the server's files. */
    public static Answer runAs(String user, int managementPort, String command)
            throws IOException, InterruptedException {
        return run(
                managementPort,
                "--command=",
                command,
                "--no-local-auth",
                "--user=" + user,
                "--password=" + Stage.PASSWORD);
    }

    /** A script; the first command that fails ends it. */
    static Answer file(Path script) throws IOException, InterruptedException {
        return run(Stage.managementPort(), "--file=", script.toString());
    }

    /** Several commands in one process; the first that fails ends it. */
    static String script(List<String> commands) throws IOException, InterruptedException {
        Path script = Files.createTempFile("poolwarden", ".cli");
        try {
            Files.write(script, commands);
            Answer answer = file(script);
            assertEquals(0, answer.exitCode(), () -> commands + " printed " + answer.output());
            return answer.output();
        } finally {
            Files.deleteIfExists(script);
        }
    }

    private static Answer run(int managementPort, String option, String command, String... more)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("poolwarden-cli", ".out");
        try {
            List<String> line = new ArrayList<>(List.of(
                    Stage.layout().wildfly().resolve("bin/jboss-cli.sh").toString(),
                    "--connect",
                    "--controller=127.0.0.1:" + managementPort,
                    "--output-json",
                    option + command));
            line.addAll(List.of(more));
            ProcessBuilder builder =
                    new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().put("JBOSS_HOME", Stage.layout().wildfly().toString());
            builder.environment().put("JBOSS_MODULEPATH", System.getProperty("it.modules"));
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(command + " did not end; it printed " + Files.readString(output));
            }
            return new Answer(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } finally {
            Files.deleteIfExists(output);
        }
    }

    static String succeed(String command) throws IOException, InterruptedException {
        Answer answer = run(command);
        assertEquals(0, answer.exitCode(), () -> command + " printed " + answer.output());
        return answer.output();
    }

    static String fail(String command) throws IOException, InterruptedException {
        Answer answer = run(command);
        assertTrue(answer.exitCode() != 0, () -> command + " should have failed: " + answer.output());
        return answer.output();
    }
}
