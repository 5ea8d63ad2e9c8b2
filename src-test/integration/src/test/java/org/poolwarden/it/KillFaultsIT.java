package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.poolwarden.standin.fault.Fault;
import org.poolwarden.standin.fault.When;

/**
 * Something breaks in the middle of a kill. WildFly itself ends the sessions of a datasource that is removed or
 * flushed: then the guard finds none.
 */
@Tag("fault")
@DisplayName("A kill in whose middle")
class KillFaultsIT extends FaultCase {

    private static final String DONE = "DISCONNECT DONE";
    private static final String WAS_GONE = "DISCONNECT GONE -20902";
    private static final When ACT = When.sql("disconnect_session").by("POOLWARDEN");
    /** P_OUTCOME of disconnect_session. */
    private static final int OUTCOME = 8;

    private static final String FILED = "java:jboss/datasources/FiledDS";
    private static final String REMOVE =
            "/subsystem=datasources/data-source=FaultyDS:remove{allow-resource-service-restart=true}";
    private static final String ADD = "data-source add --name=FaultyDS --jndi-name=" + FILED
            + " --driver-name=oracle --connection-url=" + Stage.database().url()
            + " --user-name=SHOP --password=shop --max-pool-size=3";

    @TempDir
    private Path files;

    @Test
    @DisplayName("the audit's tablespace is full touches nothing, and says what the DBA does")
    void auditFull() throws Exception {
        Leak victim = leak("victim");
        database.guardAuditFull(true);

        assertNothingDone(victim, "ORA-01653");
        assertNothingDone(victim, "makes room for the audit");
        database.guardAuditFull(false);

        assertEnded("GONE/FREED", kill(victim));
        assertRecovered(victim.row(DONE));
    }

    @Test
    @DisplayName("the audit's tablespace becomes full, after the act, sees that the session has gone")
    void auditFullAtTheEnd() throws Exception {
        Leak victim = leak("victim");
        database.beforeTheGuardActs(() -> database.guardAuditFull(true));

        assertEnded("GONE/FREED", kill(victim));
        mend();

        assertRecovered(victim.row("DISCONNECT STARTED"));
    }

    @Test
    @DisplayName("the guard was installed anew (ORA-04068) touches nothing, and the next one works")
    void packageDiscarded() throws Exception {
        Leak victim = leak("victim");
        database.faults().error(4068, "existing state of packages has been discarded", ACT);

        assertNothingDone(victim, "ORA-04068");

        assertEnded("GONE/FREED", kill(victim));
        assertRecovered(victim.row(DONE));
    }

    @Test
    @DisplayName("the guard's package is invalid touches nothing")
    void packageInvalid() throws Exception {
        Leak victim = leak("victim");
        database.faults()
                .error(
                        6508,
                        "PL/SQL: could not find program unit being called",
                        When.sql("check_session").times(ALWAYS));
        assertNothingDone(victim, "ORA-06508");
        database.faults().clear();
        database.faults().error(4063, "package body \"SYS.POOLWARDEN\" has errors", ACT.times(ALWAYS));
        assertNothingDone(victim, "ORA-04063");
        database.faults().clear();

        assertEnded("GONE/FREED", kill(victim));
        assertRecovered(victim.row(DONE));
    }

    @Test
    @DisplayName("the answer of the act is lost sees that the session has gone")
    void answerLost() throws Exception {
        Leak victim = leak("victim");
        database.faults().cutAfter(ACT);
        assertEnded("GONE/FREED", kill(victim));
        assertRecovered(victim.row(DONE));
    }

    @Test
    @DisplayName("the answer of the act is torn sees that the session has gone")
    void answerTorn() throws Exception {
        Leak victim = leak("victim");
        database.faults().cutIn(ACT);
        assertEnded("GONE/FREED", kill(victim));
        assertRecovered(victim.row(DONE));
    }

    @Test
    @DisplayName("the answer of the act says nothing sees that the session has gone")
    void answerEmpty() throws Exception {
        Leak victim = leak("victim");
        database.faults().dropOut(OUTCOME, ACT);
        assertEnded("GONE/FREED", kill(victim));
        assertRecovered(victim.row(DONE));
    }

