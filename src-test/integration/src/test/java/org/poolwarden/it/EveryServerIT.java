package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.poolwarden.server.ServersTable;
import org.poolwarden.standin.StandIn;

/** Each WildFly that the build has unpacked, on each Java that was named: by the scripts and the zip that users get. */
@DisplayName("Poolwarden, as it is shipped,")
class EveryServerIT {

    private static final Pattern SID = Pattern.compile("(?m)^sid=(\\d+)$");
    private static final Pattern VERSION = Pattern.compile("wildfly-((\\d+)\\..*)");
    private static final Pattern POOLS = Pattern.compile("ironjacamar-core-impl-(.*)\\.jar");
    private static final Pattern FEATURE = Pattern.compile("(?m)^JAVA_VERSION=\"(\\d+)");
    private static final String SUBSYSTEM = "/subsystem=poolwarden";
    /** A page that is asked for first is compiled, on a machine that may be busy. */
    private static final Duration COMPILING = Duration.ofMinutes(5);
    /** More than the datasource of the guard has connections: what leaks one each time would have none left. */
    private static final int SCANS = 8;

    private static final List<ServersTable.Run> RUNS = new ArrayList<>();

    /**
     * The oldest first; only those of a version that -Dcompat.servers names, if it names any. The drivers of
     * -Dcompat.drivers are tried on the newest alone.
     */
    static List<Arguments> servers() throws IOException {
        List<String> chosen = list("compat.servers");
        List<Path> homes;
        try (Stream<Path> found = Files.list(Stage.layout().wildfly().getParent())) {
            homes = found.filter(home -> VERSION.matcher(name(home)).matches())
                    .filter(home -> chosen.isEmpty() || chosen.contains(match(VERSION, name(home), 2)))
                    .sorted(Comparator.comparing(home -> Integer.valueOf(match(VERSION, name(home), 2))))
                    .toList();
        }
        Path ownJava = Path.of(System.getProperty("java.home"));
        Path driver = Stage.layout().artifacts().resolve("ojdbc11.jar");
        List<Path> javas = paths("compat.javas", ownJava);
        List<Arguments> all = new ArrayList<>();
        homes.forEach(home -> javas.forEach(java -> all.add(Arguments.of(home, java, driver))));
        if (!homes.isEmpty()) {
            Path newest = homes.get(homes.size() - 1);
            list("compat.drivers").forEach(other -> all.add(Arguments.of(newest, javas.get(0), Path.of(other))));
        }
        return all;
    }

    private static List<Path> paths(String property, Path otherwise) {
        List<Path> named = list(property).stream().map(Path::of).toList();
        return named.isEmpty() ? List.of(otherwise) : named;
    }

    /** A change of the manual's table for each that was tried: what has failed is not claimed any longer. */
    @AfterAll
    static void write() throws IOException {
        ServersTable.update(Stage.layout().project().resolve("ear/doc/install.md"), RUNS);
    }

    @ParameterizedTest(name = "{0} on {1} with {2}")
    @MethodSource("servers")
    @DisplayName("installs, lists, kills, is browsed and goes away again on")
    void works(Path home, Path java, Path driver) throws Exception {
        ServersTable.Key row = new ServersTable.Key(match(VERSION, name(home), 1), pools(home), version(driver));
        RUNS.add(new ServersTable.Run(row, feature(java), false));
        runs(home, java, driver);
        RUNS.add(new ServersTable.Run(row, feature(java), true));
    }

    private static void runs(Path home, Path java, Path driver) throws Exception {
        try (StandIn oracle = StandIn.demo(0);
                OtherServer server = new OtherServer(home)) {
            prepare(server, oracle);
            Files.copy(driver, server.zip().resolve("ojdbc11.jar"));
            boot(server, oracle, java);
            install(server);
            try (Warden warden = Warden.connect(Stage.OPERATOR, server.managementPort())) {
                isWell(warden);
                kills(server, warden, oracle);
                browses(server, server.httpPort());
                ownListener(server);
                isWell(warden);
            }
            succeed(server, "--connect", "--file=uninstall.cli");
            assertFalse(server.log().contains("PWARDEN0101"), "the pools are as expected");
            assertTrue(server.log().contains("PWARDEN0002"), "it has stopped");
            oracle.assertUnderstood();
        }
    }

