package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.openmbean.CompositeData;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
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
        server.home().values(oracle.url());
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
    @Order(0)
    @DisplayName("has the steps in INSTALL, everything that they name, and the manual")
    void isWhole() throws Exception {
        String install = Files.readString(server.zip().resolve("INSTALL"));
        assertTrue(
                Pattern.compile("^POOLWARDEN \\d+\\.\\d+\\S*: INSTALL\\s+"
                                + "Built \\d{4}-\\d\\d-\\d\\dT\\S+, for WildFly \\d+ to \\d+\\.")
                        .matcher(install)
                        .find(),
                install);
        List<String> named = Pattern.compile("[\\w./-]+\\.(?:cli|ear|md|properties|xml)\\b")
                .matcher(install)
                .results()
                .map(MatchResult::group)
                .filter(name -> !name.endsWith("standalone.xml"))
                .distinct()
                .toList();
        assertTrue(named.contains("install.cli") && named.contains("doc/index.md"), named::toString);
        for (String name : named) {
            assertTrue(Files.exists(server.zip().resolve(name)), () -> "INSTALL names " + name);
        }
        assertEquals(2, server.zip().toFile().list((zip, name) -> name.startsWith("LICENSE")).length, "and PatternFly");
    }

    @Test
    @Order(1)
    @DisplayName("installs and uninstalls, each twice, and leaves standalone.xml as it was")
    void installsAndUninstalls() throws Exception {
        // The server writes the file its own way as soon as it writes it.
        command("/system-property=poolwarden.it:add(value=x)");
        command("/system-property=poolwarden.it:remove");
        Cli.Answer driverless = server.cli("--connect", "--file=modules.cli");
        assertNotEquals(0, driverless.exitCode(), "there is no driver yet");
        assertTrue(driverless.output().contains("com.oracle.database.jdbc:ojdbc11"), driverless.output());
        for (String script : List.of(
                "install-domain.cli",
                "uninstall-domain.cli",
                "console-listener-domain.cli",
                "remove-console-listener-domain.cli")) {
            Cli.Answer refused = server.cli(
                    "--connect", "--file=" + script, "--properties=install.properties", "--resolve-parameter-values");
            assertNotEquals(0, refused.exitCode(), refused.output());
            assertTrue(
                    refused.output().startsWith(script + " is for a managed domain, and this is a standalone server"),
                    refused.output());
        }
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

        refusesPlaceholdersAndSaysWhatIsWrong();
        install();
        String installed = server.configuration();
        assertNotEquals(before, installed);
        assertFalse(installed.contains("warden\"/>") && installed.contains("password=\"warden"), "no password in it");
        Eventually.isTrue("it answers", () -> command(SUBSYSTEM + ":list-leaks").contains("success"));
        Cli.Answer rotated = run("password.cli");
        assertEquals(0, rotated.exitCode(), rotated.output());
        assertEquals(installed, server.configuration(), "another password is in the store and nowhere else");
        Eventually.isTrue(
                "the guard answers with the other password", () -> command(SUBSYSTEM + ":read-attribute(name=status)")
                        .contains("PoolwardenDS serves FREE/FREEPDB1"));
        // As it is left when the script ends between the store and the password.
        command("/subsystem=elytron/credential-store=poolwarden:remove-alias(alias=guard)");
        String deployed = deployed();
        install();
        assertEquals(installed, server.configuration());
        assertEquals(deployed, deployed(), "it is not deployed again");
        assertTrue(command("/subsystem=elytron/credential-store=poolwarden:read-aliases")
                .contains("guard"));
        assertEquals(1, server.secrets("poolwarden.cs"));

        for (int i = 0; i < 2; i++) {
            succeed("--connect", "--file=uninstall.cli");
            assertEquals(0, server.secrets("poolwarden.cs"), "no password stays in the store's file");
            assertEquals(before, server.configuration(), "uninstalled, time " + (i + 1));
            command(shop);
        }
        for (int i = 0; i < 2; i++) {
            succeed("--connect", "--file=remove-modules.cli");
        }
        assertFalse(server.hasModule("org/poolwarden/main/poolwarden-cli.jar"));
        assertFalse(server.hasModule("org/poolwarden"));
        assertTrue(server.hasModule("com/oracle/ojdbc11/main/ojdbc11.jar"), "what was there before stays");
        command(shop);
    }

    /** Each failure is loud, and the corrected second run mends it. */
    private void refusesPlaceholdersAndSaysWhatIsWrong() throws Exception {
        Path file = server.zip().resolve("install.properties");
        String right = Files.readString(file);
        for (String placeholder : List.of("poolwarden.guard.password", "poolwarden.store.password")) {
            Files.writeString(file, right.replaceAll("(?m)^" + placeholder + "=.*", placeholder + "=change-me"));
            Cli.Answer refused = run("install.cli");
            assertNotEquals(0, refused.exitCode(), refused.output());
            assertTrue(refused.output().contains("at " + placeholder), refused.output());
        }
        Files.writeString(
                file, right.replaceAll("(?m)^poolwarden.guard.password=.*", "poolwarden.guard.password=wr0ng"));
        Cli.Answer failed = run("install.cli");
        assertNotEquals(0, failed.exitCode(), "a wrong password: " + failed.output());
        assertTrue(failed.output().contains("the guard's database cannot be reached"), failed.output());
        assertFalse(failed.output().contains("wr0ng"), failed.output());
        Files.writeString(file, right);
        Cli.Answer mended = run("install.cli");
        assertEquals(0, mended.exitCode(), mended.output());
        assertTrue(mended.output().contains("PoolwardenDS"), mended.output());
        assertTrue(mended.output().contains("It is at /poolwarden/ on this port"), mended.output());
        assertTrue(mended.output().contains(Integer.toString(server.httpPort())), mended.output());
    }

    /** With the values of install.properties. */
    private Cli.Answer run(String script) throws Exception {
        return server.cli(
                "--connect", "--file=" + script, "--properties=install.properties", "--resolve-parameter-values");
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
        Cli.Answer look = Cli.runAs(MONITOR, port, SUBSYSTEM + ":list-leaks");
        assertEquals(0, look.exitCode(), look.output());
        Cli.Answer act = Cli.runAs(MONITOR, port, kill(lease));
        assertNotEquals(0, act.exitCode(), act.output());
        assertTrue(act.output().contains("WFLYCTL0313"), act.output());

        // The same operations; a program that asks over HTTP is not started anew for each.
        Management management = Management.as(MONITOR, port);
        for (String read : List.of(
                "list-leaks()",
                "list-pools()",
                "list-kills()",
                "explain(lease-id=" + lease + ")",
                "preview(lease-id=" + lease + ")",
                "preview-batch(lease-ids=" + lease + ", max=1)",
                "kill-script(lease-ids=" + lease + ")",
                "read-operation-description(name=kill)")) {
            Management.Answer answer = management.ask(Management.operation(read));
            assertEquals(200, answer.status(), () -> read + " answered " + answer);
        }
        try (Warden monitor = Warden.connect(MONITOR, port)) {
            assertTrue(monitor.leaks().size() > 0);
            assertNotEquals(null, monitor.attribute("Version"));
            assertEquals(lease, ((CompositeData) monitor.ask("explain", lease)).get("leaseId"));
            assertEquals("ALLOWED", monitor.preview(lease).get(0));
            MonitorRights rights = new MonitorRights(management, monitor.server(), lease);
            rights.byManagement();
            rights.byJmx();
        }
        assertEquals(0, command(SUBSYSTEM + ":list-kills").split("\"kill-id\"", -1).length - 1, "none was asked for");
    }

    private void operatorKills(long lease) throws Exception {
        try (Warden operator = Warden.connect(Stage.OPERATOR, server.managementPort())) {
            CompositeData kill = operator.awaitEnd(operator.kill(lease, "as an operator"));
            assertEquals("GONE", kill.get("sessionState"), kill::toString);
            assertTrue(((String) kill.get("requester")).startsWith("ops via JMX from "), kill::toString);
            operator.set("BusyGraceSeconds", 2L);
            operatorTakesBack(operator, leak("/leak/transaction?row=1&name=third"));
        }
        Cli.Answer answer = Cli.runAs(Stage.OPERATOR, server.managementPort(), kill(leak("fourth")));
        assertEquals(0, answer.exitCode(), answer.output());
    }

    /** What a Monitor may not, on a kill that waits for the end of a transaction, by one interface and the other. */
    private void operatorTakesBack(Warden operator, long lease) throws Exception {
        Management management = Management.as(Stage.OPERATOR, server.managementPort());
        ModelNode batch = management
                .ask(Management.operation("kill-batch(lease-ids=" + lease + ", max=1, reason=x,"
                        + " modes=\"POST_TRANSACTION,IMMEDIATE\", escalate-after-seconds=600)"))
                .result();
        String batchId = batch.get("batch-id").asString();
        String kill = Eventually.get(
                        "the batch's kill is asked for",
                        () -> (String[]) operator.batchState(batchId).get("kills"),
                        kills -> kills.length == 1 && !kills[0].startsWith("null"))[0]
                .split(" ")[0];
        operator.awaitState(kill, "MARKED");

        assertTrue(operator.report(kill).size() > 1);
        ModelNode report = management
                .ask(Management.operation("kill-report(kill-id=" + kill + ")"))
                .result();
        assertTrue(report.asList().size() > 1, report::toString);
        assertEquals(kill, operator.withdraw(kill).get("killId"));
        ModelNode stopped = management
                .ask(Management.operation("stop-batch(batch-id=" + batchId + ")"))
                .result();
        assertEquals(batchId, stopped.get("batch-id").asString());

        new LeakyApp(server.httpPort()).post("/close?name=third");
        CompositeData end = operator.awaitEnd(kill);
        assertEquals("GONE POST_TRANSACTION", end.get("sessionState") + " " + end.get("mode"), end::toString);
    }

    private static String kill(long lease) {
        return SUBSYSTEM + ":kill(lease-id=" + lease + ", reason=x)";
    }

    /**
     * The lease's id.
     *
     * @param what a name for a leak by a thread that has ended, or the path of another kind
     */
    private long leak(String what) throws Exception {
        LeakyApp app = new LeakyApp(server.httpPort());
        String path = what.startsWith("/") ? what : "/leak/ended-thread?name=" + what;
        Matcher sid = Eventually.get("the application answers", () -> SID.matcher(app.post(path)), Matcher::find);
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
