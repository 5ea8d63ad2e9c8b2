package org.poolwarden.guardcontract.postgres;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The programs that the PostgreSQL engine needs, and what is missing of them. */
public final class PostgresTools {

    /** Where Debian keeps the server's programs; elsewhere say it with -Dpostgres.bin. */
    public static final Path BIN = Path.of(System.getProperty("postgres.bin", "/usr/lib/postgresql/15/bin"));

    private static final Path EXTENSIONS =
            Path.of(System.getProperty("postgres.extensions", "/usr/share/postgresql/15/extension"));

    private PostgresTools() {}

    /** What has to be installed before the engine can run, in one line; empty if nothing is missing. */
    public static Optional<String> missing() {
        List<String> missing = Stream.of(
                        Files.isExecutable(BIN.resolve("initdb")) ? "" : "postgresql-15",
                        extension("orafce") ? "" : "postgresql-15-orafce",
                        extension("plpgsql_check") ? "" : "postgresql-15-plpgsql-check",
                        onPath("ora2pg") ? "" : "ora2pg")
                .filter(name -> !name.isEmpty())
                .toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("SKIPPED on PostgreSQL: needs the Debian packages " + String.join(", ", missing));
    }

    /** Runs a program to its end. Its output is in the exception if it fails. */
    public static void run(Path directory, String... command) throws IOException, InterruptedException {
        Path output = directory.resolve("last-command.log");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process.getOutputStream().close();
        if (process.waitFor() != 0) {
            throw new IOException(
                    String.join(" ", command) + " failed: " + Files.readString(output, StandardCharsets.UTF_8));
        }
    }

    private static boolean extension(String name) {
        return Files.exists(EXTENSIONS.resolve(name + ".control"));
    }

    private static boolean onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
