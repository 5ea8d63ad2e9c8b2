package org.poolwarden.pool.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.poolwarden.pool.Tracking;

/**
 * What a checkout allocates once the JVM has compiled it. A reflective look-up copies what it finds, so where nothing
 * is allocated nothing is looked up by name. It runs in a JVM of its own: where other code has looked up by other keys
 * in the same way, the JVM no longer sees that our probe of 16 bytes ends with the look-up, and allocates it.
 */
@DisplayName("A checkout and its return allocate")
class HotPathTest {

    @ParameterizedTest(name = "in mode {0}")
    @EnumSource(names = {"OFF", "STAMP"})
    @DisplayName("nothing")
    void nothing(Tracking tracking) throws Exception {
        assertEquals("0", bytes(tracking.name()));
    }

    @Test
    @DisplayName("nothing in mode STAMP inside an invocation of the server's after its first checkout")
    void insideAnInvocation() throws Exception {
        assertEquals("0", bytes("invocation"));
    }

    @Test
    @DisplayName("nothing in mode STAMP on a connection of Oracle's driver, whose session is compared each time")
    void ofOracle() throws Exception {
        assertEquals("0", bytes("oracle"));
    }

    /** The last line that the other JVM prints. */
    private static String bytes(String which) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HotPath.class.getName(),
                        which)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            List<String> lines = process.inputReader().lines().toList();
            assertTrue(process.waitFor(2, TimeUnit.MINUTES));
            assertEquals(0, process.exitValue(), lines::toString);
            return lines.get(lines.size() - 1);
        } finally {
            process.destroyForcibly();
        }
    }
}
