package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.poolwarden.contract.Operation;
import org.poolwarden.contract.Spelling;

@DisplayName("A list from which something is missing")
class IncompleteIT extends OnServer {

    private static final String SUBSYSTEM = "/subsystem=poolwarden";
    private static final String SETTING = "/system-property=poolwarden.guard-datasources";
    private static final String GUARD = "java:jboss/datasources/PoolwardenDS";
    private static final int GUARD_CONNECTIONS = 6;

    /** What is made from a scan or from the audits, with the parameters that it must have. */
    private static final Map<Operation, Map<String, Object>> READ = Map.of(
            Operation.LIST_LEASES, Map.of(),
            Operation.LIST_LEAKS, Map.of(),
            Operation.LIST_SESSIONS, Map.of(),
            Operation.SCAN, Map.of(),
            Operation.LIST_AUDIT, Map.of(),
            Operation.KILL_SCRIPT, Map.of(),
            Operation.PREVIEW_BATCH, Map.of("pool", SHOP, "max", 5));

    /** Where each answer waits for a connection of an exhausted datasource, one list of each kind is enough. */
    private static final Set<Operation> SLOW_READ =
            Set.of(Operation.LIST_LEAKS, Operation.LIST_SESSIONS, Operation.LIST_AUDIT);

    /** What Poolwarden keeps. */
    private static final List<Operation> KEPT =
            List.of(Operation.LIST_POOLS, Operation.LIST_KILLS, Operation.LIST_BATCHES, Operation.LIST_PROBLEMS);

    private static final Map<Operation, String> JSON = Map.of(
            Operation.LIST_LEASES, "/leases",
            Operation.LIST_LEAKS, "/leaks",
            Operation.LIST_SESSIONS, "/sessions",
            Operation.LIST_AUDIT, "/audit");

    private final Management management = Management.as(Stage.COLLEAGUE, Stage.managementPort());
    private final Http viewer = Http.as(Stage.VIEWER, Stage.PASSWORD, "/poolwarden");

    @Test
    @DisplayName(
            "because one of two databases is down is told as such by every interface, and the other one's is there")
    @Tag("fault")
    void databaseIsDown() throws Exception {
        StandInProcess other = StandInProcess.start(
                "--database", "FREE_WEST", "--grantee", "POOLWARDEN/warden:SHOP", "--user", "SHOP/shop");
        String datasource = Stage.guardDatasource()
                .replace("PoolwardenDS", "OtherGuardDS")
                .replaceAll("--connection-url=\\S+", "--connection-url=" + other.url());
        try {
            Cli.script(List.of(
                    datasource,
                    SETTING + ":add(value=\"" + GUARD + ",java:jboss/datasources/OtherGuardDS\")",
                    "/deployment=poolwarden.ear:redeploy"));
            awaitWarden();
            long lease = leak();
            everythingIsComplete();
            other.close();

            everythingIsIncomplete("java:jboss/datasources/OtherGuardDS", READ.keySet());
            ModelNode leaks = result("list-leaks(allow-incomplete=true)");
            assertEquals(lease, leaks.get("items").get(0).get("lease-id").asLong(), "of the database that answers");
            oneLeaseIsIncomplete("java:jboss/datasources/OtherGuardDS", lease);
            assertTrue(
                    result("list-sessions(allow-incomplete=true)").get("items").asInt() > 0);
            assertEquals(1, warden.attribute("LeakedCount"));
            assertTrue(metrics().contains("poolwarden_leaked_connections{data_source=\"" + SHOP + "\"} 1.0\n"));
            String owner = failure("find-session-owner(sid=1, serial=1)");
            assertTrue(owner.contains("PWARDEN0203"), owner);
            assertFalse(log().contains("Operation (\"list-leaks\") failed"), "a refusal is no error of the server");
        } finally {
            other.close();
            app.reset();
            Cli.script(List.of(
                    SETTING + ":remove",
                    "/subsystem=datasources/data-source=OtherGuardDS:remove{allow-resource-service-restart=true}",
                    "/deployment=poolwarden.ear:redeploy"));
            awaitWarden();
        }
        everythingIsComplete();
    }

