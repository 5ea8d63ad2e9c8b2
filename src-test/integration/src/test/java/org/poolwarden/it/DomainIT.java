package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.poolwarden.it.OtherDomain.FIRST;
import static org.poolwarden.it.OtherDomain.GROUP;
import static org.poolwarden.it.OtherDomain.PROFILE;
import static org.poolwarden.it.OtherDomain.SECOND;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.poolwarden.standin.StandIn;

/** By the scripts and the zip that users get. */
@DisplayName("A managed domain with two servers")
class DomainIT {

    private static final String SUBSYSTEM = "/subsystem=poolwarden";
    private static final String OF_PROFILE = "/profile=" + PROFILE;
    private static final Pattern LEASE = Pattern.compile("\"lease-id\" => (\\d+)L");

    /** It starts four JVMs and twenty times the command line. */
    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    @DisplayName("installs, shows each server's leaks at its address, ends one, and is as it was before")
    void works() throws Exception {
        try (StandIn oracle = StandIn.demo(0);
                OtherDomain domain = new OtherDomain()) {
            prepare(domain, oracle);
            String before = domain.configuration();
            for (String script : List.of(
                    "modules.cli",
                    "remove-modules.cli",
                    "install.cli",
                    "uninstall.cli",
                    "console-listener.cli",
                    "remove-console-listener.cli")) {
                refuses(domain, script);
            }
            for (int i = 0; i < 2; i++) {
                domain.install();
            }
            assertFalse(domain.configuration().contains("password=\"warden"), "no password in it");
            domain.mark();
            domain.restart();
            answers(domain);

            leaksAndKills(domain, oracle);

            ownListeners(domain);

            unmark(domain);
            for (int i = 0; i < 2; i++) {
                domain.succeed("--connect", "--file=uninstall-domain.cli");
            }
            assertEquals(before, domain.configuration());
            Cli.Answer removed = domain.home().cli("--file=remove-domain-modules.cli");
            assertEquals(0, removed.exitCode(), removed::output);
            assertFalse(domain.home().hasModule("org/poolwarden/main/poolwarden-cli.jar"));
            oracle.assertUnderstood();
        }
    }

    /** The modules are refused without the driver, and added with it. */
    private static void prepare(OtherDomain domain, StandIn oracle) throws Exception {
        OtherHome home = domain.home();
        Cli.Answer driverless = home.cli("--file=domain-modules.cli");
        assertNotEquals(0, driverless.exitCode(), driverless::output);
        assertTrue(driverless.output().contains("ojdbc11.jar"), driverless::output);
        home.cli("--file=remove-domain-modules.cli");
        domain.prepare(oracle);
    }

    private static void refuses(OtherDomain domain, String script) throws Exception {
        Cli.Answer refused = domain.withValues(script);
        assertNotEquals(0, refused.exitCode(), refused::output);
        assertTrue(
                refused.output().startsWith(script + " is for a standalone server, and this is a domain: run "),
                refused::output);
    }

    private static void unmark(OtherDomain domain) throws Exception {
        domain.command(OF_PROFILE + "/subsystem=datasources/data-source=ShopDS/connection-properties="
                + "\"v\\$session.program\":remove");
    }

    /** Every server, by one operation. */
    private static void answers(OtherDomain domain) throws Exception {
        String all = Eventually.within(
                Duration.ofMinutes(2),
                "both servers answer",
                () -> domain.command("/host=*/server=*" + SUBSYSTEM + ":read-resource(include-runtime=true)"),
                found -> found.split("PoolwardenDS serves FREE/FREEPDB1", -1).length == 3);
        for (String server : List.of(FIRST, SECOND)) {
            assertTrue(all.contains("(\"server\" => \"" + server + "\")"), all);
        }
    }

    private static void ownListeners(OtherDomain domain) throws Exception {
        for (int i = 0; i < 2; i++) {
            domain.succeed("--connect", "--file=console-listener-domain.cli");
        }
        for (String server : List.of(FIRST, SECOND)) {
            login(200, domain.consolePort(server));
            login(404, domain.httpPort(server));
        }
        anotherGroup(domain);
        for (int i = 0; i < 2; i++) {
            domain.succeed("--connect", "--file=remove-console-listener-domain.cli");
        }
        for (String server : List.of(FIRST, SECOND)) {
            login(200, domain.httpPort(server));
        }
    }

    /** A group of the same profile is linked beside the first one, and taken away without it. */
    private static void anotherGroup(OtherDomain domain) throws Exception {
        String sockets = domain.command("/server-group=" + GROUP + ":read-attribute(name=socket-binding-group)");
        Matcher name = Pattern.compile("\"result\" => \"([^\"]+)\"").matcher(sockets);
        assertTrue(name.find(), sockets);
        domain.command("/server-group=another:add(profile=" + PROFILE + ",socket-binding-group=" + name.group(1) + ")");
        domain.command("deploy --name=poolwarden.ear --server-groups=another");
        String linked = "/server-group=*/deployment-overlay=poolwarden-console:read-resource";
        domain.succeed("--connect", "--file=" + forGroup(domain, "console-listener-domain.cli", "another"));
        assertEquals(3, domain.command(linked).split("\"address\"", -1).length, "two groups are linked");
        Cli.Answer kept =
                domain.cli("--connect", "--file=" + forGroup(domain, "remove-console-listener-domain.cli", "another"));
        assertEquals(0, kept.exitCode(), kept::output);
        assertTrue(kept.output().contains("Another server group still has its console"), kept::output);
        login(200, domain.consolePort(FIRST));
        domain.command("undeploy poolwarden.ear --server-groups=another --keep-content");
        domain.command("/server-group=another:remove");
    }

    /** As a user names the group in the first command of a script. */
    private static String forGroup(OtherDomain domain, String script, String group) throws Exception {
        Path zip = domain.home().zip();
        String text = Files.readString(zip.resolve(script));
        assertTrue(text.contains("set group=" + GROUP), text);
        String name = group + "-" + script;
        Files.writeString(zip.resolve(name), text.replace("set group=" + GROUP, "set group=" + group));
        return name;
    }

    private static void login(int status, int port) throws Exception {
        Http console = Http.anonymous(port, "/poolwarden");
        Eventually.within(
                Duration.ofMinutes(1),
                "the console's form at port " + port,
                () -> console.get("/login").statusCode(),
                found -> found == status);
    }

    private static void leaksAndKills(OtherDomain domain, StandIn oracle) throws Exception {
        new LeakyApp(domain.httpPort(FIRST)).post("/leak/ended-thread?name=one");
        assertEquals(
                1,
                oracle.sessions().stream()
                        .filter(session -> session.program().equals("poolwarden-" + OtherDomain.HOST + ":" + FIRST))
                        .count(),
                "the mark has the server's name");
        String leaks = SUBSYSTEM + ":read-attribute(name=leaks)";
        String first = OtherDomain.address(FIRST);
        Eventually.within(
                Duration.ofMinutes(1),
                "the attribute of the first server shows its leak",
                () -> domain.command(first + leaks),
                found -> found.contains("leaky-ended-one") && found.contains("LEAKED"));
        String other = domain.command(OtherDomain.address(SECOND) + leaks);
        assertFalse(other.contains("LEAKED"), other);

        String listed = domain.command(first + SUBSYSTEM + ":list-leaks");
        Matcher lease = LEASE.matcher(listed);
        assertTrue(lease.find(), listed);
        String killed =
                domain.command(first + SUBSYSTEM + ":kill(lease-id=" + lease.group(1) + ", reason=domain, wait=60)");
        assertTrue(killed.contains("GONE") && killed.contains("FREED"), killed);
    }
}