    /** What does not boot as it comes, on a Java that it was not made for, has nothing to do with Poolwarden. */
    private static void boot(OtherServer server, StandIn oracle, Path java) throws Exception {
        try {
            server.start(
                    Map.of(
                            "shop.url", oracle.url(),
                            "shop.user", "SHOP",
                            "shop.password", "shop",
                            "ops.user", "OPSDBA",
                            "ops.password", "opsdba",
                            "poolwarden.suspect-after", "PT2S",
                            "poolwarden.busy-grace", "PT1S"),
                    java);
        } catch (AssertionError e) {
            assumeTrue(
                    server.isAlive() || java.equals(Path.of(System.getProperty("java.home"))),
                    () -> "this WildFly does not boot on " + java + ", with nothing of Poolwarden on it");
            throw e;
        }
    }

    /** {@code ojdbc11 23.26.4.0.0}: by its file's name and the archive's own version. */
    private static String version(Path driver) throws IOException {
        try (JarFile jar = new JarFile(driver.toFile())) {
            String version = jar.getManifest().getMainAttributes().getValue("Implementation-Version");
            return name(driver).replaceAll("[-.].*", "") + " " + version;
        }
    }

    private static void prepare(OtherServer server, StandIn oracle) throws Exception {
        server.user(Stage.OPERATOR, Stage.PASSWORD);
        server.operator(Stage.OPERATOR, Stage.PASSWORD);
        server.home().values(oracle.url());
    }

    private static void install(OtherServer server) throws Exception {
        succeed(server, "--connect", "--file=modules.cli");
        succeed(
                server,
                "--connect",
                "--file=" + Stage.layout().project().resolve("src-test/server/src/main/scripts/leaky.cli"));
        succeed(
                server,
                "--connect",
                "--file=install.cli",
                "--properties=install.properties",
                "--resolve-parameter-values");
        Path app = Stage.layout().artifacts().resolve("poolwarden-leaky-app.war");
        command(server, "deploy " + app + " --name=leaky-app.war");
    }

    /** After more scans than the guard's pool has connections, the pools can be read and the guard's pool is whole. */
    private static void isWell(Warden warden) throws Exception {
        for (int i = 0; i < SCANS; i++) {
            warden.leaks();
        }
        String status = warden.status();
        assertTrue(status.startsWith("Leases can be read"), status);
        assertTrue(status.contains("PoolwardenDS serves FREE/FREEPDB1"), status);
        CompositeData own = warden.pool("java:jboss/datasources/PoolwardenDS");
        assertTrue((Integer) own.get("available") >= 4, own::toString);
    }

