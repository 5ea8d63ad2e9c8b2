package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jboss.dmr.ModelNode;
import org.poolwarden.standin.StandIn;
import org.wildfly.core.launcher.DomainCommandBuilder;
import org.wildfly.core.launcher.Launcher;

/** A managed domain of one host with two servers, in a home of its own, with the zip unpacked beside it. */
final class OtherDomain implements AutoCloseable {

    /** As host.xml comes. */
    static final String HOST = "primary";

    static final String FIRST = "server-one";
    static final String SECOND = "server-two";
    /** Their group. */
    static final String GROUP = "main-server-group";

    /** The smallest of the profiles. */
    static final String PROFILE = "default";

    /** Beside the ports of all other tests, and of a domain that begins to run on the ports of the first server. */
    private static final int NEXT = 700;

    private static final int BETWEEN = 50;

    private final OtherHome home;
    private final String profile;
    private final Process process;
    private final Path console;

    OtherDomain() throws Exception {
        this(PROFILE, Map.of());
    }

    /**
     * With a profile, and with roles for management users if there are any.
     *
     * @param roles the role of each management user; without one, each may do everything
     */
    OtherDomain(String profile, Map<String, String> roles) throws Exception {
        this.profile = profile;
        home = new OtherHome(Stage.layout().wildfly(), "domain");
        shrink(home, profile);
        for (Map.Entry<String, String> user : roles.entrySet()) {
            home.user(user.getKey(), Stage.PASSWORD);
            replace(
                    home.configuration("domain.xml"),
                    "(<access-control provider=\")\\w+(\">\\s*<role-mapping>)",
                    "$1rbac$2<role name=\"" + user.getValue() + "\"><include><user name=\"" + user.getKey()
                            + "\"/></include></role>");
        }
        console = home.layout().work().resolve("console.log");
        DomainCommandBuilder command = DomainCommandBuilder.of(home.layout().wildfly())
                .setBaseDirectory(home.layout().base())
                .setBindAddressHint("127.0.0.1")
                .addServerArgument("-Djboss.management.http.port=" + managementPort());
        process = Launcher.of(command)
                .setDirectory(home.layout().work())
                .setRedirectErrorStream(true)
                .redirectOutput(console)
                .launch();
        try {
            awaitStarted();
        } catch (Exception | AssertionError e) {
            close(); // nobody else can
            throw e;
        }
    }

    /** Both servers in one profile, on ports of their own. */
    private static void shrink(OtherHome home, String profile) throws IOException {
        replace(
                home.configuration("domain.xml"),
                "(<server-group name=\"" + GROUP
                        + "\" profile=)\"full\"((?s).*?<socket-binding-group ref=)\"full-sockets\"",
                "$1\"" + profile + "\"$2\"standard-sockets\"");
        replace(
                home.configuration("host.xml"),
                "<server name=\"" + FIRST + "\" group=\"" + GROUP + "\"/>",
                "<server name=\"" + FIRST + "\" group=\"" + GROUP + "\"><socket-bindings port-offset=\"" + offset()
                        + "\"/></server>");
        replace(
                home.configuration("host.xml"),
                "<socket-bindings port-offset=\"150\"/>",
                "<socket-bindings port-offset=\"" + (offset() + BETWEEN) + "\"/>");
    }

    private static void replace(Path file, String pattern, String replacement) throws IOException {
        String text = Files.readString(file);
        String replaced = text.replaceFirst(pattern, replacement);
        assertTrue(!replaced.equals(text), () -> file + " has no " + pattern);
        Files.writeString(file, replaced);
    }

    private static int offset() {
        return Stage.offset() + NEXT;
    }

    private static int managementPort() {
        return 9990 + offset();
    }

    /** Of one of the two servers. */
    int httpPort(String server) {
        return 8080 + offset() + (server.equals(FIRST) ? 0 : BETWEEN);
    }

    /** Where the console of one of the two servers is after console-listener-domain.cli. */
    int consolePort(String server) {
        return httpPort(server) - 8080 + 9995;
    }

    /** Where the model has a server. */
    static String address(String server) {
        return "/host=" + HOST + "/server=" + server;
    }

    OtherHome home() {
        return home;
    }

    /** Where the model has something of the profile. */
    String ofProfile(String address) {
        return "/profile=" + profile + address;
    }

