package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An application that leaks and is undeployed")
class UndeployedIT extends OnServer {

    private static final String CONTEXT = "/leaving-app";
    private static final int ID = 9_301;

    @TempDir
    private Path files;

    /**
     * The thread that borrowed is the web server's and lives on: the deployment alone is the proof. An application of
     * the same code that stays is no part of it.
     */
    @Test
    @DisplayName("is named as gone, which is strong proof, and its slot is taken back with what it had not committed")
    void isNamedAndReclaimed() throws Exception {
        Cli.succeed("deploy " + Wars.leaky(files, "leaving-app.war", CONTEXT));
        int victim;
        int neighbour;
        try {
            victim = sid(LeakyApp.at(CONTEXT).post("/leak/transaction?name=v&row=3"));
            LeakyApp.at(CONTEXT).post("/insert?name=v&id=" + ID + "&value=never");
            neighbour = sid(app.post("/leak/idle?name=n"));
            CompositeData before = warden.leaseWithVerdict(victim, "LEAKED");
            assertEquals(List.of("leaving-app.war", "WEAK"), List.of(before.get("deployment"), before.get("proof")));
        } finally {
            Cli.succeed("undeploy leaving-app.war");
        }

        CompositeData lease = warden.leaseWithVerdict(victim, "LEAKED");
        assertEquals(List.of("leaving-app.war", "STRONG"), List.of(lease.get("deployment"), lease.get("proof")));
        List<String> reasons = Arrays.asList((String[]) lease.get("reasons"));
        assertTrue(
                reasons.stream().anyMatch(reason -> reason.contains("deployment leaving-app.war is gone")),
                reasons::toString);
        assertEquals("WEAK", warden.leaseWithVerdict(neighbour, "LEAKED").get("proof"));

        CompositeData kill = warden.awaitEnd(warden.kill((Long) lease.get("leaseId"), "its application has gone"));

        assertEquals("GONE", kill.get("sessionState"), kill::toString);
        assertEquals("FREED", kill.get("slotState"), kill::toString);
        assertFalse(Sight.hasSessionOf(lease));
        assertEquals("free", Sight.row(3));
        assertNull(Sight.row(ID));
        assertEquals(neighbour, sid(app.post("/use?name=n")));
        assertEquals(1, warden.pool(SHOP).get("inUse"));
        assertEquals(2, warden.pool(SHOP).get("available"));
    }
}
