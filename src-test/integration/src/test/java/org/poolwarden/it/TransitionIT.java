package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Each reader is another's: the server's JSON formatter, the JDK's own reader of recordings, the server's metrics. */
@DisplayName("A leak and its kill")
class TransitionIT extends OnServer {

    private static final String JSON = "poolwarden-it.json";
    /** Of this test alone: a leak whose call site and pool another test had is counted, and has no line of its own. */
    private static final String POOL = "java:jboss/datasources/FiledDS";

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$");

    @Test
    @DisplayName("are in the log, once each, with their fields in the server's JSON")
    void log() throws Exception {
        Cli.script(List.of(
                "/subsystem=logging/json-formatter=poolwarden-it:add()",
                "/subsystem=logging/file-handler=poolwarden-it:add(file={relative-to=jboss.server.log.dir,path=" + JSON
                        + "},append=false,named-formatter=poolwarden-it)",
                "/subsystem=logging/logger=org.poolwarden:add(handlers=[poolwarden-it])"));
        Cli.succeed("data-source add --name=TransitionDS --jndi-name=" + POOL
                + " --driver-name=oracle --connection-url=" + Stage.database().url()
                + " --user-name=SHOP --password=shop --max-pool-size=3");
        try {
            Eventually.isTrue("the pool is seen", () -> warden.pools().contains(POOL));
            CompositeData lease = leak("&ds=filed");
            String session = (String) lease.get("session");
            List<ModelNode> leaked = Eventually.get(
                    "the leak is in the log", () -> lines("lease.leaked", session), lines -> !lines.isEmpty());
            String kill = kill(lease);
            Eventually.get("the lease is freed", () -> lines("lease.freed", session), lines -> !lines.isEmpty());

            ModelNode line = leaked.get(0);
            assertEquals(1, leaked.size(), leaked::toString);
            assertEquals("org.poolwarden.leak", line.get("loggerName").asString());
            assertEquals("WARN", line.get("level").asString());
            assertTrue(line.get("message").asString().startsWith("PWARDEN0600: Lease "), line::toString);
            assertTrue(line.get("message").asString().contains("\n\tat org.poolwarden.leaky."), line::toString);
            ModelNode mdc = line.get("mdc");
            assertEquals(
                    lease.get("leaseId").toString(),
                    mdc.get("poolwarden.leaseId").asString());
            assertEquals(lease.get("callSite"), mdc.get("poolwarden.callSite").asString());
            assertEquals("leaky-app.war", mdc.get("poolwarden.deployment").asString());
            assertEquals(POOL, mdc.get("poolwarden.pool").asString());
            List<ModelNode> kills = all().stream()
                    .filter(one ->
                            one.get("mdc", "poolwarden.killId").asString("").equals(kill))
                    .filter(one -> one.get("loggerName").asString().equals("org.poolwarden.kill"))
                    .toList();
            assertTrue(kills.size() >= 2, kills::toString);
            assertEquals(
                    "GONE",
                    kills.get(kills.size() - 1)
                            .get("mdc", "poolwarden.sessionState")
                            .asString());
            String states = kills.stream()
                    .map(one -> one.get("mdc", "poolwarden.sessionState").asString() + "/"
                            + one.get("mdc", "poolwarden.slotState").asString())
                    .collect(Collectors.joining(" "));
            assertEquals(kills.size(), new TreeSet<>(List.of(states.split(" "))).size(), states);
        } finally {
            app.reset();
            Cli.script(List.of(
                    "/subsystem=datasources/data-source=TransitionDS:remove{allow-resource-service-restart=true}",
                    "/subsystem=logging/logger=org.poolwarden:remove",
                    "/subsystem=logging/file-handler=poolwarden-it:remove",
                    "/subsystem=logging/json-formatter=poolwarden-it:remove"));
        }
    }

