package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.standin.StandIn;

@DisplayName("What the Dockerfile runs")
class ContainerIT {

    @Test
    @DisplayName("makes a server that has its values from the environment and none in its configuration")
    void environment() throws Exception {
        try (StandIn oracle = StandIn.demo(0);
                OtherServer server = new OtherServer()) {
            Files.copy(
                    Stage.layout().artifacts().resolve("ojdbc11.jar"),
                    server.zip().resolve("ojdbc11.jar"));
            for (String script : dockerfile(server)) {
                Cli.Answer answer = server.home().cli("--file=" + script);
                assertEquals(0, answer.exitCode(), answer::output);
            }
            assertTrue(server.configuration().contains("${poolwarden.guard.password:}"), server.configuration());

            server.startWith(Map.of(
                    "POOLWARDEN_GUARD_URL", oracle.url(),
                    "POOLWARDEN_GUARD_PASSWORD", "warden",
                    "POOLWARDEN_MARK", "poolwarden-in-a-container"));

            String status = Eventually.get(
                    "the guard serves",
                    () -> server.cli("--connect", "--command=/subsystem=poolwarden:read-attribute(name=status)")
                            .output(),
                    found -> found.contains("PoolwardenDS serves FREE/FREEPDB1"));
            assertFalse(status.contains("failed"), status);
            assertTrue(
                    server.log().contains("poolwarden-in-a-container"), "the mark is a setting that it tells at start");
        }
    }

    /** The scripts that its RUN lines name, in their order. */
    private static List<String> dockerfile(OtherServer server) throws IOException {
        List<String> scripts = Pattern.compile("jboss-cli\\.sh --file=(\\S+)")
                .matcher(Files.readString(server.zip().resolve("docker/Dockerfile")))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertEquals(List.of("domain-modules.cli", "docker/configure.cli"), scripts);
        return scripts;
    }
}
