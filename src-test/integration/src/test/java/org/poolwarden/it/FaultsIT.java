package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.poolwarden.standin.fault.CallKind;
import org.poolwarden.standin.fault.When;

/**
 * The guard cannot be asked. What is wrong is said with its code and its remedy, every list says that it is incomplete,
 * no lease is judged, no kill touches anything; when the fault has passed everything works by itself.
 */
@Tag("fault")
@DisplayName("A guard that cannot be asked, because")
class FaultsIT extends FaultCase {

    private static final String GUARD = "POOLWARDEN";
    private static final When LOGIN = When.call(CallKind.LOGIN).by(GUARD).times(ALWAYS);
    private static final When READING =
            When.sql("sys.poolwarden_sessions").by(GUARD).times(ALWAYS);

    @Test
    @DisplayName("its user's password has expired")
    void passwordExpired() throws Exception {
        loginFails(
                28001, "the password has expired", "PWARDEN0203", "the password of the datasource's user has expired");
    }

    @Test
    @DisplayName("its user's account is locked")
    void accountLocked() throws Exception {
        loginFails(28000, "the account is locked", "PWARDEN0203", "the account of the datasource's user is locked");
    }

    @Test
    @DisplayName("its user's password was changed")
    void passwordChanged() throws Exception {
        loginFails(1017, "invalid username/password", "PWARDEN0203", "user name or password is wrong");
    }

    @Test
    @DisplayName("the database has no session left")
    void noSessionLeft() throws Exception {
        loginFails(18, "maximum number of sessions exceeded", "PWARDEN0203", "the database has no session left");
    }

    @Test
    @DisplayName("the database is starting")
    void starting() throws Exception {
        loginFails(1033, "ORACLE initialization or shutdown in progress", "PWARDEN0203", "ORA-01033");
    }

    @Test
    @DisplayName("the listener does not know the service")
    void serviceUnknown() throws Exception {
        fails(
                () -> {
                    database.faults().refuseConnections(ALWAYS, 12514);
                    cutTheGuard();
                },
                "PWARDEN0203",
                "12514");
    }

    @Test
    @DisplayName("the database is down")
    void down() throws Exception {
        fails(
                () -> {
                    database.refuse(true);
                    cutTheGuard();
                },
                "PWARDEN0203",
                "PoolwardenDS");
    }

    @Test
    @DisplayName("it is not installed")
    void missing() throws Exception {
        fails(() -> database.guardInstalled(false), "PWARDEN0202", "install.sql");
    }

    @Test
    @DisplayName("its view is invalid")
    void viewInvalid() throws Exception {
        fails(
                () -> database.faults().error(4063, "view \"SYS.POOLWARDEN_SESSIONS\" has errors", READING),
                "PWARDEN0202",
                "ORA-04063");
    }

    @Test
    @DisplayName("it is older than this Poolwarden")
    void older() throws Exception {
        fails(() -> installed("1.4"), "PWARDEN0207", "1.4");
    }

    @Test
    @DisplayName("it is newer than this Poolwarden")
    void newer() throws Exception {
        fails(() -> installed("3.0"), "PWARDEN0207", "3.0");
    }

    @Test
    @DisplayName("its connection is cut in the middle of an answer, each time")
    void cutInTheAnswer() throws Exception {
        fails(() -> database.faults().cutIn(READING), "PWARDEN0203", "PoolwardenDS");
    }

    @Test
    @DisplayName("an answer never comes")
    void neverAnswers() throws Exception {
        Leak victim = leak("victim");
        database.faults().hangReply(When.sql("sys.poolwarden_sessions").by(GUARD));
        List<String> problems = warden.problems();
        assertTrue(problems.stream().anyMatch(line -> line.matches("(?s)PWARDEN0(019|203).*")), problems::toString);
        Eventually.get("no problem is left", warden::problems, List::isEmpty);
        assertEnded("GONE/FREED", kill(victim));
        assertRecovered(victim.row("DISCONNECT DONE"));
    }

    @Test
    @DisplayName("the database is down when Poolwarden starts")
    void downAtTheStart() throws Exception {
        app.post("/borrow"); // leaves a connection that needs no login
        database.refuse(true);
        cutTheGuard();
        Cli.succeed("/deployment=poolwarden.ear:redeploy");
        Eventually.isTrue("Poolwarden runs", () -> warden.server().isRegistered(new ObjectName(Warden.OBJECT_NAME)));
        int sid = sid(app.post("/leak/idle?name=victim"));
        warden.leaseWithVerdict(sid, "UNMATCHED");
        assertTold("PWARDEN0203", "PoolwardenDS");

        database.refuse(false);

        Eventually.get("no problem is left", warden::problems, List::isEmpty);
        Leak victim = leaked("victim", sid);
        assertEnded("GONE/FREED", kill(victim));
        assertRecovered(victim.row("DISCONNECT DONE"));
    }

    private void loginFails(int code, String text, String problem, String remedy) throws Exception {
        fails(
                () -> {
                    database.faults().error(code, text, LOGIN);
                    cutTheGuard();
                },
                problem,
                remedy);
    }

    private void fails(Runnable fault, String problem, String text) throws Exception {
        Leak victim = leak("victim");
        fault.run();

        assertEquals(
                victim.lease(),
                warden.leaseWithVerdict(victim.sid(), "UNMATCHED").get("leaseId"));
        assertTold(problem, text);
        CompositeData list = (CompositeData) warden.ask("listLeaks");
        assertFalse((Boolean) list.get("complete"), "nothing is in it, and it says that it is not whole");
        assertNothingDone(victim, "PWARDEN");
        mend();

        Eventually.get("no problem is left", warden::problems, List::isEmpty);
        assertEquals(victim, leaked("victim", victim.sid()));
        assertEnded("GONE/FREED", kill(victim));
        assertRecovered(victim.row("DISCONNECT DONE"));
    }

    private void assertTold(String problem, String text) throws Exception {
        Eventually.get("it is said what is wrong", warden::problems, told -> told.stream()
                .anyMatch(line -> line.startsWith(problem + ":") && line.contains(text)));
    }

    /** Another version of the guard: while it is installed, the views are invalid for a moment. */
    private void installed(String version) {
        database.guardVersion(version);
        database.faults().error(4063, "view \"SYS.POOLWARDEN_SESSIONS\" has errors", READING.times(1));
    }
}
