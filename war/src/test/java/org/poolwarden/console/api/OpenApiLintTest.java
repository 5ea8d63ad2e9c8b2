package org.poolwarden.console.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** npm fetches Redocly's linter once, as its lock file says. */
@DisplayName("By Redocly's recommended rules, the OpenAPI document")
class OpenApiLintTest {

    private static final Path LINT = Path.of("src/test/openapi-lint").toAbsolutePath();
    private static final Path FILE = Path.of("src/main/resources/org/poolwarden/console/api/openapi.json");
    private static final Pattern VERSION = Pattern.compile("v(\\d+)\\.(\\d+)\\..*", Pattern.DOTALL);
    private static final int MAJOR = 20;
    private static final int MINOR = 19;
    private static final String SKIPPED =
            "SKIPPED: the linter of the OpenAPI document needs Node.js 20.19 or later with npm";

    @TempDir
    private Path files;

    @BeforeAll
    static void fetch() throws Exception {
        Matcher version = VERSION.matcher(run("node", "--version"));
        boolean fits = version.matches()
                && (Integer.parseInt(version.group(1)) > MAJOR
                        || Integer.parseInt(version.group(1)) == MAJOR && Integer.parseInt(version.group(2)) >= MINOR);
        if (!fits) {
            System.getLogger(OpenApiLintTest.class.getName()).log(System.Logger.Level.INFO, SKIPPED);
        }
        assumeTrue(fits, SKIPPED);
        if (!Files.exists(LINT.resolve("node_modules/@redocly/openapi-core/package.json"))) {
            String said = run("npm", "ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund");
            assertTrue(Files.exists(LINT.resolve("node_modules/@redocly/openapi-core/package.json")), said);
        }
    }

    @Test
    @DisplayName("has no mistake")
    void passes() throws Exception {
        assertEquals("", run("node", "lint.mjs", FILE.toAbsolutePath().toString()));
    }

    @Test
    @DisplayName("would have one if an operation lacked its name")
    void fails() throws Exception {
        Path broken = files.resolve("openapi.json");
        Files.writeString(broken, Files.readString(FILE).replaceAll("\"operationId\": ?\"listPools\",", ""));
        String said = run("node", "lint.mjs", broken.toString());
        assertTrue(said.contains("operation-operationId"), said);
    }

    private static String run(String... line) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(List.of(line))
                    .directory(LINT.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return "it does not end";
            }
            return said;
        } catch (IOException missing) {
            return missing.toString();
        }
    }
}