    /** What the manual says to do before install-domain.cli; and an application with its datasources. */
    void prepare(StandIn oracle) throws Exception {
        home.values(oracle.url());
        Files.copy(
                Stage.layout().artifacts().resolve("ojdbc11.jar"),
                home.zip().resolve("ojdbc11.jar"),
                StandardCopyOption.REPLACE_EXISTING);
        Cli.Answer modules = home.cli("--file=domain-modules.cli");
        assertEquals(0, modules.exitCode(), modules::output);
        String store = home.configuration("poolwarden.cs").toString();
        for (List<String> more : List.of(List.of("--create"), List.of("--add", "guard", "--secret", "warden"))) {
            List<String> line = new ArrayList<>(
                    List.of("elytron-tool.sh", "credential-store", "--location", store, "--password", "of-the-tests"));
            line.addAll(more);
            Cli.Answer answer = home.tool(line);
            assertEquals(0, answer.exitCode(), answer::output);
        }
        command(ofProfile("/subsystem=datasources/jdbc-driver=oracle:add(driver-name=oracle,"
                + "driver-module-name=com.oracle.ojdbc11,driver-class-name=oracle.jdbc.OracleDriver)"));
        for (String name : List.of("Shop", "Ops")) {
            command("data-source add --profile=" + profile + " --name=" + name
                    + "DS --jndi-name=java:jboss/datasources/"
                    + name + "DS --driver-name=oracle --connection-url=" + oracle.url()
                    + (name.equals("Shop") ? " --user-name=SHOP --password=shop" : "")
                    + (name.equals("Ops") ? " --user-name=OPSDBA --password=opsdba" : "")
                    + " --min-pool-size=0 --max-pool-size=3 --blocking-timeout-wait-millis=3000");
        }
        Path app = Stage.layout().artifacts().resolve("poolwarden-leaky-app.war");
        command("deploy \"" + app + "\" --name=leaky-app.war --server-groups=" + GROUP);
    }

    /** A script of the zip with the values of install.properties. */
    Cli.Answer withValues(String script) throws Exception {
        return cli("--connect", "--file=" + script, "--properties=install.properties", "--resolve-parameter-values");
    }

    void install() throws Exception {
        Cli.Answer answer = withValues("install-domain.cli");
        assertEquals(0, answer.exitCode(), answer::output);
    }

    /** One line of the profile for all servers; and what tests wait for comes soon. */
    void mark() throws Exception {
        String mark = "poolwarden-${jboss.node.name}";
        command(ofProfile("/subsystem=datasources/data-source=ShopDS/connection-properties="
                + "\"v\\$session.program\":add(value=\"" + mark + "\")"));
        setting("mark", "\"" + mark + "\"");
        setting("suspect-after", "2");
        setting("busy-grace", "1");
    }

    void setting(String name, String value) throws Exception {
        command(ofProfile("/subsystem=poolwarden:write-attribute(name=" + name + ", value=" + value + ")"));
    }

    String configuration() throws IOException {
        return Files.readString(home.configuration("domain.xml"));
    }

    private void awaitStarted() throws Exception {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(OtherHome.MINUTES);
        while (!isStarted(FIRST) || !isStarted(SECOND)) {
            assertTrue(process.isAlive(), () -> "the domain has ended, see " + console);
            assertTrue(System.nanoTime() < deadline, () -> "the domain does not come up, see " + console);
            Thread.sleep(1000);
        }
    }

    private boolean isStarted(String server) throws IOException, InterruptedException {
        Cli.Answer answer = cli("--connect", "--command=" + address(server) + ":read-attribute(name=server-state)");
        return answer.exitCode() == 0 && answer.output().contains("running");
    }

    /** The same as a user with a password. */
    Cli.Answer commandAs(String user, String command) throws IOException, InterruptedException {
        return cli(
                "--connect",
                "--no-local-auth",
                "--user=" + user,
                "--password=" + Stage.PASSWORD,
                "--command=" + command);
    }

    /** A leak of one server, when that server shows it. */
    ModelNode leak(String server, String name) throws Exception {
        new LeakyApp(httpPort(server)).post("/leak/ended-thread?name=" + name);
        return Eventually.within(
                        Duration.ofMinutes(1), "the leak " + name, () -> leaks(server), found -> !found.isEmpty())
                .get(0);
    }

    /** What one server itself lists. */
    List<ModelNode> leaks(String server) throws Exception {
        return ModelNode.fromString(command(address(server) + "/subsystem=poolwarden:list-leaks"))
                .get("result", "items")
                .asList();
    }

    /** Has both servers close what their applications keep. */
    void reset() throws Exception {
        for (String server : List.of(FIRST, SECOND)) {
            new LeakyApp(httpPort(server)).reset();
        }
    }

    /** Sends a signal to the process of a server, such as STOP. */
    void signal(String server, String signal) throws IOException, InterruptedException {
        long pid = process.descendants()
                .filter(child -> child.info().commandLine().orElse("").contains("-D[Server:" + server + "]"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no process of " + server))
                .pid();
        OtherProcess.signal(pid, signal);
    }

    /** Restarts the servers, and waits for them. */
    void restart() throws Exception {
        succeed("--connect", "--command=/server-group=" + GROUP + ":restart-servers(blocking=true)");
        awaitStarted();
    }

    /** jboss-cli.sh through the domain controller, in the folder of the zip. */
    Cli.Answer cli(String... arguments) throws IOException, InterruptedException {
        return home.cliOf(managementPort(), arguments);
    }

    String succeed(String... arguments) throws Exception {
        Cli.Answer answer = cli(arguments);
        assertEquals(0, answer.exitCode(), answer::output);
        return answer.output();
    }

    String command(String command) throws Exception {
        return succeed("--connect", "--command=" + command);
    }

    /** The process controller ends the host controller, which ends the servers. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }
}
