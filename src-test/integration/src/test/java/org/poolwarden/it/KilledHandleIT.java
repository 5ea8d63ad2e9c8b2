package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The application inserts a row and stands still; a kill; it leaves its connection in some way and then does three
 * units of work in the same component. What has become of the rows is asked in sessions of our own.
 */
@DisplayName("After a kill the component that borrowed")
class KilledHandleIT extends OnServer {

    private static final String XA = "java:jboss/datasources/ShopXaDS";
    private static final String NO_EXCEPTION = "no exception";

    private static int lastId = 8000;

    private final int id = lastId += 10;

    @BeforeAll
    static void addXaPool() throws Exception {
        Cli.script(List.of("xa-data-source add --name=ShopXaDS --jndi-name=" + XA + " --driver-name=oracle"
                + " --xa-datasource-properties={URL=>\"" + Stage.database().url() + "\"}"
                + " --user-name=SHOP --password=shop --max-pool-size=3 --same-rm-override=false"));
    }

    @AfterAll
    static void removeXaPool() throws Exception {
        Cli.script(
                List.of("/subsystem=datasources/xa-data-source=ShopXaDS:remove{allow-resource-service-restart=true}"));
    }

    @ParameterizedTest(name = "{0} leave={1}, datasource {2}")
    @CsvSource({
        "/next-units, close, shop", "/next-units, forget, shop", "/next-units, shared, shop",
        "/next-units, close, xa", "/next-units, forget, xa", "/next-units, shared, xa",
        "/next-units/task, close, shop", "/next-units/task, forget, shop", "/next-units/task, close, xa"
    })
    @DisplayName("works on as if it had borrowed for the first time:")
    void worksOn(String path, String leave, String datasource) throws Exception {
        CompletableFuture<String> held = standing(path + "?leave=" + leave + "&ds=" + datasource + "&id=" + id);
        CompositeData lease = onlyLease(pool(datasource));

        CompositeData kill = warden.awaitEnd(warden.kill((Long) lease.get("leaseId"), "in a component"));

        assertEquals("GONE/FREED", states(kill), kill::toString);
        assertUnitsCommitted(goOn(held));
        assertNull(Sight.row(id), "what was not committed by anybody");
        assertNothingBorrowed(pool(datasource));
    }

    /** The database spares the transaction, nobody ends it, and the pool hears nothing of the close. */
    @ParameterizedTest(name = "{0}, datasource {1}")
    @CsvSource({"/next-units, shop", "/next-units, xa", "/next-units/task, shop"})
    @DisplayName("never commits, with its next unit of work, what it left open under POST_TRANSACTION:")
    void abandoned(String path, String datasource) throws Exception {
        CompletableFuture<String> held = standing(path + "?leave=close&ds=" + datasource + "&id=" + id);
        CompositeData lease = onlyLease(pool(datasource));
        String kill = warden.kill((Long) lease.get("leaseId"), "POST_TRANSACTION", 0, "leaves it open");
        warden.awaitState(kill, "MARKED");

        assertUnitsCommitted(goOn(held));

        CompositeData end = warden.awaitEnd(kill);
        assertEquals("GONE/FREED", states(end), end::toString);
        assertFalse(((String) end.get("message")).contains("allowed to finish first"), end::toString);
        Sight.tryToInsert(id).get(30, TimeUnit.SECONDS);
        assertNull(Sight.row(id), "what was not committed by anybody");
        assertNothingBorrowed(pool(datasource));
    }

    private void assertUnitsCommitted(String answer) throws Exception {
        for (int unit = 1; unit <= 3; unit++) {
            assertTrue(answer.contains("unit" + unit + "=" + NO_EXCEPTION), answer);
            assertEquals("next", Sight.row(id + unit));
        }
    }

    private CompletableFuture<String> standing(String request) throws Exception {
        CompletableFuture<String> held = app.postAsync(request);
        Eventually.isTrue(
                "it stands still", () -> held.isDone() || app.status().lines().anyMatch("standing=1"::equals));
        assertFalse(held.isDone(), () -> "it did not stand still: " + held.join());
        return held;
    }

    private String goOn(CompletableFuture<String> held) throws Exception {
        app.post("/go-on");
        return held.get(1, TimeUnit.MINUTES);
    }

    private CompositeData onlyLease(String pool) throws Exception {
        List<CompositeData> leases = warden.leases().stream()
                .filter(lease -> pool.equals(lease.get("pool")))
                .toList();
        assertEquals(1, leases.size(), leases::toString);
        return leases.get(0);
    }

    private void assertNothingBorrowed(String pool) throws Exception {
        Eventually.isTrue(
                "nothing is borrowed from " + pool,
                () -> warden.pool(pool).get("inUse").equals(0));
        assertEquals(3, warden.pool(pool).get("available"));
    }

    private static String pool(String datasource) {
        return "xa".equals(datasource) ? XA : SHOP;
    }

    private static String states(CompositeData kill) {
        return kill.get("sessionState") + "/" + kill.get("slotState");
    }
}