    @Test
    @DisplayName("are in a flight recording of the server, with the stack of the checkout")
    void recording() throws Exception {
        Path file = Stage.layout().base().resolve("data/poolwarden-it.jfr");
        jfr("jfrStart", "name=poolwarden-it", "+org.poolwarden.Scan#enabled=true");
        CompositeData lease;
        String kill;
        try {
            lease = leak("");
            kill = kill(lease);
            // What is told of the kill comes within a second after it.
            Eventually.isTrue("the end of the kill is recorded", () -> {
                jfr("jfrDump", "name=poolwarden-it", "filename=" + file);
                return events(file).stream()
                        .filter(event -> isOf(event, "Kill", "sessionState", "GONE"))
                        .anyMatch(event -> event.getString("killId").equals(kill));
            });
        } finally {
            jfr("jfrStop", "name=poolwarden-it");
        }

        List<RecordedEvent> events = events(file);
        RecordedEvent leak = events.stream()
                .filter(event -> isOf(event, "Leak", "verdict", "LEAKED"))
                .filter(event -> event.getLong("leaseId") == (Long) lease.get("leaseId"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(events.toString()));
        assertTrue(leak.getString("checkoutStack").contains("org.poolwarden.leaky."), leak::toString);
        assertEquals(SHOP, leak.getString("pool"));
        assertTrue(events.stream().anyMatch(event -> isOf(event, "Kill", "killId", kill)), events::toString);
        assertTrue(
                events.stream().anyMatch(event -> event.getEventType().getName().equals("org.poolwarden.Scan")),
                "scans, for they were asked for");
    }

    @Test
    @DisplayName("are in the server's own metrics, each name once")
    void metrics() throws Exception {
        CompositeData lease = leak("");
        String metrics = scrape();

        Set<String> names = new TreeSet<>();
        for (MatchResult type : TYPE.matcher(metrics).results().toList()) {
            if (type.group(1).startsWith("wildfly_poolwarden_")) {
                assertEquals("gauge", type.group(2), type.group(1));
                assertTrue(names.add(type.group(1)), "twice: " + type.group(1));
            }
        }
        for (String name : List.of("max_pool_size", "in_use", "leaked_count", "oldest_lease_seconds", "kill_count")) {
            assertTrue(names.contains("wildfly_poolwarden_" + name), () -> name + " of " + names);
        }
        assertEquals(3, value(metrics, "max_pool_size{data_source=\"" + SHOP + "\"}"));
        assertEquals(1, value(metrics, "leaked_count{data_source=\"" + SHOP + "\"}"));
        assertFalse(metrics.contains("\nwildfly_poolwarden_leaked_count "), "no sum beside the pools");
        assertTrue(value(metrics, "oldest_lease_seconds{data_source=\"" + SHOP + "\"}") >= 0);
        kill(lease);
        assertEquals(0, value(scrape(), "in_use{data_source=\"" + SHOP + "\"}"));
    }

    @Test
    @DisplayName(
            "are counted in what Prometheus reads of Poolwarden itself, and its own checker finds no fault with that")
    void prometheus() throws Exception {
        Http viewer = Http.as(Stage.VIEWER, Stage.PASSWORD, "/poolwarden");
        String before = viewer.get("/metrics").body();
        String found = "poolwarden_leaks_total{data_source=\"" + SHOP + "\",proof=\"weak\"}";
        String killed = "poolwarden_leaks_ended_total{data_source=\"" + SHOP + "\",end=\"killed\"}";
        String gone = "poolwarden_kills_total{outcome=\"gone\"}";
        kill(leak(""));
        Eventually.isTrue("the leak, its end and its kill are counted", () -> {
            String now = viewer.get("/metrics").body();
            return Stream.of(found, killed, gone).allMatch(name -> number(now, name) >= number(before, name) + 1);
        });
        String after = viewer.get("/metrics").body();
        assertEquals(1, number(after, "poolwarden_guard_up{guard=\"java:jboss/datasources/PoolwardenDS\"}"), after);
        assertTrue(number(after, "poolwarden_lease_hold_seconds_count{data_source=\"" + SHOP + "\"}") >= 1, after);
        assertTrue(after.contains("poolwarden_build_info{version=\"0."), after);
        String open = viewer.with("Accept", "application/openmetrics-text; version=1.0.0")
                .get("/metrics")
                .body();
        assertTrue(open.contains("# TYPE poolwarden_leaks counter\n") && open.endsWith("# EOF\n"), open);

        Path file = Files.writeString(Path.of("target", "metrics.txt"), after);
        Process check;
        try {
            check = new ProcessBuilder("promtool", "check", "metrics")
                    .redirectInput(file.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException missing) {
            abort("SKIPPED: Prometheus' own check needs promtool, of the Debian package prometheus");
            return;
        }
        String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, check.waitFor(), said);
    }

    @Test
    @DisplayName("have the trace that the session carries, in the log, on the page, in an exemplar and in a recording")
    void trace() throws Exception {
        Path file = Stage.layout().base().resolve("data/poolwarden-trace.jfr");
        jfr("jfrStart", "name=poolwarden-trace");
        CompositeData lease;
        try {
            lease = warden.leaseWithVerdict(sid(app.post("/leak/traced?name=transition")), "LEAKED");
            isEverywhere(lease);
            kill(lease);
            Eventually.isTrue("the kill is recorded, with the trace", () -> {
                jfr("jfrDump", "name=poolwarden-trace", "filename=" + file);
                return events(file).stream().anyMatch(event -> isOf(event, "Kill", "traceId", TRACE));
            });
        } finally {
            jfr("jfrStop", "name=poolwarden-trace");
        }
        assertTrue(
                events(file).stream()
                        .anyMatch(event -> isOf(event, "Leak", "traceId", TRACE)
                                && event.getString("spanId").equals("b7ad6b7169203331")),
                () -> "the leak in the recording");
        String begin = "Lease " + lease.get("leaseId") + " of " + SHOP + " is LEAKED";
        List<String> log = Files.readAllLines(Stage.layout().base().resolve("log/server.log"));
        assertTrue(
                log.stream().anyMatch(line -> line.contains(begin) && line.endsWith("Trace (ACTION): " + TRACE)),
                () -> log.stream()
                        .filter(line -> line.contains("PWARDEN06"))
                        .toList()
                        .toString());
        String counted = "poolwarden_leaks_total{data_source=\"" + SHOP + "\",proof=\"weak\"} ";
        Eventually.isTrue("the counter has it as an exemplar", () -> viewer().with(
                        "Accept", "application/openmetrics-text; version=1.0.0")
                .get("/metrics")
                .body()
                .lines()
                .anyMatch(line -> line.startsWith(counted) && line.contains("trace_id=\"" + TRACE + "\"")));
    }

    private static void isEverywhere(CompositeData lease) throws Exception {
        assertEquals(TRACE, lease.get("traceId"), lease::toString);
        assertEquals("ACTION", lease.get("traceSource"));
        String page = viewer().get("/lease?lease=" + lease.get("leaseId")).body();
        assertTrue(page.contains("<code>" + TRACE + "</code>"), page);
        String json = viewer().get("/api/v1/leases/" + lease.get("leaseId") + "/explanation")
                .body();
        assertTrue(json.contains("\"traceId\":\"" + TRACE + "\""), json);
        assertTrue(json.contains("\"traceUrl\":null"), "where traces are not linked: " + json);
    }

    @Test
    @DisplayName("are not told as returned if the pool was flushed")
    void flushed() throws Exception {
        Cli.succeed("data-source add --name=FlushedDS --jndi-name=" + POOL
                + " --driver-name=oracle --connection-url=" + Stage.database().url()
                + " --user-name=SHOP --password=shop --max-pool-size=3");
        try {
            Eventually.isTrue("the pool is seen", () -> warden.pools().contains(POOL));
            CompositeData lease =
                    warden.leaseWithVerdict(sid(app.post("/leak/traced?name=flushed&ds=filed")), "LEAKED");
            Cli.succeed("/subsystem=datasources/data-source=FlushedDS:flush-all-connection-in-pool");
            String line = "PWARDEN0618: Lease " + lease.get("leaseId") + " of ";
            Eventually.isTrue("it is told", () -> {
                warden.leases();
                return Files.readString(Stage.layout().base().resolve("log/server.log"))
                        .contains(line);
            });
            assertTrue(viewer().get("/metrics")
                    .body()
                    .contains("poolwarden_leaks_ended_total{data_source=\"" + POOL + "\",end=\"gone\"} 1.0"));
        } finally {
            app.reset();
            Cli.succeed("/subsystem=datasources/data-source=FlushedDS:remove{allow-resource-service-restart=true}");
        }
    }

    private static Http viewer() throws Exception {
        return Http.as(Stage.VIEWER, Stage.PASSWORD, "/poolwarden");
    }

    private static double number(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(-1);
    }

    private CompositeData leak(String datasource) throws Exception {
        return warden.leaseWithVerdict(sid(app.post("/leak/ended-thread?name=transition" + datasource)), "LEAKED");
    }

    private String kill(CompositeData lease) throws Exception {
        String kill = warden.kill((Long) lease.get("leaseId"), "transition");
        assertEquals("GONE", warden.awaitEnd(kill).get("sessionState"));
        warden.leases(); // a scan, which sees that it is gone
        return kill;
    }

    private static List<ModelNode> lines(String event, String session) throws IOException {
        return all().stream()
                .filter(line -> line.get("mdc", "poolwarden.event").asString("").equals(event)
                        && line.get("mdc", "poolwarden.session").asString("").equals(session))
                .toList();
    }

    /** Those that are written to their end. */
    private static List<ModelNode> all() throws IOException {
        return Files.readAllLines(Stage.layout().base().resolve("log").resolve(JSON)).stream()
                .filter(line -> line.endsWith("}"))
                .map(ModelNode::fromJSONString)
                .toList();
    }

    private void jfr(String operation, String... arguments) throws Exception {
        warden.server()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        operation,
                        new Object[] {arguments},
                        new String[] {String[].class.getName()});
    }

    private static List<RecordedEvent> events(Path file) throws IOException {
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith("org.poolwarden."))
                .toList();
    }

    private static boolean isOf(RecordedEvent event, String type, String field, String value) {
        return event.getEventType().getName().equals("org.poolwarden." + type) && value.equals(event.getString(field));
    }

    /** As anybody may: the server's metrics ask for no password unless they are told to. */
    private static String scrape() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + Stage.managementPort() + "/metrics"))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private static double value(String metrics, String name) {
        Matcher line = Pattern.compile("(?m)^wildfly_poolwarden_" + Pattern.quote(name) + " (\\S+)")
                .matcher(metrics);
        assertTrue(
                line.find(),
                () -> name + " in: "
                        + metrics.lines()
                                .filter(one -> one.contains("poolwarden"))
                                .collect(Collectors.joining("\n")));
        return Double.parseDouble(line.group(1));
    }
}
