package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Two applications that each define a java:app/SameDS")
class SameNameIT extends OnServer {

    private static final String NAME = "java:app/SameDS";
    private static final List<String> KEYS = List.of(NAME + "@one", NAME + "@two");

    @TempDir
    private Path files;

    @BeforeEach
    void deploy() throws Exception {
        Path war = Wars.leaking(files, NAME);
        Cli.script(List.of("deploy " + war + " --name=one.war", "deploy " + war + " --name=two.war"));
    }

    @AfterEach
    void undeploy() throws Exception {
        Cli.script(List.of("undeploy one.war", "undeploy two.war"));
    }

    @Test
    @DisplayName("have two pools, each with a name of its own, in every interface")
    void twoPools() throws Exception {
        List<String> pools = bothPools();
        assertEquals(pools.size(), pools.stream().distinct().count(), pools::toString);
        for (String key : KEYS) {
            String resource = Cli.succeed(
                    "/subsystem=poolwarden/data-source=\"" + key + "\":read-resource(include-runtime=true)");
            assertTrue(resource.contains("\"available\" : 3"), resource);
        }
        String metrics = Http.as(Stage.OPERATOR, Stage.PASSWORD, "/poolwarden")
                .get("/metrics")
                .body();
        List<String> series = metrics.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .toList();
        assertEquals(series.size(), series.stream().distinct().count(), metrics);
        assertTrue(metrics.contains("SameDS@one") && metrics.contains("SameDS@two"), metrics);
    }

    @Test
    @DisplayName("leak each into its own, and a batch for one of the pools leaves the other's leak alone")
    void batchOfOne() throws Exception {
        bothPools(); // what is borrowed before they are seen has no known borrower
        for (String application : List.of("one", "two")) {
            assertEquals(
                    200,
                    Http.anonymous(Stage.httpPort(), "/" + application)
                            .get("/leak.jsp")
                            .statusCode());
        }
        List<CompositeData> leaks = Eventually.get(
                "both leaks",
                () -> warden.leaks().stream()
                        .filter(leak -> leak.get("verdict").equals("LEAKED"))
                        .toList(),
                found -> found.size() == 2);
        assertEquals(
                Set.copyOf(KEYS), leaks.stream().map(leak -> leak.get("pool")).collect(Collectors.toSet()));
        RuntimeMBeanException neither =
                assertThrows(RuntimeMBeanException.class, () -> warden.lines("previewBatch", "", NAME, "", "", "", 5));
        assertTrue(neither.getCause().getMessage().startsWith("PWARDEN0457"), neither::toString);

        String batch = (String) warden.ask("killBatch", "", NAME + "@one", "", "", "", 5, "one of two");
        Eventually.isTrue(
                "the batch is over", () -> (Boolean) warden.batchState(batch).get("over"));

        assertTrue(((String) warden.batchState(batch).get("message")).contains("1 GONE"));
        List<CompositeData> left = warden.leaks();
        assertEquals(
                List.of(NAME + "@two"),
                left.stream().map(leak -> leak.get("pool")).toList());
        assertEquals(0, warden.pool(NAME + "@one").get("inUse"));
        assertEquals(1, warden.pool(NAME + "@two").get("inUse"));
    }

    private List<String> bothPools() throws Exception {
        return Eventually.get("both pools", warden::pools, found -> found.containsAll(KEYS));
    }
}