    @Test
    @DisplayName("because the guard's datasource is exhausted is told as such by every interface, and is no 0")
    @Tag("fault")
    void guardIsExhausted() throws Exception {
        leak();
        everythingIsComplete();
        try {
            for (int i = 0; i < GUARD_CONNECTIONS; i++) {
                app.post("/leak/idle?name=guard-" + i + "&ds=guard");
            }

            everythingIsIncomplete(GUARD, SLOW_READ);
            assertEquals(null, warden.attribute("LeakedCount"), "the leak cannot be judged, and 0 would be a lie");
            assertEquals(false, warden.attribute("LastScanComplete"));
            String metrics = metrics();
            assertFalse(metrics.contains("poolwarden_leaked_connections{data_source=\"" + SHOP + "\"}"), metrics);
            assertTrue(metrics.contains("poolwarden_leases_complete{data_source=\"" + SHOP + "\"} 0.0\n"), metrics);
            String batch = failure("kill-batch(pool=\"" + SHOP + "\", max=5, reason=\"nobody is judged\")");
            assertTrue(batch.contains("PWARDEN0433") && batch.contains(GUARD), batch);
        } finally {
            app.reset();
        }
        Eventually.isTrue("the guard answers again", () -> warden.problems().isEmpty());
        everythingIsComplete();
    }

    private void everythingIsComplete() throws Exception {
        Eventually.isTrue("nothing is wrong", () -> warden.problems().isEmpty());
        for (Map.Entry<Operation, Map<String, Object>> read : READ.entrySet()) {
            EveryInterface interfaces = new EveryInterface(warden);
            Shown head = Shown.agreed(interfaces.head(read.getKey(), read.getValue(), JSON.get(read.getKey())));
            assertEquals(true, head.get("complete"), read::toString);
        }
        for (String file : List.of("/leases.csv", "/sessions.csv", "/history.csv")) {
            HttpResponse<String> answer = viewer.get(file);
            assertEquals(200, answer.statusCode(), answer::body);
            assertEquals(
                    "true", answer.headers().firstValue("Poolwarden-Complete").orElseThrow());
        }
        assertTrue(metrics().contains("poolwarden_last_scan_complete 1.0\n"));
    }

    /** A list of one, by the API: of its own database everything is there, and what is missing is said. */
    private void oneLeaseIsIncomplete(String guard, long lease) throws Exception {
        HttpResponse<String> answer = answered("/api/v1/leases/" + lease);
        assertEquals(200, answer.statusCode(), answer::body);
        ModelNode one = ModelNode.fromJSONString(answer.body());
        assertFalse(one.get("complete").asBoolean(), one::toString);
        assertNames(guard, problems(one), Operation.LIST_LEASES);
        assertEquals(1, one.get("items").asInt());
        assertEquals(lease, one.get("items").get(0).get("leaseId").asLong());
        assertEquals("LEAKED", one.get("items").get(0).get("verdict").asString());
    }

