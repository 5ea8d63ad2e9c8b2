package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.standin.StandIn;

/** By the scripts and the zip that users get, as a user whom every Linux has; only root can become that one. */
@DisplayName("A server that runs as a user who is not root")
class OtherUserIT {

    private static final String USER = "daemon";
    private static final String STATUS = "/subsystem=poolwarden:read-attribute(name=status)";

    @BeforeEach
    void onlyRootBecomesAnother() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "this is not root");
        Path readable = Stage.layout().project();
        Process test = new ProcessBuilder(
                        "setpriv", "--reuid=" + USER, "--regid=" + USER, "--init-groups", "test", "-r", "" + readable)
                .start();
        assumeTrue(test.waitFor() == 0, () -> USER + " may not read " + readable);
    }

    @Test
    @DisplayName("is installed on by its user, serves, and is as it was before; nothing in it becomes another user's")
    void works() throws Exception {
        try (StandIn oracle = StandIn.demo(0);
                OtherServer server = new OtherServer()) {
            OtherHome home = server.home();
            home.values(oracle.url());
            Files.copy(
                    Stage.layout().artifacts().resolve("ojdbc11.jar"),
                    server.zip().resolve("ojdbc11.jar"));
            home.give(USER);
            server.startAsOwner(Map.of());
            assertEquals(USER, server.user());
            String before = server.configuration();

            succeed(server, "--connect", "--file=modules.cli");
            succeed(
                    server,
                    "--connect",
                    "--file=install.cli",
                    "--properties=install.properties",
                    "--resolve-parameter-values");
            Eventually.get(
                    "the guard serves",
                    () -> succeed(server, "--connect", "--command=" + STATUS),
                    found -> found.contains("PoolwardenDS serves FREE/FREEPDB1"));
            String store =
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(home.configuration("poolwarden.cs")));
            assertFalse(store.substring(3).contains("w"), store);

            succeed(server, "--connect", "--file=uninstall.cli");
            succeed(server, "--connect", "--file=remove-modules.cli");
            assertEquals(before, server.configuration());
            assertEquals(List.of(), othersFiles(home.layout().work()));
        }
    }

    @Test
    @DisplayName("but may not write to the folder of modules: the script says so and ends with exit code 1")
    void modulesOfRoot() throws Exception {
        try (OtherServer server = new OtherServer()) {
            OtherHome home = server.home();
            Files.copy(
                    Stage.layout().artifacts().resolve("ojdbc11.jar"),
                    server.zip().resolve("ojdbc11.jar"));
            home.give(USER);
            home.keepModules();
            server.startAsOwner(Map.of());

            Cli.Answer refused = server.cli("--connect", "--file=modules.cli");

            assertNotEquals(0, refused.exitCode(), refused::output);
            assertTrue(refused.output().contains("may not write"), refused::output);
            assertFalse(refused.output().contains("ojdbc11.jar is missing"), refused::output);
        }
    }

    private static List<Path> othersFiles(Path work) throws IOException {
        try (Stream<Path> all = Files.walk(work)) {
            return all.filter(path -> !isOwned(path))
                    // The output of the server's process, which the test has opened.
                    .filter(path -> !path.endsWith("console.log"))
                    .toList();
        }
    }

    private static boolean isOwned(Path path) {
        try {
            return USER.equals(Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).getName());
        } catch (IOException gone) {
            return true;
        }
    }

    private static String succeed(OtherServer server, String... arguments) throws Exception {
        Cli.Answer answer = server.cli(arguments);
        assertEquals(0, answer.exitCode(), answer::output);
        return answer.output();
    }
}
