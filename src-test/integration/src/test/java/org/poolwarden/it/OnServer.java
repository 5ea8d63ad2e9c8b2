package org.poolwarden.it;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test against the running server; begins and ends with nothing checked out of the leaky application's pools. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
abstract class OnServer {

    static final String SHOP = "java:jboss/datasources/ShopDS";
    static final String OPS = "java:jboss/datasources/OpsDS";

    private static final Pattern SID = Pattern.compile("(?m)^sid=(\\d+)$");

    final LeakyApp app = new LeakyApp();
    Warden warden;

    @BeforeEach
    void connect() throws Exception {
        warden = Warden.connect();
        nothingIsBorrowed();
        Sight.freeRows();
    }

    @AfterEach
    void clean() throws Exception {
        app.reset();
        nothingIsBorrowed();
        warden.close();
        Stage.database().assertUnderstood();
    }

    /** The session that an answer of the leaky application names. */
    static int sid(String answer) {
        Matcher matcher = SID.matcher(answer);
        if (!matcher.find()) {
            throw new AssertionError("no sid= in " + answer);
        }
        int sid = Integer.parseInt(matcher.group(1));
        Sight.remember(sid);
        return sid;
    }

    /**
     * The second datasource with another definition: most of it cannot be changed without a reload of the server.
     * Poolwarden has seen it then; what is checked out before that has no borrower.
     */
    void opsDatasource(String definition) throws Exception {
        Cli.script(List.of(
                "/subsystem=datasources/data-source=OpsDS:remove{allow-resource-service-restart=true}", definition));
        Eventually.isTrue("the pool is seen", () -> {
            warden.leases();
            return warden.pools().contains(OPS);
        });
    }

    /** The second datasource with so many connections, each with its session, and all of them leaked. */
    void leakAllOf(int number) throws Exception {
        opsDatasource(Stage.opsDatasource()
                .replace("${ops.user}", "SHOP")
                .replace("${ops.password}", "shop")
                .replace("--max-pool-size=3", "--max-pool-size=" + number));
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            List<CompletableFuture<Void>> leaks = new ArrayList<>();
            for (int i = 0; i < number; i++) {
                String name = "t" + i;
                leaks.add(CompletableFuture.runAsync(() -> leakOfOps(name), callers));
            }
            leaks.forEach(CompletableFuture::join);
        } finally {
            callers.shutdownNow();
        }
    }

    private void leakOfOps(String name) {
        try {
            app.post("/leak/idle?ds=ops&name=" + name);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    void nothingIsBorrowed() throws Exception {
        for (String pool : new String[] {SHOP, OPS}) {
            Eventually.isTrue(
                    pool + " has all its connections back",
                    () -> warden.pool(pool).get("inUse").equals(0)
                            && warden.pool(pool).get("available").equals(3));
        }
    }
}
