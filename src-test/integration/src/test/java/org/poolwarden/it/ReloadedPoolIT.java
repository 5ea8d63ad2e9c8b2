package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * WildFly's disable and enable of a datasource need a reload of the server, which deploys Poolwarden anew as well; what
 * makes a pool anew in a running server is removing and adding it.
 */
@DisplayName("A pool that goes and comes again while Poolwarden runs")
class ReloadedPoolIT extends OnServer {

    private static final String POOL = "java:jboss/datasources/FiledDS";
    private static final String ADD = "data-source add --name=ReloadedDS --jndi-name=" + POOL
            + " --driver-name=oracle --connection-url=" + Stage.database().url()
            + " --user-name=SHOP --password=shop --max-pool-size=3";
    private static final String REMOVE =
            "/subsystem=datasources/data-source=ReloadedDS:remove{allow-resource-service-restart=true}";

    @AfterEach
    void remove() throws Exception {
        app.reset();
        Cli.succeed(REMOVE);
    }

    /** Nobody asks for anything between the pool's coming and its leak. */
    @Test
    @DisplayName("is taken up unasked both times, and its leaks are found with their borrowers and taken back")
    @Tag("fault")
    void goesAndComes() throws Exception {
        long times = timesTakenUp();
        Cli.succeed(ADD);
        Eventually.get("it is taken up", ReloadedPoolIT::timesTakenUp, count -> count == times + 1);
        int before = sid(app.post("/leak/idle?name=before&ds=filed"));
        CompositeData old = warden.lease(before);
        assertBorrower(old);

        Cli.script(List.of(REMOVE, ADD));
        Eventually.get("it is taken up again", ReloadedPoolIT::timesTakenUp, count -> count == times + 2);

        assertFalse(Sight.hasSessionOf(old), "the server itself has ended the pool's connections");
        int after = sid(app.post("/leak/idle?name=after&ds=filed"));
        CompositeData lease = warden.leaseWithVerdict(after, "LEAKED");
        assertEquals(1, warden.leases().size(), "nothing is left of the old pool");
        assertBorrower(lease);
        assertTrue((Long) lease.get("leaseId") > (Long) old.get("leaseId"), "another lease, another id");

        CompositeData kill = warden.awaitEnd(warden.kill((Long) lease.get("leaseId"), "after a reload"));

        assertEquals("GONE", kill.get("sessionState"), kill::toString);
        assertEquals("FREED", kill.get("slotState"), kill::toString);
        assertEquals(
                List.of(0, 3),
                List.of(warden.pool(POOL).get("inUse"), warden.pool(POOL).get("available")));
        app.post("/borrow?ds=filed");
    }

    private static void assertBorrower(CompositeData lease) {
        assertEquals("leaky-app.war", lease.get("deployment"), lease::toString);
        assertTrue(((String) lease.get("callSite")).startsWith("org.poolwarden.leaky."), lease::toString);
    }

    private static long timesTakenUp() throws IOException {
        Path log = Stage.layout().base().resolve("log/server.log");
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains("PWARDEN0112: Listening to " + POOL + "."))
                    .count();
        }
    }
}
