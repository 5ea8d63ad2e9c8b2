package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.poolwarden.standin.database.catalog.SessionRow;

/** With a pool whose connections say another machine than this host. */
@DisplayName("A lease and its session")
class IdentityIT extends OnServer {

    private static final String POOL = "java:jboss/datasources/FiledDS";
    private static final String NAME = "/subsystem=datasources/data-source=NamedDS";
    private static final String MANAGER = "/subsystem=jca/cached-connection-manager=cached-connection-manager";

    @BeforeEach
    void add() throws Exception {
        Cli.succeed("data-source add --name=NamedDS --jndi-name=" + POOL + " --driver-name=oracle --connection-url="
                + Stage.database().url() + " --user-name=SHOP --password=shop --max-pool-size=3"
                + " --connection-properties={\"v\\$session.machine\"=>\"web-99\"}");
        Eventually.isTrue("the pool is seen", () -> {
            warden.leases();
            return warden.pools().contains(POOL);
        });
    }

    @AfterEach
    void remove() throws Exception {
        app.reset();
        Cli.succeed(NAME + ":remove{allow-resource-service-restart=true}");
    }

    @Test
    @DisplayName("belong together by the machine that the connection itself said at its login")
    void machine() throws Exception {
        int sid = sid(app.post("/leak/idle?name=named&ds=filed"));
        assertEquals("web-99", Database.session(sid).machine());
        CompositeData lease = warden.leaseWithVerdict(sid, "LEAKED");

        CompositeData kill = warden.awaitEnd(warden.kill((Long) lease.get("leaseId"), "by its own machine"));

        assertEquals("GONE", kill.get("sessionState"), kill::toString);
        assertEquals("FREED", kill.get("slotState"), kill::toString);
    }

    @Test
    @DisplayName("are compared again right before a kill: one that has moved is not ended, nor is the other's")
    @Tag("fault")
    void moved() throws Exception {
        int leaked = sid(app.post("/leak/idle?name=leak&ds=filed"));
        SessionRow other = Database.session(sid(app.post("/leak/idle?name=other")));
        CompositeData lease = warden.leaseWithVerdict(leaked, "LEAKED");
        app.post("/move?name=leak&id=" + other.sid() + "&value=" + other.serial());

        CompositeData kill = warden.awaitEnd(warden.kill((Long) lease.get("leaseId"), "it has moved"));

        assertEquals("SKIPPED", kill.get("sessionState"), kill::toString);
        assertEquals("HELD", kill.get("slotState"), kill::toString);
        assertTrue(((String) kill.get("message")).contains("PWARDEN0313"), kill::toString);
        assertTrue(Sight.hasSession(leaked) && Sight.hasSession(other.sid()), "neither was touched");
    }

    @Test
    @DisplayName("are read again at each checkout: two leases of one session are both UNMATCHED, and a problem")
    void shared() throws Exception {
        int first = sid(app.post("/leak/idle?name=first&ds=filed"));
        SessionRow other = Database.session(sid(app.post("/leak/idle?name=other")));
        warden.leaseWithVerdict(first, "LEAKED");
        app.post("/move?name=first&id=" + other.sid() + "&value=" + other.serial());
        app.post("/close?name=first");
        app.post("/leak/idle?name=again&ds=filed"); // the same connection, from the pool

        List<CompositeData> leases = warden.leases();

        assertEquals(2, leases.size());
        for (CompositeData lease : leases) {
            assertEquals("UNMATCHED", lease.get("verdict"), lease::toString);
            assertTrue(((String) lease.get("session")).endsWith("1," + other.sid() + "," + other.serial()));
        }
        assertTrue(
                warden.problems().toString().contains("PWARDEN0113: Several connections of this server call session"),
                () -> leases.toString());
        assertEquals(2, Eventually.get("both are leaks", () -> warden.leaks().size(), count -> count == 2));
    }

    @Test
    @DisplayName("are not all of it where the server closes leaks by itself: the status says so")
    void debug() throws Exception {
        assertFalse(warden.status().contains("PWARDEN0117"), warden::toString);
        Cli.succeed(MANAGER + ":write-attribute(name=debug,value=true)");
        try {
            assertTrue(warden.status().contains("PWARDEN0117: The server closes by itself"), warden.status());
        } finally {
            Cli.succeed(MANAGER + ":write-attribute(name=debug,value=false)");
        }
    }
}
