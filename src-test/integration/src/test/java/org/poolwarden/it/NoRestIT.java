package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.Map;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("On a server without Jakarta REST")
class NoRestIT {

    @Test
    @DisplayName("Poolwarden is deployed with its console, and the API says what it lacks")
    void works() throws Exception {
        try (OtherServer server = new OtherServer()) {
            Cli.Answer without = server.home()
                    .cli("--commands=embed-server,/subsystem=jaxrs:remove,/extension=org.jboss.as.jaxrs:remove,"
                            + "stop-embedded-server");
            assertEquals(0, without.exitCode(), without::output);
            assertFalse(server.configuration().contains("jaxrs"));
            server.operator(Stage.OPERATOR, Stage.PASSWORD);
            Files.copy(
                    Stage.layout().artifacts().resolve("poolwarden-ear.ear"),
                    server.home().layout().base().resolve("deployments/poolwarden.ear"));
            server.start(Map.of());
            Http console = Http.as(server.httpPort(), Stage.OPERATOR, Stage.PASSWORD, "/poolwarden");
            Eventually.get("the console", () -> console.get("/leases"), page -> page.statusCode() == 200);
            assertEquals(200, console.get("/metrics").statusCode());

            for (String path : new String[] {"/api/v1/leases", "/api/v1/openapi.json", "/api/v1"}) {
                HttpResponse<String> answer = console.get(path);
                ModelNode problem = ApiProblem.assertOne(path, answer);
                assertEquals(501, answer.statusCode(), path);
                assertEquals("PWARDEN0499", problem.get("code").asString());
            }
            assertEquals(404, console.get("/api/v2").statusCode());
            assertEquals(
                    401,
                    Http.anonymous(server.httpPort(), "/poolwarden")
                            .get("/api/v1/leases")
                            .statusCode());
            assertTrue(server.isAlive());
            assertFalse(server.log().contains("ERROR ["), server.log());
        }
    }
}
