package org.poolwarden.it.soak;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.dmr.ModelNode;
import org.poolwarden.it.Eventually;
import org.poolwarden.it.Http;
import org.poolwarden.it.Management;
import org.poolwarden.it.Stage;
import org.poolwarden.it.Warden;
import org.poolwarden.server.Layout;
import org.poolwarden.server.Preparation;
import org.poolwarden.server.WildFly;

/** A WildFly of the soak's own, with Poolwarden and the leaky application. */
final class SoakServer implements AutoCloseable {

    /** Beside the ports of Arquillian's server and of other tests. */
    private static final int NEXT = 70;

    /** The places of each of the pools that the soak uses; see soak.cli. */
    static final int PLACES = 6;

    static final List<String> POOLS = List.of("ShopDS", "ShopXaDS", "LedgerXaDS");
    /** Its sessions belong to a user whom the guard protects. */
    private static final String PROTECTED_POOL = "OpsDS";

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final WildFly server;
    private final Management management;
    private final Warden warden;

    private SoakServer(WildFly server) throws Exception {
        this.server = server;
        Eventually.within(PATIENCE, "WildFly is up, see " + server.console(), this::answers, up -> up);
        management = Management.as(Stage.OPERATOR, server.managementPort());
        warden = Warden.connect(Stage.OPERATOR, server.managementPort());
    }

    static SoakServer start(StandInProcess database) throws Exception {
        Layout stage = Stage.layout();
        Layout layout = new Layout(
                stage.wildfly(),
                stage.project(),
                stage.artifacts(),
                stage.work().resolveSibling("server-soak"));
        Preparation preparation = new Preparation(layout);
        preparation.prepare("xa.cli", "soak.cli");
        preparation.applicationUser(Stage.OPERATOR, Stage.PASSWORD, "poolwarden-operator");
        preparation.managementUser(Stage.OPERATOR, Stage.PASSWORD);
        preparation.managementUser(Stage.COLLEAGUE, Stage.PASSWORD);
        Files.copy(
                layout.artifacts().resolve("poolwarden-ear.ear"), layout.base().resolve("deployments/poolwarden.ear"));
        Files.copy(
                layout.artifacts().resolve("poolwarden-leaky-app.war"),
                layout.base().resolve("deployments/leaky-app.war"));
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("shop.url", database.url());
        properties.put("shop.user", "SHOP");
        properties.put("shop.password", "shop");
        properties.put("ops.user", "OPSDBA");
        properties.put("ops.password", "opsdba");
        properties.put("poolwarden.guard.url", database.url());
        properties.put("poolwarden.guard.user", "POOLWARDEN");
        properties.put("poolwarden.suspect-after", "PT1S");
        properties.put("poolwarden.busy-grace", "PT1S");
        properties.put("poolwarden.scan-every", "PT1S");
        properties.put("poolwarden.kill-poll", "PT0.2S");
        properties.put("poolwarden.kill-stuck", "PT3S");
        return new SoakServer(WildFly.start(
                layout, Stage.offset() + NEXT, properties, List.of("-XX:SoftRefLRUPolicyMSPerMB=0"), null));
    }

    private boolean answers() throws InterruptedException {
        assertTrue(server.process().isAlive(), () -> "WildFly has ended, see " + server.console());
        try {
            return Http.as(server.httpPort(), Stage.OPERATOR, Stage.PASSWORD, "/poolwarden")
                                    .get("/api/v1/pools")
                                    .statusCode()
                            == 200
                    && Http.as(server.httpPort(), Stage.OPERATOR, Stage.PASSWORD, "/leaky-app")
                                    .get("/status")
                                    .statusCode()
                            == 200;
        } catch (IOException expected) {
            return false;
        }
    }

    int httpPort() {
        return server.httpPort();
    }

    int managementPort() {
        return server.managementPort();
    }

    Warden warden() {
        return warden;
    }

    /** Closes what is idle, and what is in use when it is returned. */
    void flush(String how) throws Exception {
        for (String pool : POOLS) {
            operation(how, "subsystem", "datasources", kind(pool), pool);
        }
        operation(how, "subsystem", "datasources", kind(PROTECTED_POOL), PROTECTED_POOL);
    }

    /** As the pool's own statistics have it; Poolwarden has no part in them. */
    int statistic(String pool, String name) throws Exception {
        ModelNode operation =
                node("read-attribute", "subsystem", "datasources", kind(pool), pool, "statistics", "pool");
        operation.get("name").set(name);
        return management.ask(operation).result().asInt();
    }

    void redeploy() throws Exception {
        operation("redeploy", "deployment", "poolwarden.ear");
    }

    private void operation(String name, String... address) throws Exception {
        management.ask(node(name, address)).result();
    }

    private static ModelNode node(String name, String... address) {
        ModelNode operation = new ModelNode();
        operation.get("operation").set(name);
        for (int i = 0; i < address.length; i += 2) {
            operation.get("address").add(address[i], address[i + 1]);
        }
        return operation;
    }

    private static String kind(String pool) {
        return pool.contains("Xa") ? "xa-data-source" : "data-source";
    }

    @Override
    public void close() throws Exception {
        warden.close();
        server.close();
    }
}