    @Test
    @DisplayName("the request is lost keeps its fence, for it may be at work, and leaves no row")
    void requestLost() throws Exception {
        Leak victim = leak("victim");
        database.faults().cutBefore(ACT);
        String kill = warden.kill(victim.lease(), "its request is lost");
        Eventually.isTrue("it is cut", () -> database.faults().active().isEmpty());
        assertEnded("KILLING/FENCED", warden.killState(kill));
        assertTrue(Sight.hasSession(victim.sid()), "nobody has ended it");
        database.backstage().endProcess(Database.session(victim.sid()).key());
        assertEnded("GONE/FREED", warden.awaitEnd(kill));
        assertRecovered();
    }

    @Test
    @DisplayName("the answer of the act never comes keeps its fence, and sees that the session has gone")
    void answerNeverComes() throws Exception {
        Leak victim = leak("victim");
        Fault hang = database.faults().hangReply(ACT);
        String kill = warden.kill(victim.lease(), "its answer never comes");
        Eventually.isTrue("its answer is kept back", () -> hang.holding() == 1);
        assertFalse(Sight.hasSession(victim.sid()), "it is done");
        assertEnded("KILLING/FENCED", warden.killState(kill));
        assertEquals(1, warden.leases().size(), "a scan does not wait for it");
        cutTheGuard();
        assertEnded("GONE/FREED", warden.awaitEnd(kill));
        assertRecovered(victim.row(DONE));
    }

    @Test
    @DisplayName("every attempt is answered with ORA-00031 is MARKED, also in a harsher mode, until the session ends")
    void markedForEver() throws Exception {
        Leak victim = leak("victim");
        database.backstage().answers(null, "DISCONNECT", 31);
        database.backstage().answers(null, "KILL", 31);
        String kill = warden.kill(victim.lease(), "IMMEDIATE,KILL", 1, "for ever");
        Eventually.get(
                "both modes were tried",
                () -> warden.killState(kill),
                state -> state.get("mode").equals("KILL")
                        && state.get("sessionState").equals("MARKED"));
        assertFalse((Boolean) warden.killState(kill).get("over"));
        database.backstage().endProcess(Database.session(victim.sid()).key());
        database.backstage().takeBack();

        assertEnded("GONE/FREED", warden.awaitEnd(kill));
        assertRecovered(victim.row("DISCONNECT MARKED"), victim.row("KILL MARKED"));
    }

    @Test
    @DisplayName("the session ends and its number is given to another one leaves that one alone")
    void sidReused() throws Exception {
        Leak victim = leak("victim");
        List<Connection> newcomers = new ArrayList<>();
        try {
            database.beforeTheGuardActs(() -> {
                database.backstage().endProcess(Database.session(victim.sid()).key());
                newcomers.add(newcomer(victim.sid()));
            });
            assertEnded("GONE/FREED", kill(victim));
            database.beforeTheGuardActs(() -> {});
            try (Statement alive = newcomers.get(0).createStatement()) {
                assertTrue(alive.execute("SELECT 1 FROM DUAL"), "the new session of that number lives");
            }
        } finally {
            for (Connection newcomer : newcomers) {
                newcomer.close();
            }
        }
        assertRecovered(victim.row(WAS_GONE));
    }

