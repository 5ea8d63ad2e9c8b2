package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.poolwarden.standin.database.Backstage;

@DisplayName("A lease whose session somebody else has ended")
class ZombieIT extends OnServer {

    private static final int ID = 9_401;

    private final Backstage backstage = Stage.database().backstage();

    @AfterEach
    void everythingGoesWellAgain() {
        backstage.takeBack();
    }

    @Test
    @DisplayName("is a ZOMBIE, its slot is taken back and nothing is asked to be ended, and its neighbour lives")
    @Tag("fault")
    void reclaimed() throws Exception {
        int neighbour = sid(app.post("/leak/idle?name=n"));
        int sid = sid(app.post("/leak/idle?name=z"));
        warden.lease(sid);
        int serial = Database.session(sid).serial();
        backstage.endProcess(Database.session(sid).key());
        CompositeData lease = warden.leaseWithVerdict(sid, "ZOMBIE");
        assertEquals(2, warden.pool(SHOP).get("inUse"), "the pool knows nothing of it");

        CompositeData kill = kill(lease);

        assertEquals("GONE/FREED", kill.get("sessionState") + "/" + kill.get("slotState"), kill::toString);
        assertNull(Sight.audit(sid, serial), "it was asked about, which leaves no row, and not asked to be ended");
        assertEquals(
                List.of(1, 2),
                List.of(warden.pool(SHOP).get("inUse"), warden.pool(SHOP).get("available")));
        assertEquals(neighbour, sid(app.post("/use?name=n")));
        assertTrue(app.post("/close?name=z").contains("IJ031040"), "the stale handle says that it is stale");
    }

    /** KILL SESSION leaves an idle session in the list until its client calls again. */
    @Test
    @DisplayName("is a ZOMBIE too while its session is still listed as KILLED, and gives its slot back")
    @Tag("fault")
    void killedByADba() throws Exception {
        int sid = sid(app.post("/leak/transaction?name=z&row=4"));
        warden.lease(sid);
        try (Connection dba = Sight.as("OPSDBA", "opsdba");
                Statement kill = dba.createStatement()) {
            kill.execute("ALTER SYSTEM KILL SESSION '" + sid + ","
                    + Database.session(sid).serial() + "'");
        }
        CompositeData lease = warden.leaseWithVerdict(sid, "ZOMBIE");
        assertEquals("KILLED", lease.get("sessionStatus"));

        CompositeData kill = kill(lease);

        assertEquals("GONE/FREED", kill.get("sessionState") + "/" + kill.get("slotState"), kill::toString);
        assertFalse(Sight.hasSessionOf(lease));
        assertEquals(3, warden.pool(SHOP).get("available"));
        assertEquals("free", Sight.row(4));
    }

    @Test
    @DisplayName("makes the commit of its JTA transaction throw")
    void inATransaction() throws Exception {
        CompletableFuture<String> held = app.postAsync("/hold?demarcation=bean&id=" + ID);
        Eventually.get("it stands still", app::status, status -> status.contains("standing=1"));
        CompositeData lease = warden.leases().get(0);
        int sid = Integer.parseInt(((String) lease.get("session")).split(",")[1]);
        backstage.endProcess(Database.session(sid).key());
        warden.leaseWithVerdict(sid, "ZOMBIE");

        CompositeData kill = kill(lease);

        assertEquals("FREED", kill.get("slotState"), kill::toString);
        app.post("/go-on");
        String answer = held.get(1, TimeUnit.MINUTES);
        assertTrue(answer.contains("commit=jakarta.transaction.RollbackException"), answer);
        assertFalse(Sight.hasSessionOf(lease));
        assertNull(Sight.row(ID));
    }

    private CompositeData kill(CompositeData lease) throws Exception {
        return warden.awaitEnd(warden.kill((Long) lease.get("leaseId"), "its session has gone"));
    }
}
