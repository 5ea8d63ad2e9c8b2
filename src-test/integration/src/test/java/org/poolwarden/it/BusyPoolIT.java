package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.poolwarden.standin.fault.Fault;
import org.poolwarden.standin.fault.When;

/** The server itself holds the monitor of a pool over the network: a flush that asks whether a connection is valid. */
@DisplayName("While a flush hangs in one pool")
class BusyPoolIT extends OnServer {

    private static final String POOL = "java:jboss/datasources/FiledDS";
    private static final String VALIDATION = "SELECT 'flushed' FROM DUAL";
    /** As many as a database has places for kills. */
    private static final int KILLS = 3;

    private static final int SIZE = KILLS + 1;
    private static final String ADD = "data-source add --name=BusyDS --jndi-name=" + POOL
            + " --driver-name=oracle --connection-url=" + Stage.database().url()
            + " --user-name=SHOP --password=shop --max-pool-size=" + SIZE
            + " --check-valid-connection-sql=\"" + VALIDATION + "\"";
    private static final String BUSY = "/subsystem=datasources/data-source=BusyDS:";

    private Fault fault;
    private CompletableFuture<Void> flush;

    @AfterEach
    void remove() throws Exception {
        if (fault != null) {
            fault.off();
        }
        if (flush != null) {
            flush.get(60, TimeUnit.SECONDS);
        }
        app.reset();
        Cli.succeed(BUSY + "remove{allow-resource-service-restart=true}");
    }

    @Test
    @DisplayName("kills in it hold up no kill of another pool of that database, and come to their end when it is free")
    @Tag("fault")
    void otherPoolsGoOn() throws Exception {
        Cli.succeed(ADD);
        Eventually.isTrue("the pool is seen", () -> warden.pools().contains(POOL));
        List<Integer> targets = new ArrayList<>();
        for (int i = 0; i < KILLS; i++) {
            targets.add(sid(app.post("/leak/idle?name=busy-" + i + "&ds=filed")));
        }
        int other = sid(app.post("/leak/idle?name=other"));
        app.post("/borrow?ds=filed"); // leaves an idle connection to ask
        List<Long> leases = new ArrayList<>();
        for (int target : targets) {
            leases.add((Long) warden.leaseWithVerdict(target, "LEAKED").get("leaseId"));
        }
        long otherLease = (Long) warden.leaseWithVerdict(other, "LEAKED").get("leaseId");
        flushThatHangs();

        List<String> kills = new ArrayList<>();
        for (long lease : leases) {
            kills.add(warden.kill(lease, "in the busy pool"));
        }
        for (int target : targets) {
            Eventually.isTrue("its session is ended", () -> !Sight.hasSession(target));
        }
        CompositeData end = warden.awaitEnd(warden.kill(otherLease, "beside it"));

        assertEquals("GONE", end.get("sessionState"), end::toString);
        assertEquals("FREED", end.get("slotState"), end::toString);
        assertEquals(1, fault.holding(), "the flush still hangs");
        for (String kill : kills) {
            CompositeData now =
                    Eventually.get("it is said what it waits for", () -> warden.killState(kill), state -> ((String)
                                    state.get("message"))
                            .contains("the pool is busy (thread \"management"));
            assertFalse((Boolean) now.get("over"), now::toString);
            assertEquals("FENCED", now.get("slotState"), now::toString);
        }

        fault.off();

        for (String kill : kills) {
            CompositeData now = warden.awaitEnd(kill);
            assertEquals("GONE", now.get("sessionState"), now::toString);
            assertEquals("FREED", now.get("slotState"), now::toString);
        }
        flush.get(60, TimeUnit.SECONDS);
        CompositeData pool = warden.pool(POOL);
        assertEquals(List.of(0, SIZE), List.of(pool.get("inUse"), pool.get("available")), pool::toString);
        List<CompletableFuture<String>> borrowers = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            borrowers.add(app.postAsync("/borrow?ds=filed"));
        }
        for (CompletableFuture<String> borrower : borrowers) {
            assertTrue(borrower.get(60, TimeUnit.SECONDS).contains("sid="), "every place of it can be borrowed");
        }
    }

    private void flushThatHangs() throws Exception {
        fault = Stage.database().faults().hangCall(When.sql(VALIDATION).times(1));
        flush = CompletableFuture.runAsync(() -> {
            try {
                Cli.succeed(BUSY + "flush-invalid-connection-in-pool");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        Eventually.isTrue("the flush hangs", () -> fault.holding() == 1);
    }
}