    private void everythingIsIncomplete(String guard, Set<Operation> operations) throws Exception {
        // The list of sessions is that of the last scan, and was complete when that was made.
        new EveryInterface(warden).jmx(Operation.LIST_LEAKS, READ.get(Operation.LIST_LEAKS));
        for (Operation operation : operations) {
            EveryInterface interfaces = new EveryInterface(warden);
            CompositeData jmx = (CompositeData) interfaces.jmx(operation, READ.get(operation));
            assertEquals(false, jmx.get("complete"), () -> operation + " by JMX: " + jmx);
            assertNames(guard, problems(jmx), operation);
            Map<String, Object> given = new HashMap<>(READ.get(operation));
            String failed = management.ask(asked(operation, given)).failure(500);
            assertTrue(
                    failed.contains("PWARDEN0") && failed.contains(guard) && failed.contains("allow-incomplete=true"),
                    () -> operation + ": " + failed);
            given.put("allowIncomplete", true);
            ModelNode allowed = management.ask(asked(operation, given)).result();
            assertFalse(allowed.get("complete").asBoolean(), allowed::toString);
            assertNames(guard, problems(allowed), operation);
            if (JSON.containsKey(operation)) {
                HttpResponse<String> answer = answered("/api/v1" + JSON.get(operation));
                assertEquals(200, answer.statusCode(), answer::body);
                ModelNode json = ModelNode.fromJSONString(answer.body());
                assertFalse(json.get("complete").asBoolean(), json::toString);
                assertNames(guard, problems(json), operation);
            }
        }
        for (Operation kept : KEPT) {
            assertTrue(result(Spelling.hyphenated(kept.camelName()) + "()")
                    .get("complete")
                    .asBoolean());
        }
        filesAreRefused(guard);
        assertTrue(metrics().contains("poolwarden_last_scan_complete 0.0\n"));
        String page = viewer.get("/leases").body();
        assertTrue(page.contains("incomplete") || page.contains("not everything could be read"), page);
        String cli = Cli.fail(SUBSYSTEM + ":list-leaks");
        assertTrue(cli.contains("PWARDEN0") && cli.contains(guard) && cli.contains("allow-incomplete=true"), cli);
        String rows = Cli.succeed(SUBSYSTEM + ":list-leaks(allow-incomplete=true)");
        assertFalse(ModelNode.fromJSONString(rows).get("result", "complete").asBoolean(), rows);
    }

    private void filesAreRefused(String guard) throws Exception {
        for (String file : List.of("leases", "sessions", "history")) {
            HttpResponse<String> refused = answered("/" + file + ".csv");
            assertEquals(503, refused.statusCode(), refused::body);
            assertTrue(refused.body().contains("PWARDEN0") && refused.body().contains(guard), refused::body);
            HttpResponse<String> allowed = answered("/" + file + ".csv?allowIncomplete=true");
            assertEquals(200, allowed.statusCode(), allowed::body);
            assertEquals(
                    "false", allowed.headers().firstValue("Poolwarden-Complete").orElseThrow());
            String name = allowed.headers().firstValue("Content-Disposition").orElseThrow();
            assertTrue(name.contains(file + "-incomplete.csv"), name);
            CsvFile.parse(allowed.body());
        }
    }

    /** Waits as long as the answer is that the database is still being asked. */
    private HttpResponse<String> answered(String path) throws Exception {
        return Eventually.get(path + " answers", () -> viewer.get(path), answer -> !answer.body()
                .contains("PWARDEN0517"));
    }

    private static void assertNames(String guard, Set<String> subjects, Operation operation) {
        assertTrue(subjects.contains(guard), () -> operation + " names " + subjects);
    }

    /** Their subjects. */
    private static Set<String> problems(CompositeData list) {
        Set<String> subjects = new HashSet<>();
        ((TabularData) list.get("problems"))
                .values()
                .forEach(problem -> subjects.add((String) ((CompositeData) problem).get("subject")));
        return subjects;
    }

    private static Set<String> problems(ModelNode list) {
        Set<String> subjects = new HashSet<>();
        list.get("problems")
                .asList()
                .forEach(problem -> subjects.add(problem.get("subject").asString()));
        return subjects;
    }

    private long leak() throws Exception {
        int sid = sid(app.post("/leak/ended-thread?name=incomplete"));
        return (Long) warden.leaseWithVerdict(sid, "LEAKED").get("leaseId");
    }

    private static String log() throws IOException {
        return Files.readString(Stage.layout().base().resolve("log/server.log"));
    }

    private String metrics() throws Exception {
        return viewer.get("/metrics").body();
    }

    private static ModelNode asked(Operation operation, Map<String, Object> given) {
        ModelNode asked = Management.operation(Spelling.hyphenated(operation.camelName()) + "()");
        given.forEach((name, value) -> asked.get(Spelling.hyphenated(name)).set(value.toString()));
        return asked;
    }

    private ModelNode result(String operation) throws Exception {
        return management.ask(Management.operation(operation)).result();
    }

    private String failure(String operation) throws Exception {
        return management.ask(Management.operation(operation)).failure(500);
    }

    private void awaitWarden() throws Exception {
        Eventually.isTrue("the MBean is back", () -> warden.server().isRegistered(new ObjectName(Warden.OBJECT_NAME)));
    }
}
