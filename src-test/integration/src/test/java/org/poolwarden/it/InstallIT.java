package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.function.Executable;
import org.poolwarden.standin.StandIn;

@DisplayName("The zip, on a server in a home of its own")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InstallIT {

    private static final Pattern SID = Pattern.compile("(?m)^sid=(\\d+)$");
    private static final String MONITOR = "mona";
    private static final String SUBSYSTEM = "/subsystem=poolwarden";

    private final StandIn oracle = StandIn.demo(0);
    private OtherServer server;

    @BeforeAll
    void boot() throws Exception {
        server = new OtherServer();
        for (String name : List.of(Stage.OPERATOR, MONITOR)) {
            server.user(name, Stage.PASSWORD);
        }
        Files.writeString(
                server.zip().resolve("install.properties"),
                Files.readString(server.zip().resolve("install.properties"))
                        .replaceAll("(?m)^poolwarden.guard.url=.*", "poolwarden.guard.url=" + oracle.url())
                        .replaceAll("(?m)^poolwarden.guard.password=.*", "poolwarden.guard.password=warden"));
        server.start(Map.of(
                "shop.url", oracle.url(),
                "shop.user", "SHOP",
                "shop.password", "shop",
                "ops.user", "OPSDBA",
                "ops.password", "opsdba",
                "poolwarden.suspect-after", "PT2S",
                "poolwarden.busy-grace", "PT1S"));
    }

    @AfterAll
    void stop() throws Exception {
        try (oracle) {
            if (server != null) {
                server.close();
            }
        }
    }

    @Test
    @Order(1)
    @DisplayName("installs and uninstalls, each twice, and leaves standalone.xml as it was")
    void installsAndUninstalls() throws Exception {
        // The server writes the file its own way as soon as it writes it.
        command("/system-property=poolwarden.it:add(value=x)");
        command("/system-property=poolwarden.it:remove");
        assertNotEquals(0, server.cli("--connect", "--file=modules.cli").exitCode(), "there is no driver yet");
        Files.copy(
                Stage.layout().artifacts().resolve("ojdbc11.jar"), server.zip().resolve("ojdbc11.jar"));
        for (int i = 0; i < 2; i++) {
            succeed("--connect", "--file=modules.cli");
        }
        // An application with a driver of its own, in use while Poolwarden comes and goes.
        succeed(
                "--connect",
                "--file=" + Stage.layout().project().resolve("src-test/server/src/main/scripts/leaky.cli"));
        String shop = "/subsystem=datasources/data-source=ShopDS:test-connection-in-pool";
        command(shop);
        String before = server.configuration();
        assertTrue(server.hasModule("org/poolwarden/main/poolwarden-cli.jar"));

        install();
        String installed = server.configuration();
        assertNotEquals(before, installed);
        assertFalse(installed.contains("warden\"/>") && installed.contains("password=\"warden"), "no password in it");
        Eventually.isTrue("it answers", () -> command(SUBSYSTEM + ":list-leaks").contains("success"));
        assertTrue(
                command(SUBSYSTEM + ":read-attribute(name=status)").contains("PoolwardenDS answers for FREE/FREEPDB1"));
        // As it is left when the script ends between the store and the password.
        command("/subsystem=elytron/credential-store=poolwarden:remove-alias(alias=guard)");
        String deployed = deployed();
        install();
        assertEquals(installed, server.configuration());
        assertEquals(deployed, deployed(), "it is not deployed again");
        assertTrue(command("/subsystem=elytron/credential-store=poolwarden:read-aliases")
                .contains("guard"));

        for (int i = 0; i < 2; i++) {
            succeed("--connect", "--file=uninstall.cli");
            assertEquals(before, server.configuration(), "uninstalled, time " + (i + 1));
            command(shop);
        }
        for (int i = 0; i < 2; i++) {
            succeed("--connect", "--file=remove-modules.cli");
        }
        assertFalse(server.hasModule("org/poolwarden/main/poolwarden-cli.jar"));
        assertFalse(server.hasModule("com/oracle"));
    }

    @Test
    @Order(2)
    @DisplayName("lets a Monitor read and kill nothing, and an Operator kill, under rbac; and anybody under simple")
    void roles() throws Exception {
        // What was taken away from Elytron is gone only then.
        succeed("--connect", "--file=modules.cli");
        command("reload");
        server.awaitRunning();
        install();
        Path app = Stage.layout().artifacts().resolve("poolwarden-leaky-app.war");
        command("deploy " + app + " --name=leaky-app.war");
        long lease = leak("first");
        assertTrue(
                Cli.runAs(MONITOR, server.managementPort(), kill(lease))
                        .output()
                        .contains("kill-id"),
                "simple");

        role("Monitor", MONITOR);
        role("Operator", Stage.OPERATOR);
        command("/core-service=management/access=authorization:write-attribute(name=provider,value=rbac)");
        command("reload");
        server.awaitRunning();
        lease = leak("second");

        monitorReadsAndKillsNothing(lease);
        operatorKills(lease);
    }

    @Test
    @Order(3)
    @DisplayName("lets management users sign in to the console, and application users again, each script twice")
    void consoleUsers() throws Exception {
        String before = server.configuration();
        assertEquals(401, consoleStatus(), "no application user");

        for (int i = 0; i < 2; i++) {
            succeed("--connect", "--file=management-users.cli");
        }
        command("/deployment=poolwarden.ear:redeploy");
        assertEquals(403, consoleStatus(), "a management user without one of the groups");

        for (int i = 0; i < 2; i++) {
            succeed("--connect", "--file=application-users.cli");
            assertEquals(before, server.configuration(), "undone, time " + (i + 1));
        }
        assertEquals(401, consoleStatus(), "no application user");
    }

    /** What the console answers a management user. */
    private int consoleStatus() throws Exception {
        String credentials = Base64.getEncoder()
                .encodeToString((Stage.OPERATOR + ":" + Stage.PASSWORD).getBytes(StandardCharsets.UTF_8));
        HttpURLConnection connection =
                (HttpURLConnection) URI.create("http://127.0.0.1:" + server.httpPort() + "/poolwarden/leases.csv")
                        .toURL()
                        .openConnection();
        connection.setRequestProperty("Authorization", "Basic " + credentials);
        return connection.getResponseCode();
    }

    private void role(String role, String user) throws Exception {
        String mapping = "/core-service=management/access=authorization/role-mapping=" + role;
        command(mapping + ":add");
        command(mapping + "/include=" + user + ":add(type=USER,name=" + user + ")");
    }

    private void monitorReadsAndKillsNothing(long lease) throws Exception {
        int port = server.managementPort();
        for (String look : List.of(":list-leaks", ":list-kills", ":explain(lease-id=" + lease + ")", ":list-pools")) {
            Cli.Answer answer = Cli.runAs(MONITOR, port, SUBSYSTEM + look);
            assertEquals(0, answer.exitCode(), answer.output());
        }
        for (String act : List.of(
                kill(lease),
                SUBSYSTEM + ":kill-batch(leases=" + lease + ", most=1, reason=x)",
                SUBSYSTEM + ":read-sql(lease-id=" + lease + ")",
                SUBSYSTEM + ":write-attribute(name=tracking, value=OFF)")) {
            Cli.Answer answer = Cli.runAs(MONITOR, port, act);
            assertNotEquals(0, answer.exitCode(), answer.output());
            assertTrue(answer.output().contains("WFLYCTL0313"), answer.output());
        }
        try (Warden monitor = Warden.connect(MONITOR, port)) {
            assertTrue(monitor.leaks().size() > 0);
            assertNotEquals(null, monitor.attribute("Version"));
            assertEquals(lease, ((CompositeData) monitor.ask("explain", lease)).get("leaseId"));
            assertDenied(() -> monitor.kill(lease, "x"));
            assertDenied(() -> monitor.ask("readSql", lease));
            assertDenied(() -> monitor.set("Tracking", "OFF"));
            assertDenied(() -> monitor.killBatch("leaky-app.war", 1, "x"));
        }
        assertEquals(0, command(SUBSYSTEM + ":list-kills").split("\"kill-id\"", -1).length - 1, "none was asked for");
    }

    private void operatorKills(long lease) throws Exception {
        try (Warden operator = Warden.connect(Stage.OPERATOR, server.managementPort())) {
            CompositeData kill = operator.awaitEnd(operator.kill(lease, "as an operator"));
            assertEquals("GONE", kill.get("sessionState"), kill::toString);
            assertTrue(((String) kill.get("requester")).startsWith("ops via JMX from "), kill::toString);
            operator.set("BusyGraceSeconds", 2L);
        }
        lease = leak("third");
        Cli.Answer answer = Cli.runAs(Stage.OPERATOR, server.managementPort(), kill(lease));
        assertEquals(0, answer.exitCode(), answer.output());
    }

    private static void assertDenied(Executable call) {
        Exception denied = assertThrows(Exception.class, call);
        assertTrue(denied.toString().contains("WFLYJMX0037"), denied.toString());
    }

    private static String kill(long lease) {
        return SUBSYSTEM + ":kill(lease-id=" + lease + ", reason=x)";
    }

    /** The lease's id. */
    private long leak(String name) throws Exception {
        LeakyApp app = new LeakyApp(server.httpPort());
        Matcher sid = Eventually.get(
                "the application answers",
                () -> SID.matcher(app.post("/leak/ended-thread?name=" + name)),
                Matcher::find);
        try (Warden warden = Warden.connect(Stage.OPERATOR, server.managementPort())) {
            return (Long) warden.leaseWithVerdict(Integer.parseInt(sid.group(1)), "LEAKED")
                    .get("leaseId");
        }
    }

    /** When it was deployed last. */
    private String deployed() throws Exception {
        return command("/deployment=poolwarden.ear:read-attribute(name=enabled-timestamp)");
    }

    private void install() throws Exception {
        succeed("--connect", "--file=install.cli", "--properties=install.properties", "--resolve-parameter-values");
    }

    private String command(String command) throws Exception {
        return succeed("--connect", "--command=" + command);
    }

    private String succeed(String... arguments) throws Exception {
        Cli.Answer answer = server.cli(arguments);
        assertEquals(0, answer.exitCode(), answer.output());
        return answer.output();
    }
}
