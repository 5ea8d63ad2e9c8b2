package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The database's process is stopped: it refuses nothing and answers nothing, not even a login. The server is installed
 * by the scripts of the zip, so its datasource has the timeouts that users get.
 */
@DisplayName("With a database that is silent")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SilentDatabaseIT {

    /** More than the management has threads, by each of two interfaces. */
    private static final int CALLERS = 16;
    /** For an operation of the server's own, on a busy machine. */
    private static final Duration FOREIGN = Duration.ofSeconds(10);
    /** For an answer of Poolwarden's, on a busy machine. It takes six seconds at most on an idle one. */
    private static final Duration OURS = Duration.ofSeconds(30);
    /** A login and an answer time out within it. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private static final int MOST_THREADS = 20;
    private static final String TIMEOUT = "--connection-properties={\"oracle.jdbc.ReadTimeout\"=>\"5000\"}";
    private static final String LIST = "list-leases(allow-incomplete=true)";

    private StandInProcess oracle;
    private OtherServer server;
    private Management management;
    private Warden warden;
    private LeakyApp app;

    @BeforeAll
    void boot() throws Exception {
        oracle = StandInProcess.start();
        server = new OtherServer();
        server.user(Stage.OPERATOR, Stage.PASSWORD);
        server.operator("prometheus", Stage.PASSWORD);
        prepare(server, oracle);
        server.start(Map.of(
                "shop.url", oracle.url(),
                "shop.user", "SHOP",
                "shop.password", "shop",
                "ops.user", "OPSDBA",
                "ops.password", "opsdba",
                "poolwarden.suspect-after", "PT2S",
                "poolwarden.busy-grace", "PT1S"));
        succeed("--file=modules.cli");
        succeed("--file=leaky.cli");
        succeed("--file=install.cli", "--properties=install.properties", "--resolve-parameter-values");
        succeed("--command=deploy " + Stage.layout().artifacts().resolve("poolwarden-leaky-app.war")
                + " --name=leaky-app.war");
        management = Management.as(Stage.OPERATOR, server.managementPort());
        warden = Warden.connect(Stage.OPERATOR, server.managementPort());
        app = new LeakyApp(server.httpPort());
    }

    @AfterAll
    void stop() throws Exception {
        if (warden != null) {
            warden.close();
        }
        if (oracle != null) {
            oracle.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    @Order(1)
    @DisplayName("the server's management answers at once, Poolwarden by its last scan, and all recovers by itself")
    @Tag("fault")
    void silence() throws Exception {
        int victim = OnServer.sid(app.post("/leak/ended-thread?name=v"));
        long lease = (Long) warden.leaseWithVerdict(victim, "LEAKED").get("leaseId");
        warden.set("ScanEverySeconds", 5L);
        ExecutorService callers = Executors.newFixedThreadPool(2 * CALLERS);
        oracle.pause();
        try {
            List<Future<ModelNode>> byHttp = each(
                    callers, () -> management.ask(Management.operation(LIST)).body());
            List<Future<List<CompositeData>>> byJmx = each(callers, warden::leases);
            for (int i = 0; i < 5; i++) {
                foreign(callers, i);
            }
            for (Future<ModelNode> answer : byHttp) {
                ModelNode body = answer.get(OURS.toSeconds(), TimeUnit.SECONDS);
                assertTrue(body.toString().contains(Long.toString(lease)), body::toString);
            }
            for (Future<List<CompositeData>> answer : byJmx) {
                List<CompositeData> rows = answer.get(OURS.toSeconds(), TimeUnit.SECONDS);
                assertTrue(rows.stream().anyMatch(row -> row.get("leaseId").equals(lease)), rows::toString);
            }
            scrapes(callers);
            refusals(callers, lease);
            killFails(lease);
            foreign(callers, 5);
            List<String> ours = ourThreads();
            assertTrue(ours.size() <= MOST_THREADS, ours::toString);
        } finally {
            oracle.resume();
            callers.shutdownNow();
        }
        recovers(victim, lease);
    }

    @Test
    @Order(2)
    @DisplayName("Poolwarden is undeployed in time, and works when it is deployed again")
    @Tag("fault")
    void undeployed() throws Exception {
        int victim = OnServer.sid(app.post("/leak/ended-thread?name=w"));
        warden.leaseWithVerdict(victim, "LEAKED");
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS + 1);
        oracle.pause();
        try {
            List<Future<ModelNode>> asking = each(
                    callers, () -> management.ask(Management.operation(LIST)).body());
            Future<Management.Answer> undeployment = callers.submit(() -> management.ask(deployment("undeploy")));
            undeployment.get(SILENCE.toSeconds(), TimeUnit.SECONDS).result();
            for (Future<ModelNode> answer : asking) {
                answer.get(OURS.toSeconds(), TimeUnit.SECONDS);
            }
            management.ask(deployment("deploy")).result();
        } finally {
            oracle.resume();
            callers.shutdownNow();
        }
        Eventually.within(SILENCE, "no problem is left", warden::problems, List::isEmpty);
        String kill = warden.kill((Long) warden.lease(victim).get("leaseId"), "left by the first deployment");
        assertEquals("GONE", warden.awaitEnd(kill).get("sessionState"));
    }

    @Test
    @Order(3)
    @Tag("fault")
    @DisplayName("the server shuts down in time in the middle of a kill, and nothing was half done")
    void shutDown() throws Exception {
        int victim = OnServer.sid(app.post("/leak/ended-thread?name=x"));
        long lease = (Long) warden.leaseWithVerdict(victim, "LEAKED").get("leaseId");
        ExecutorService callers = Executors.newSingleThreadExecutor();
        oracle.pause();
        try {
            callers.submit(() -> warden.kill(lease, "when the server is shut down"));
            Eventually.get("somebody waits for the database", this::ourThreads, names -> names.stream()
                    .anyMatch(name -> name.matches("poolwarden-(question|kill).*")));
            ModelNode shutdown = new ModelNode();
            shutdown.get("operation").set("shutdown");
            shutdown.get("address").setEmptyList();
            management.ask(shutdown).result();
            assertTrue(server.awaitEnd(SILENCE), "the server has ended");
            warden = null; // there is nobody at its other end
        } finally {
            oracle.resume();
            callers.shutdownNow();
        }
        try (Connection guard = DriverManager.getConnection(oracle.url(), "POOLWARDEN", "warden");
                Statement query = guard.createStatement();
                ResultSet half =
                        query.executeQuery("SELECT COUNT(*) FROM sys.poolwarden_audit_log WHERE outcome = 'STARTED'")) {
            half.next();
            assertEquals(0, half.getInt(1), "the database was not asked to end anything, or it has");
        }
    }

    private static ModelNode deployment(String operation) {
        ModelNode asked = new ModelNode();
        asked.get("operation").set(operation);
        asked.get("address").add("deployment", "poolwarden.ear");
        return asked;
    }

    /** What needs the database says in time that there is no answer, whoever asks, and what is missing. */
    private void refusals(ExecutorService callers, long lease) throws Exception {
        List<Future<ModelNode>> previews = each(callers, () -> management
                .ask(Management.operation("preview(lease-id=" + lease + ")"))
                .body());
        List<Future<String>> explained = each(callers, () -> {
            try {
                return warden.ask("explain", lease).toString();
            } catch (RuntimeMBeanException refused) {
                return refused.getCause().getMessage();
            }
        });
        foreign(callers, 100);
        for (Future<ModelNode> preview : previews) {
            String body = preview.get(OURS.toSeconds(), TimeUnit.SECONDS).toString();
            assertFalse(body.contains("ALLOWED"), body);
            assertTrue(body.contains("PWARDEN0"), body);
        }
        for (Future<String> explanation : explained) {
            String body = explanation.get(OURS.toSeconds(), TimeUnit.SECONDS);
            assertTrue(body.contains("PWARDEN0"), body);
        }
        List<String> problems = warden.problems();
        assertFalse(problems.isEmpty(), "it is said that something is missing");
        assertTrue(
                problems.stream().anyMatch(problem -> problem.matches("(?s)PWARDEN0(019|203|204).*")),
                problems::toString);
    }

    /** From the last scan, however many ask at a time: the one in progress waits for the database. */
    private void scrapes(ExecutorService callers) throws Exception {
        Http prometheus = Http.as(server.httpPort(), "prometheus", Stage.PASSWORD, "/poolwarden");
        for (Future<String> scrape :
                each(callers, () -> prometheus.get("/metrics").body())) {
            String metrics = scrape.get(OURS.toSeconds(), TimeUnit.SECONDS);
            assertTrue(
                    metrics.contains("\npoolwarden_lease_hold_seconds_count{")
                            || metrics.contains("\npoolwarden_leaks_total{"),
                    metrics);
            assertTrue(metrics.contains("\npoolwarden_last_scan_age_seconds "), metrics);
        }
    }

    /** A kill is refused, or ends in time with nothing touched. */
    private void killFails(long lease) throws Exception {
        String kill;
        try {
            kill = warden.kill(lease, "in the silence");
        } catch (RuntimeMBeanException refused) {
            String text = refused.getCause().getMessage();
            assertTrue(text.startsWith("PWARDEN0"), text);
            return;
        }
        CompositeData over = Eventually.within(
                SILENCE, "the end of " + kill, () -> warden.killState(kill), state -> (Boolean) state.get("over"));
        assertEquals("FAILED", over.get("sessionState"), over::toString);
        assertEquals("HELD", over.get("slotState"), over::toString);
    }

    private void recovers(int victim, long lease) throws Exception {
        Eventually.within(SILENCE, "no problem is left", warden::problems, List::isEmpty);
        assertEquals(lease, warden.leaseWithVerdict(victim, "LEAKED").get("leaseId"));
        Eventually.within(
                SILENCE,
                "a kill is allowed",
                () -> ((String[]) warden.ask("preview", lease))[0],
                first -> first.equals("ALLOWED"));
        String kill = warden.kill(lease, "it answers again");
        assertEquals("GONE", warden.awaitEnd(kill).get("sessionState"));
        Eventually.within(SILENCE, "our threads have ended", this::ourThreads, names -> names.stream()
                .noneMatch(name -> name.matches("poolwarden-(question|scan-database|kill).*")));
    }

    /** A plain property, written and removed, as an administrator does who knows nothing of Poolwarden. */
    private void foreign(ExecutorService callers, int number) throws Exception {
        for (String name : List.of("add", "remove")) {
            ModelNode operation = new ModelNode();
            operation.get("operation").set(name);
            operation.get("address").add("system-property", "poolwarden.it." + number);
            if (name.equals("add")) {
                operation.get("value").set("x");
            }
            Future<Management.Answer> answer = callers.submit(() -> management.ask(operation));
            answer.get(FOREIGN.toSeconds(), TimeUnit.SECONDS).result();
        }
    }

    private static <T> List<Future<T>> each(ExecutorService callers, Callable<T> call) {
        List<Future<T>> answers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            answers.add(callers.submit(call));
        }
        return answers;
    }

    private List<String> ourThreads() throws JMException, IOException {
        ObjectName threads = new ObjectName("java.lang:type=Threading");
        long[] ids = (long[]) warden.server().getAttribute(threads, "AllThreadIds");
        CompositeData[] all = (CompositeData[])
                warden.server().invoke(threads, "getThreadInfo", new Object[] {ids}, new String[] {"[J"});
        return Arrays.stream(all)
                .filter(thread -> thread != null)
                .map(thread -> (String) thread.get("threadName"))
                .filter(name -> name.startsWith("poolwarden-"))
                .toList();
    }

    private void succeed(String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("--connect"));
        line.addAll(List.of(arguments));
        Cli.Answer answer = server.cli(line.toArray(String[]::new));
        assertEquals(0, answer.exitCode(), answer::output);
    }

    private static void prepare(OtherServer server, StandInProcess oracle) throws IOException {
        Files.copy(
                Stage.layout().artifacts().resolve("ojdbc11.jar"), server.zip().resolve("ojdbc11.jar"));
        // The server closes its pools when it ends, and no driver gives up that by itself.
        Files.writeString(
                server.zip().resolve("leaky.cli"),
                Files.readString(Stage.layout().project().resolve("src-test/server/src/main/scripts/leaky.cli"))
                        .replace("--min-pool-size", TIMEOUT + " --min-pool-size"));
        Files.writeString(
                server.zip().resolve("install.properties"),
                Files.readString(server.zip().resolve("install.properties"))
                        .replaceAll("(?m)^poolwarden.guard.url=.*", "poolwarden.guard.url=" + oracle.url())
                        .replaceAll("(?m)^poolwarden.guard.password=.*", "poolwarden.guard.password=warden")
                        .replaceAll("(?m)^poolwarden.store.password=.*", "poolwarden.store.password=of-the-tests"));
    }
}