    @Test
    @DisplayName("another administrator asks for the same one is one kill with one row")
    void twoAdministrators() throws Exception {
        Leak victim = leak("victim");
        database.backstage().hangs(Database.session(victim.sid()).key(), "DISCONNECT", Duration.ofSeconds(2));
        Management dora = Management.as(Stage.COLLEAGUE, Stage.managementPort());
        CompletableFuture<String> hers = CompletableFuture.supplyAsync(() -> {
            try {
                return dora.ask(Management.operation("kill(lease-id=" + victim.lease() + ",reason=\"mine\")"))
                        .result()
                        .get("kill-id")
                        .asString();
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
        String ours = warden.kill(victim.lease(), "ours");

        assertEquals(ours, hers.get(1, TimeUnit.MINUTES));
        assertEnded("GONE/FREED", warden.awaitEnd(ours));
        assertRecovered(victim.row(DONE));
    }

    @Test
    @DisplayName("a DBA ends the same session by hand takes its slot back")
    void dbaIsFaster() throws Exception {
        Leak victim = leak("victim");
        database.beforeTheGuardActs(() -> {
            try (Connection dba = Sight.as("OPSDBA", "opsdba");
                    Statement kill = dba.createStatement()) {
                kill.execute("ALTER SYSTEM KILL SESSION '" + victim.session().split(",", 2)[1] + "' IMMEDIATE");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        assertEnded("GONE/FREED", kill(victim));
        database.beforeTheGuardActs(() -> {});
        assertRecovered(victim.row(WAS_GONE));
    }

    @Test
    @DisplayName("every place is taken and requests wait gives its place to the first of them")
    void everySlotTaken() throws Exception {
        Leak victim = leak("victim");
        leak("second");
        leak("third");
        CompletableFuture<String> waiting = app.postAsync("/borrow");
        Eventually.isTrue(
                "it waits", () -> warden.pool(SHOP).get("waitingThreads").equals(1));

        assertEnded("GONE/FREED", kill(victim));

        assertTrue(waiting.get(1, TimeUnit.MINUTES).contains("sid="));
        app.reset();
        assertRecovered(victim.row(DONE));
    }

    @Test
    @DisplayName("its application is undeployed comes to its end")
    void applicationUndeployed() throws Exception {
        Cli.succeed("deploy " + Wars.leaky(files, "faulty-app.war", "/faulty-app"));
        Leak victim;
        String kill;
        Fault hang = hangInTheAct();
        try {
            victim = leaked("victim", sid(LeakyApp.at("/faulty-app").post("/leak/idle?name=victim")));
            kill = warden.kill(victim.lease(), "its application goes");
            Eventually.isTrue("the act hangs", () -> hang.holding() == 1);
        } finally {
            Cli.succeed("undeploy faulty-app.war");
        }
        hang.off();
        assertEnded("GONE/FREED", warden.awaitEnd(kill));
        assertRecovered(victim.row(DONE));
    }

    @Test
    @DisplayName("its pool is flushed comes to its end, and no place is lost")
    void poolFlushed() throws Exception {
        Leak victim = leak("victim");
        Fault hang = hangInTheAct();
        String kill = warden.kill(victim.lease(), "its pool is flushed");
        Eventually.isTrue("the act hangs", () -> hang.holding() == 1);
        Cli.succeed("/subsystem=datasources/data-source=ShopDS:flush-all-connection-in-pool");
        hang.off();
        assertEnded("GONE/FREED", warden.awaitEnd(kill));
        assertRecovered(victim.row(WAS_GONE));
    }

    @Test
    @DisplayName("its datasource is removed comes to its end, and the datasource works when it is there again")
    void datasourceRemoved() throws Exception {
        Cli.succeed(ADD);
        try {
            Eventually.isTrue("the pool is seen", () -> warden.pools().contains(FILED));
            Leak victim = leaked("victim", sid(app.post("/leak/idle?name=victim&ds=filed")));
            Fault hang = hangInTheAct();
            String kill = warden.kill(victim.lease(), "its datasource goes");
            Eventually.isTrue("the act hangs", () -> hang.holding() == 1);
            Cli.script(List.of(REMOVE, ADD));
            hang.off();
            CompositeData end = warden.awaitEnd(kill);
            assertEquals("GONE", end.get("sessionState"), end::toString);
            assertEquals("FREED", end.get("slotState"), end::toString);

            Eventually.isTrue("the pool is seen", () -> warden.pools().contains(FILED));
            Leak next = leaked("next", sid(app.post("/leak/idle?name=next&ds=filed")));
            assertEnded("GONE/FREED", kill(next));
            assertEquals(3, warden.pool(FILED).get("available"));
            assertRecovered(victim.row(WAS_GONE), next.row(DONE));
        } finally {
            app.reset();
            Cli.succeed(REMOVE);
        }
    }

    /** The act of the next kill is not done until this is switched off. */
    private Fault hangInTheAct() {
        return database.faults().hangCall(ACT);
    }

    /** A session with the number of one that has ended. */
    private static Connection newcomer(int sid) {
        try {
            Connection newcomer = Sight.asShop();
            assertTrue(
                    Stage.database().sessions().stream()
                            .anyMatch(session -> session.sid() == sid && "SHOP".equals(session.username())),
                    "the number is given to the next session");
            return newcomer;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
