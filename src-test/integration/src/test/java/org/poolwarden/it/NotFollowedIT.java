package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.poolwarden.standin.database.Backstage;
import org.poolwarden.standin.database.catalog.SessionId;

@DisplayName("How a kill ended")
class NotFollowedIT extends OnServer {

    private static final Duration FOR_EVER = Duration.ofSeconds(1000);

    private final Backstage backstage = Stage.database().backstage();

    @AfterEach
    void everythingGoesWellAgain() throws Exception {
        backstage.takeBack();
        if (!isDeployed()) {
            deploy();
        }
    }

    @Test
    @DisplayName("is told by the audit, with what was so then")
    void noted() throws Exception {
        int sid = sid(app.post("/leak/transaction?name=a&row=1"));
        String kill = warden.kill((Long) warden.leaseWithVerdict(sid, "LEAKED").get("leaseId"), "ticket 11");
        String session = (String) warden.awaitEnd(kill).get("session");

        String note = Eventually.get("the note", () -> Sight.note(sid), text -> text != null);

        assertTrue(note.startsWith("GONE/FREED "), note);
        assertTrue(note.endsWith("Its uncommitted work was rolled back."), note);
        String told = warden.whoKilled(session).get(0);
        assertTrue(told.contains("ticket 11") && told.endsWith(note), told);
    }

    /** One waits for the database's answer, one for its session: for neither anybody looks any more. */
    @Test
    @DisplayName("is told as not followed when Poolwarden is undeployed meanwhile, and outlives the next deployment")
    @Tag("fault")
    void notFollowed() throws Exception {
        int marked = sid(app.post("/leak/idle?name=a"));
        int hanging = sid(app.post("/leak/idle?name=b"));
        SessionId markedKey = Database.session(marked).key();
        SessionId hangingKey = Database.session(hanging).key();
        backstage.answers(markedKey, "DISCONNECT", 31);
        backstage.hangs(hangingKey, "DISCONNECT", FOR_EVER);
        String first =
                warden.kill((Long) warden.leaseWithVerdict(marked, "LEAKED").get("leaseId"), "ticket 12");
        String second =
                warden.kill((Long) warden.leaseWithVerdict(hanging, "LEAKED").get("leaseId"), "ticket 13");
        warden.awaitState(first, "MARKED");
        String markedSession = (String) warden.killState(first).get("session");
        String hangingSession = (String) warden.awaitState(second, "KILLING").get("session");
        Eventually.isTrue("the request has arrived", () -> Sight.audit(hanging) != null);

        Cli.succeed("/deployment=poolwarden.ear:undeploy");

        assertFalse(isDeployed());
        for (int sid : List.of(marked, hanging)) {
            String note = Eventually.get("the note of " + sid, () -> Sight.note(sid), text -> text != null);
            assertTrue(note.startsWith("not monitored: Poolwarden stopped"), note);
            assertTrue(
                    note.endsWith("the session was " + (sid == marked ? "MARKED" : "KILLING") + ", its slot FENCED"),
                    note);
        }
        assertTrue(Sight.hasSession(marked) && Sight.hasSession(hanging));

        deploy();

        assertTold(markedSession, "ticket 12", first, Sight.note(marked));
        assertTold(hangingSession, "ticket 13", second, Sight.note(hanging));
        backstage.takeBack();
        backstage.endProcess(markedKey);
        if (Sight.hasSession(hanging)) {
            backstage.endProcess(hangingKey);
        }
    }

    /** A reload stops the datasources as well, at the same time as the deployment. */
    @Test
    @DisplayName("is told as not followed when the server is reloaded meanwhile")
    @Tag("fault")
    void reloaded() throws Exception {
        int marked = sid(app.post("/leak/idle?name=a"));
        int hanging = sid(app.post("/leak/idle?name=b"));
        SessionId markedKey = Database.session(marked).key();
        SessionId hangingKey = Database.session(hanging).key();
        backstage.answers(markedKey, "DISCONNECT", 31);
        backstage.hangs(hangingKey, "DISCONNECT", FOR_EVER);
        String first =
                warden.kill((Long) warden.leaseWithVerdict(marked, "LEAKED").get("leaseId"), "ticket 14");
        String second =
                warden.kill((Long) warden.leaseWithVerdict(hanging, "LEAKED").get("leaseId"), "ticket 15");
        String markedSession = (String) warden.awaitState(first, "MARKED").get("session");
        String hangingSession = (String) warden.awaitState(second, "KILLING").get("session");
        Eventually.isTrue("the request has arrived", () -> Sight.audit(hanging) != null);

        Cli.run("reload"); // it waits for six seconds only, and a busy machine takes longer
        warden.close();
        warden = Eventually.get("Poolwarden is back", NotFollowedIT::reconnected, again -> again != null);

        for (int sid : List.of(marked, hanging)) {
            String note = Sight.note(sid);
            assertTrue(note != null, "no note of " + sid);
            assertTrue(note.startsWith("not monitored: Poolwarden stopped"), note);
            assertTrue(
                    note.endsWith("the session was " + (sid == marked ? "MARKED" : "KILLING") + ", its slot FENCED"),
                    note);
        }
        assertTold(markedSession, "ticket 14", first, Sight.note(marked));
        assertTold(hangingSession, "ticket 15", second, Sight.note(hanging));
    }

    /** Null as long as it is not there. */
    private static Warden reconnected() throws Exception {
        try {
            Warden again = Warden.connect();
            if (again.server().isRegistered(again.name())) {
                return again;
            }
            again.close();
            return null;
        } catch (IOException expected) {
            return null; // the server is not up yet
        }
    }

    private void assertTold(String session, String reason, String kill, String note) throws Exception {
        List<String> told = warden.whoKilled(session);
        assertEquals(1, told.size(), told::toString);
        for (String part : List.of("DISCONNECT of session", session, reason, "kill " + kill, note)) {
            assertTrue(told.get(0).contains(part), () -> part + " in " + told.get(0));
        }
    }

    private boolean isDeployed() throws Exception {
        return warden.server().isRegistered(new ObjectName(Warden.OBJECT_NAME));
    }

    private void deploy() throws Exception {
        Cli.succeed("/deployment=poolwarden.ear:deploy");
        Eventually.isTrue("the MBean is back", this::isDeployed);
    }
}
