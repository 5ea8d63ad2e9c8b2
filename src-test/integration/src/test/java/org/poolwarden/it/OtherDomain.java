package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.wildfly.core.launcher.DomainCommandBuilder;
import org.wildfly.core.launcher.Launcher;

/** A managed domain of one host with two servers, in a home of its own, with the zip unpacked beside it. */
final class OtherDomain implements AutoCloseable {

    /** As host.xml comes. */
    static final String HOST = "primary";

    static final String FIRST = "server-one";
    static final String SECOND = "server-two";
    /** Their group, with the smallest of the profiles. */
    static final String GROUP = "main-server-group";

    static final String PROFILE = "default";

    /** Beside the ports of all other tests, and of a domain that begins to run on the ports of the first server. */
    private static final int NEXT = 700;

    private static final int BETWEEN = 50;

    private final OtherHome home;
    private final Process process;
    private final Path console;

    OtherDomain() throws Exception {
        home = new OtherHome(Stage.layout().wildfly(), "domain");
        shrink(home);
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

    /** Both servers in the profile that boots fastest, on ports of their own. */
    private static void shrink(OtherHome home) throws IOException {
        replace(
                home.configuration("domain.xml"),
                "(<server-group name=\"" + GROUP
                        + "\" profile=)\"full\"((?s).*?<socket-binding-group ref=)\"full-sockets\"",
                "$1\"" + PROFILE + "\"$2\"standard-sockets\"");
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
