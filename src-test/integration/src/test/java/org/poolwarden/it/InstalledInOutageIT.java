package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.poolwarden.standin.database.catalog.SessionRow;
import org.poolwarden.standin.fault.CallKind;
import org.poolwarden.standin.fault.Fault;
import org.poolwarden.standin.fault.When;

/** What was checked out before, and the driver of which answers nothing: a statement hangs in it. */
@DisplayName("Deployed while a statement hangs, Poolwarden")
class InstalledInOutageIT extends OnServer {

    private static final String POOL = "java:jboss/datasources/FiledDS";

    @Test
    @DisplayName("matches at its first scan every lease, also the one that hangs, and ends that one")
    @Tag("fault")
    void matches() throws Exception {
        int holder = sid(app.post("/leak/transaction?name=holder&row=1"));
        CompletableFuture<String> waiter = app.postAsync("/wait-for-row?row=1");
        Eventually.isTrue("it waits", () -> Database.blocks(holder) == 1);
        int idle = sid(app.post("/leak/idle?name=idle"));
        deployAnew();

        List<CompositeData> leases = warden.leases();

        assertEquals(3, leases.size());
        for (CompositeData lease : leases) {
            assertTrue(lease.get("session") != null && !"UNMATCHED".equals(lease.get("verdict")), leases::toString);
            assertNull(lease.get("thread"), "it is from before the deployment");
        }
        CompositeData hangs = leases.stream()
                .filter(lease ->
                        !List.of(Database.key(holder), Database.key(idle)).contains(lease.get("session")))
                .findFirst()
                .orElseThrow();
        CompositeData kill = warden.awaitEnd(warden.kill((Long) hangs.get("leaseId"), "hangs since before"));

        assertEquals("GONE", kill.get("sessionState"), kill::toString);
        assertEquals("FREED", kill.get("slotState"), kill::toString);
        assertThrows(ExecutionException.class, () -> waiter.get(1, TimeUnit.MINUTES));
        assertTrue(Sight.hasSession(holder) && Sight.hasSession(idle), "the neighbours live");
    }

    /** In a pool of its own, for what a driver was made to say stays with its connection. */
    @Test
    @DisplayName("does not end a session that has changed under the connection since, though it hangs")
    @Tag("fault")
    void changed() throws Exception {
        Cli.succeed("data-source add --name=MovedDS --jndi-name=" + POOL + " --driver-name=oracle --connection-url="
                + Stage.database().url() + " --user-name=SHOP --password=shop --max-pool-size=1");
        try {
            changedWhileItHangs();
        } finally {
            app.reset();
            Cli.succeed("/subsystem=datasources/data-source=MovedDS:remove{allow-resource-service-restart=true}");
        }
    }

    private void changedWhileItHangs() throws Exception {
        int victim = sid(app.post("/leak/idle?name=victim&ds=filed"));
        SessionRow other = Database.session(sid(app.post("/leak/idle?name=other")));
        deployAnew();
        CompositeData lease = warden.lease(victim);
        app.post("/move?name=victim&id=" + other.sid() + "&value=" + other.serial());
        Fault fault =
                Stage.database().faults().hangCall(When.call(CallKind.EXECUTE).by("SHOP"));
        CompletableFuture<String> user = app.postAsync("/use?name=victim");
        try {
            Eventually.isTrue("it hangs", () -> fault.holding() == 1);

            CompositeData kill = warden.awaitEnd(warden.kill((Long) lease.get("leaseId"), "it has moved"));

            assertEquals("SKIPPED", kill.get("sessionState"), kill::toString);
            assertEquals("HELD", kill.get("slotState"), kill::toString);
            assertTrue(((String) kill.get("message")).contains("PWARDEN0313"), kill::toString);
            assertTrue(Sight.hasSession(victim) && Sight.hasSession(other.sid()), "neither was touched");
        } finally {
            fault.off();
            user.get(1, TimeUnit.MINUTES);
        }
    }

    private void deployAnew() throws Exception {
        Cli.succeed("/deployment=poolwarden.ear:undeploy");
        Cli.succeed("/deployment=poolwarden.ear:deploy");
        Eventually.isTrue("the MBean is back", () -> warden.server().isRegistered(new ObjectName(Warden.OBJECT_NAME)));
    }
}