    /** One that is idle and one whose thread is inside a statement; and a neighbour, which goes on. */
    private static void kills(OtherServer server, Warden warden, StandIn oracle) throws Exception {
        LeakyApp app = new LeakyApp(server.httpPort());
        int idle = sid(app.post("/leak/ended-thread?name=idle"));
        int neighbour = sid(app.post("/leak/idle?name=neighbour"));
        long lease = (Long) warden.leaseWithVerdict(idle, "LEAKED").get("leaseId");
        String listed = command(server, SUBSYSTEM + ":list-leaks");
        assertTrue(listed.contains("leaky-ended-idle"), listed);
        String killed = command(server, SUBSYSTEM + ":kill(lease-id=" + lease + ", reason=x, wait=60)");
        assertTrue(killed.contains("GONE") && killed.contains("FREED"), killed);
        assertTrue(oracle.sessions().stream().noneMatch(session -> session.sid() == idle), "its session has gone");

        app.post("/leak/blocked?name=blocked&seconds=120");
        CompositeData blocked = Eventually.get(
                "the blocked lease",
                () -> warden.leases().stream()
                        .filter(row -> row.get("thread").toString().contains("blocked"))
                        .findFirst()
                        .orElse(null),
                row -> row != null);
        CompositeData end =
                warden.awaitEnd(warden.kill((Long) blocked.get("leaseId"), "a thread is inside a statement"));
        assertEquals("GONE FREED", end.get("sessionState") + " " + end.get("slotState"), end::toString);

        assertEquals(neighbour, sid(app.post("/use?name=neighbour")), "the neighbour goes on");
        app.reset();
        CompositeData shop = Eventually.get(
                "every slot of the application's pool is back",
                () -> warden.pool("java:jboss/datasources/ShopDS"),
                pool -> (Integer) pool.get("available") == 3);
        assertEquals(0, shop.get("inUse"), shop::toString);
    }

    private static void ownListener(OtherServer server) throws Exception {
        succeed(server, "--connect", "--file=console-listener.cli");
        browses(server, server.consolePort());
        Http applications = Http.anonymous(server.httpPort(), "/poolwarden");
        assertEquals(404, applications.get("/login").statusCode(), "it is at its own port only");
        succeed(server, "--connect", "--file=remove-console-listener.cli");
        assertEquals(200, applications.get("/login").statusCode(), "it is where it was");
        assertFalse(server.configuration().contains("name=\"poolwarden-console\""), "nothing is left of it");
    }

    private static void browses(OtherServer server, int port) throws Exception {
        Http console = Http.as(port, Stage.OPERATOR, Stage.PASSWORD, "/poolwarden");
        for (String page : List.of("/", "/leases", "/sessions", "/history")) {
            String body =
                    Eventually.within(COMPILING, "the page " + page, () -> page(console, page), found -> found != null);
            assertFalse(body.contains("PWARDEN0102"), body);
        }
        assertTrue(console.get("/metrics").body().contains("poolwarden_"), "metrics");
    }

    /** Null while the server is busy compiling it. */
    private static String page(Http console, String path) throws Exception {
        try {
            var answer = console.get(path);
            assertEquals(200, answer.statusCode(), path);
            return answer.body();
        } catch (HttpTimeoutException busy) {
            return null;
        }
    }

    private static int sid(String answer) {
        Matcher sid = SID.matcher(answer);
        assertTrue(sid.find(), answer);
        return Integer.parseInt(sid.group(1));
    }

    private static String command(OtherServer server, String command) throws Exception {
        return succeed(server, "--connect", "--command=" + command);
    }

    private static String succeed(OtherServer server, String... arguments) throws Exception {
        Cli.Answer answer = server.cli(arguments);
        assertEquals(0, answer.exitCode(), () -> answer.output());
        return answer.output();
    }

    private static String name(Path home) {
        return home.getFileName().toString();
    }

    private static String pools(Path home) throws IOException {
        Path jars = home.resolve("modules/system/layers/base/org/jboss/ironjacamar/impl/main");
        try (Stream<Path> found = Files.list(jars)) {
            return found.map(jar -> POOLS.matcher(name(jar)))
                    .filter(Matcher::matches)
                    .map(matcher -> matcher.group(1))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static int feature(Path java) throws IOException {
        Matcher feature = FEATURE.matcher(Files.readString(java.resolve("release")));
        assertTrue(feature.find(), java::toString);
        return Integer.parseInt(feature.group(1));
    }

    private static String match(Pattern pattern, String text, int group) {
        Matcher matcher = pattern.matcher(text);
        assertTrue(matcher.matches(), text);
        return matcher.group(group);
    }

    private static List<String> list(String property) {
        String value = System.getProperty(property, "");
        return value.isBlank() ? List.of() : List.of(value.strip().split("[, ]+"));
    }
}
