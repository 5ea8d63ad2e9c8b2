package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.Map;
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

/** The server of all other tests has neither, and Poolwarden runs there. */
@DisplayName("On a server with MicroProfile Health and OpenTelemetry")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MicroProfileIT {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String HEALTH = "org.wildfly.extension.microprofile.health-smallrye";

    private final StandIn oracle = StandIn.demo(0);
    private OtherServer server;
    private Warden warden;
    private LeakyApp app;

    @BeforeAll
    void boot() throws Exception {
        server = new OtherServer();
        server.user(Stage.OPERATOR, Stage.PASSWORD);
        server.operator(Stage.OPERATOR, Stage.PASSWORD);
        server.home().values(oracle.url());
        Files.copy(
                Stage.layout().artifacts().resolve("ojdbc11.jar"), server.zip().resolve("ojdbc11.jar"));
        succeed(server.home()
                .cli("--commands=embed-server,/extension=" + HEALTH + ":add,"
                        + "/subsystem=microprofile-health-smallrye:add(security-enabled=false),"
                        + "/extension=org.wildfly.extension.opentelemetry:add,/subsystem=opentelemetry:add,"
                        + "stop-embedded-server"));
        server.start(Map.of(
                "shop.url", oracle.url(),
                "shop.user", "SHOP",
                "shop.password", "shop",
                "ops.user", "OPSDBA",
                "ops.password", "opsdba",
                "poolwarden.suspect-after", "PT2S",
                "poolwarden.busy-grace", "PT1S",
                "poolwarden.trace-url", "https://jaeger.example.com/trace/{traceId}?a=1&b='2'",
                "poolwarden.health", "fail-when-exhausted"));
        connected("--file=modules.cli");
        connected("--file=" + Stage.layout().project().resolve("src-test/server/src/main/scripts/leaky.cli"));
        connected("--file=install.cli", "--properties=install.properties", "--resolve-parameter-values");
        connected("--command=deploy " + Stage.layout().artifacts().resolve("poolwarden-leaky-app.war")
                + " --name=leaky-app.war");
        warden = Warden.connect(Stage.OPERATOR, server.managementPort());
        app = new LeakyApp(server.httpPort());
    }

    @AfterAll
    void stop() throws Exception {
        try (oracle) {
            if (warden != null) {
                warden.close();
            }
            if (server != null) {
                server.close();
            }
        }
    }

    @Test
    @Order(1)
    @DisplayName("a lease has the span that was current at its checkout, and its page the address of the trace")
    void span() throws Exception {
        CompositeData lease = warden.leaseWithVerdict(OnServer.sid(app.post("/leak/span?name=a")), "LEAKED");

        assertEquals(TRACE, lease.get("traceId"), lease::toString);
        assertEquals("00f067aa0ba902b7", lease.get("spanId"));
        assertEquals("CHECKOUT", lease.get("traceSource"));
        Eventually.isTrue("the line of the leak has it", () -> server.log().contains("Trace (CHECKOUT): " + TRACE));
        Http console = Http.as(server.httpPort(), Stage.OPERATOR, Stage.PASSWORD, "/poolwarden");
        String page = console.get("/lease?lease=" + lease.get("leaseId")).body();
        assertTrue(
                page.contains("<a href=\"https://jaeger.example.com/trace/" + TRACE
                        + "?a=1&amp;b=&#039;2&#039;\" rel=\"noopener noreferrer\" target=\"_blank\">"),
                page);
        String json = console.get("/api/v1/leases/" + lease.get("leaseId") + "/explanation")
                .body();
        assertTrue(json.contains("\"traceUrl\":\"https://jaeger.example.com/trace/" + TRACE + "?a=1&b='2'\""), json);
        app.reset();
        CompositeData untraced = warden.leaseWithVerdict(OnServer.sid(app.post("/leak/idle?name=b")), "LEAKED");
        assertEquals(null, untraced.get("traceId"), "the same connection, outside of any span");
    }

    @Test
    @Order(2)
    @DisplayName("readiness tells of the leaks, is down while a pool is exhausted, and is as before without Poolwarden")
    void readiness() throws Exception {
        app.reset();
        ModelNode check = Eventually.get(
                "it is up", this::check, found -> found.get("status").asString().equals("UP"));
        assertEquals(0, check.get("data", "exhausted-pools").asInt(), check::toString);
        OnServer.sid(app.post("/leak/idle?name=1"));
        Eventually.isTrue("the leak is told", () -> check().get("data", "leaks").asInt(0) == 1);
        assertEquals(200, ready().statusCode(), "a leak is no reason to take the server out of service");
        app.post("/leak/idle?name=2");
        app.post("/leak/idle?name=3");
        Eventually.isTrue("it is down", () -> ready().statusCode() == 503);
        ModelNode down = check();
        assertEquals("DOWN", down.get("status").asString());
        assertEquals(1, down.get("data", "exhausted-pools").asInt());
        app.reset();
        Eventually.isTrue("it is up again", () -> ready().statusCode() == 200);

        connected("--command=/deployment=poolwarden.ear:redeploy");
        Eventually.isTrue("it is there again, once", () -> check().isDefined());
        connected("--command=/deployment=poolwarden.ear:undeploy");
        Eventually.isTrue("nothing of it is left", () -> !check().isDefined());
        assertFalse(server.log().contains("PWARDEN0530"), "nothing went wrong");
    }

    private HttpResponse<String> ready() throws Exception {
        URI address = URI.create("http://127.0.0.1:" + server.managementPort() + "/health/ready");
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }

    /** Ours; undefined if there is none. */
    private ModelNode check() throws Exception {
        ModelNode found = new ModelNode();
        for (ModelNode check :
                ModelNode.fromJSONString(ready().body()).get("checks").asList()) {
            if (check.get("name").asString().equals("poolwarden")) {
                assertFalse(found.isDefined(), "twice");
                found = check;
            }
        }
        return found;
    }

    private void connected(String... arguments) throws Exception {
        String[] all = new String[arguments.length + 1];
        all[0] = "--connect";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        succeed(server.cli(all));
    }

    private static void succeed(Cli.Answer answer) {
        assertEquals(0, answer.exitCode(), answer.output());
    }
}
