package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real jboss-cli.sh, as a process. */
final class Cli {

    /** What it printed, and how it ended. */
    record Answer(int exitCode, String output) {}

    /** A start of the CLI takes four seconds on an idle machine. */
    private static final long MINUTES = 4;

    private Cli() {}

    static Answer run(String command) throws IOException, InterruptedException {
        return run("--command=", command);
    }

    /** Several commands in one process; the first that fails ends it. */
    static String script(List<String> commands) throws IOException, InterruptedException {
        Path script = Files.createTempFile("poolwarden", ".cli");
        try {
            Files.write(script, commands);
            Answer answer = run("--file=", script.toString());
            assertEquals(0, answer.exitCode(), () -> commands + " printed " + answer.output());
            return answer.output();
        } finally {
            Files.deleteIfExists(script);
        }
    }

    private static Answer run(String option, String command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("poolwarden-cli", ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(List.of(
                            Stage.layout().wildfly().resolve("bin/jboss-cli.sh").toString(),
                            "--connect",
                            "--controller=127.0.0.1:" + Stage.managementPort(),
                            "--output-json",
                            option + command))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
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
