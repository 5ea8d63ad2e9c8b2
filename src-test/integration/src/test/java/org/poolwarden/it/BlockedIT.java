package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.poolwarden.standin.fault.CallKind;
import org.poolwarden.standin.fault.Fault;
import org.poolwarden.standin.fault.Faults;
import org.poolwarden.standin.fault.When;

@DisplayName("A thread that is blocked in its connection")
class BlockedIT extends OnServer {

    private static final String WIRED = "java:jboss/datasources/FiledDS";

    @Test
    @DisplayName("comes free when it waits for a row, and who holds the row goes on holding it")
    void waitsForARow() throws Exception {
        int holder = sid(app.post("/leak/transaction?name=holder&row=1"));
        CompletableFuture<String> waiter = app.postAsync("/wait-for-row?row=1");
        Eventually.isTrue("it waits", () -> Database.blocks(holder) == 1);
        CompositeData lease = Eventually.get(
                "the lease that waits",
                () -> warden.leases().stream()
                        .filter(found -> !((String) found.get("session")).startsWith("1," + holder + ","))
                        .findFirst()
                        .orElse(null),
                found -> found != null);

        CompositeData kill = warden.awaitEnd(warden.kill((Long) lease.get("leaseId"), "waits too long"));

        assertEquals("GONE", kill.get("sessionState"), kill::toString);
        assertEquals("FREED", kill.get("slotState"), kill::toString);
        ExecutionException failed = assertThrows(ExecutionException.class, () -> waiter.get(1, TimeUnit.MINUTES));
        assertTrue(failed.toString().contains("answered java.sql.SQL"), failed.toString());
        assertEquals(holder, sid(app.post("/use?name=holder")));
        assertEquals(1, warden.pool(SHOP).get("inUse"));
        assertEquals(2, warden.pool(SHOP).get("available"));
    }

    /** It has rows already, and waits for the next; what it has inserted before is not committed. */
    @ParameterizedTest
    @ValueSource(strings = {"hangs before it is answered", "has its answer lost on the way"})
    @DisplayName("comes free when it fetches and the fetch")
    void fetches(String what) throws Exception {
        int id = what.length() + 9_100;
        Faults faults = Stage.database().faults();
        When fetch = When.call(CallKind.FETCH).by("SHOP");
        Fault fault = what.startsWith("hangs") ? faults.hangCall(fetch) : faults.hangReply(fetch);
        try {
            CompletableFuture<String> fetching = app.postAsync("/fetch?id=" + id);
            Eventually.isTrue("it fetches", () -> fault.holding() == 1);
            CompositeData lease = warden.leases().get(0);

            CompositeData kill = warden.awaitEnd(warden.kill((Long) lease.get("leaseId"), "fetches for ever"));

            assertEquals("GONE", kill.get("sessionState"), kill::toString);
            assertEquals("FREED", kill.get("slotState"), kill::toString);
            ExecutionException failed = assertThrows(ExecutionException.class, () -> fetching.get(1, TimeUnit.MINUTES));
            assertTrue(failed.toString().contains("answered java.sql.SQL"), failed.toString());
            assertEquals(0, fault.holding());
            Sight.tryToInsert(id).get(30, TimeUnit.SECONDS);
            assertNull(Sight.row(id));
            assertEquals(3, warden.pool(SHOP).get("available"));
        } finally {
            fault.off();
        }
    }

    /** The network is silent: not even the end of the session reaches the driver. Only the abort frees the thread. */
    @Test
    @DisplayName("comes free when it reads from a socket that never says anything again")
    @Tag("fault")
    void readsForEver() throws Exception {
        try (Wire wire = new Wire(Stage.database().port())) {
            String url = Stage.database().url().replace(":" + Stage.database().port() + "/", ":" + wire.port() + "/");
            Cli.succeed("data-source add --name=WiredDS --jndi-name=" + WIRED + " --driver-name=oracle"
                    + " --connection-url=" + url + " --user-name=SHOP --password=shop --max-pool-size=3"
                    + " --flush-strategy=EntirePool");
            try {
                assertTrue(warden.pools().contains(WIRED), "Poolwarden has taken up the new pool");
                int neighbour = sid(app.post("/leak/idle?name=neighbour&ds=filed"));
                int victim = sid(app.post("/leak/idle?name=victim&ds=filed"));
                CompositeData lease = warden.leaseWithVerdict(victim, "LEAKED");
                wire.goSilent();
                CompletableFuture<String> reader = app.postAsync("/use?name=victim");
                Eventually.isTrue("it reads", wire::hasSwallowed);

                CompositeData kill = warden.awaitEnd(warden.kill((Long) lease.get("leaseId"), "silent network"));

                assertEquals("GONE", kill.get("sessionState"), kill::toString);
                assertEquals("FREED", kill.get("slotState"), kill::toString);
                assertFalse(Sight.hasSessionOf(lease));
                assertThrows(ExecutionException.class, () -> reader.get(1, TimeUnit.MINUTES));
                assertTrue(Sight.hasSession(neighbour), "EntirePool took the neighbour along");
                CompositeData pool = warden.pool(WIRED);
                assertEquals(List.of(1, 2), List.of(pool.get("inUse"), pool.get("available")));
                Eventually.isTrue("closed", () -> warden.status().contains("No physical connection is being closed"));
            } finally {
                wire.close();
                app.reset();
                Cli.succeed("/subsystem=datasources/data-source=WiredDS:remove{allow-resource-service-restart=true}");
            }
        }
    }
}
