package org.poolwarden.console.export;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The checker that comes with Prometheus. */
final class Promtool {

    private static final String SKIPPED =
            "SKIPPED: Prometheus' own check of metrics and rules needs promtool, of the Debian package prometheus";
    private static final boolean PRESENT = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, "promtool")));

    private Promtool() {}

    /** Skips the test, in one plain line, where it is missing. */
    static void orSkip() {
        if (!PRESENT) {
            System.getLogger(Promtool.class.getName()).log(System.Logger.Level.INFO, SKIPPED);
        }
        assumeTrue(PRESENT, SKIPPED);
    }

    /** @return what it finds fault with; empty if that is nothing */
    static String run(String input, String... arguments) throws IOException, InterruptedException {
        List<String> line =
                Stream.concat(Stream.of("promtool"), Stream.of(arguments)).toList();
        Path in = Files.createTempFile("promtool", ".txt");
        try {
            Files.writeString(in, input);
            Process process = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectInput(in.toFile())
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return line + " does not end";
            }
            return process.exitValue() == 0 ? "" : said + line + " ended with " + process.exitValue();
        } finally {
            Files.delete(in);
        }
    }
}
