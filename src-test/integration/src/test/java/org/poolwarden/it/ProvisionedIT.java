package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.poolwarden.standin.StandIn;

@DisplayName("A server that was provisioned with the layer poolwarden-oracle and what it asks for")
@EnabledIfSystemProperty(
        named = "poolwarden.provisioned",
        matches = ".+",
        disabledReason = "nothing was provisioned; mvn verify -Pprovisioned")
class ProvisionedIT {

    private static final String SUBSYSTEM = "/subsystem=poolwarden";
    private static final Pattern LEASE = Pattern.compile("\"lease-id\" => (\\d+)L");

    @TempDir
    private Path files;

    @Test
    @DisplayName("has the guard from its environment, shows a leak, ends it, and has the console")
    void works() throws Exception {
        Path provisioned = Path.of(System.getProperty("poolwarden.provisioned"));
        try (StandIn oracle = StandIn.demo(0);
                OtherServer server = new OtherServer(provisioned)) {
            server.operator(Stage.OPERATOR, Stage.PASSWORD);
            assertTrue(server.configuration().contains("${poolwarden.guard.password:}"), "no value in it");
            server.startWith(Map.of("POOLWARDEN_GUARD_URL", oracle.url(), "POOLWARDEN_GUARD_PASSWORD", "warden"));
            Eventually.get(
                    "the guard serves",
                    () -> command(server, SUBSYSTEM + ":read-attribute(name=status)"),
                    found -> found.contains("PoolwardenDS serves FREE/FREEPDB1"));
            command(server, SUBSYSTEM + ":write-attribute(name=suspect-after, value=2)");
            command(server, SUBSYSTEM + ":write-attribute(name=busy-grace, value=1)");

            command(
                    server,
                    "data-source add --name=ShopDS --jndi-name=java:jboss/datasources/ShopDS --driver-name=oracle"
                            + " --connection-url=" + oracle.url() + " --user-name=SHOP --password=shop"
                            + " --min-pool-size=0 --max-pool-size=3");
            command(server, "deploy " + Wars.page(files, "java:jboss/datasources/ShopDS"));
            Http page = Http.anonymous(server.httpPort(), "/page");
            assertEquals(200, page.get("/leak.jsp").statusCode());
            String listed = Eventually.get(
                    "the leak",
                    () -> command(server, SUBSYSTEM + ":list-leaks"),
                    found -> found.contains("LEAKED") && found.contains("leak_jsp"));
            Matcher lease = LEASE.matcher(listed);
            assertTrue(lease.find(), listed);
            String killed = command(server, SUBSYSTEM + ":kill(lease-id=" + lease.group(1) + ", reason=x, wait=60)");
            assertTrue(killed.contains("GONE") && killed.contains("FREED"), killed);

            Http console = Http.as(server.httpPort(), Stage.OPERATOR, Stage.PASSWORD, "/poolwarden");
            assertEquals(200, console.get("/leases").statusCode());
            // None of the layers has Jakarta REST.
            assertEquals(501, console.get("/api/v1/leases").statusCode());
            assertFalse(Files.exists(provisioned.resolve("standalone/deployments/poolwarden.ear")));
            oracle.assertUnderstood();
        }
    }

    private static String command(OtherServer server, String command) throws Exception {
        Cli.Answer answer = server.cli("--connect", "--command=" + command);
        assertEquals(0, answer.exitCode(), answer::output);
        return answer.output();
    }
}
