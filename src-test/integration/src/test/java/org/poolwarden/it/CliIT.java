package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The real jboss-cli.sh")
class CliIT extends OnServer {

    private static final Pattern LEASE_ID = Pattern.compile("\"lease-id\" : (\\d+)L?");
    private static final Pattern KILL_ID = Pattern.compile("\"kill-id\" : \"([^\"]+)\"");

    @Test
    @DisplayName("lists the leaks and kills one; the neighbour lives")
    void listsAndKills() throws Exception {
        int victim = sid(app.post("/leak/ended-thread?name=v"));
        int neighbour = sid(app.post("/leak/idle?name=n"));
        CompositeData lease = warden.leaseWithVerdict(victim, "LEAKED");

        String leaks = Cli.succeed("/subsystem=poolwarden:list-leaks");
        assertTrue(leaks.contains("\"verdict\" : \"LEAKED\""), leaks);
        assertTrue(leaks.contains(Database.key(victim)), leaks);
        assertTrue(leaks.contains("leaky-ended-v"), leaks);
        assertTrue(
                LEASE_ID.matcher(leaks)
                        .results()
                        .anyMatch(m -> Long.parseLong(m.group(1)) == (Long) lease.get("leaseId")),
                leaks);

        String asked =
                Cli.succeed("/subsystem=poolwarden:kill(lease-id=" + lease.get("leaseId") + ", reason=\"by hand\")");
        Matcher id = KILL_ID.matcher(asked);
        assertTrue(id.find(), asked);
        CompositeData kill = warden.awaitEnd(id.group(1));

        assertEquals("GONE", kill.get("sessionState"), () -> kill.toString());
        assertEquals("FREED", kill.get("slotState"), () -> kill.toString());
        assertTrue(((String) kill.get("requester")).contains("via CLI"), () -> kill.toString());
        assertFalse(Sight.hasSession(victim));
        assertEquals(neighbour, sid(app.post("/use?name=n")));
    }

    @Test
    @DisplayName("answers bad input with one clear line and an exit code")
    void badInput() throws Exception {
        assertTrue(
                Cli.fail("/subsystem=poolwarden:kill(lease-id=abc, reason=x)").contains("lease-id"));
        assertTrue(Cli.fail("/subsystem=poolwarden:kill(lease-id=1)").contains("reason"));
        String unknown = Cli.fail("/subsystem=poolwarden:kill(lease-id=999999, reason=x)");
        assertTrue(unknown.contains("PWARDEN"), unknown);
    }
}
