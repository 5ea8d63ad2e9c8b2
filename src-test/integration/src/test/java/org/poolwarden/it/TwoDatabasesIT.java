package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.standin.StandIn;
import org.poolwarden.standin.database.catalog.SessionRow;

/** The second datasource of the leaky application is led to another database, and Poolwarden is given its guard. */
@DisplayName("A server with pools on two databases")
class TwoDatabasesIT extends OnServer {

    private static final String SETTING = "poolwarden.guard-datasources";
    private static final String GUARD = "java:jboss/datasources/PoolwardenDS";
    private static final String OTHER_GUARD = "java:jboss/datasources/OtherGuardDS";
    private static final String THIRD_GUARD = "java:jboss/datasources/ThirdGuardDS";

    /** The standby of the first: only the DB_UNIQUE_NAME differs. */
    private final StandIn other = StandIn.builder()
            .database("FREE_WEST", "FREEPDB1")
            .user("SHOP", "shop")
            .grantee("POOLWARDEN", "warden", "SHOP")
            .start();

    private final List<Connection> fillers = new ArrayList<>();

    @BeforeEach
    void addTheOther() throws Exception {
        String guard = Stage.guardDatasource();
        Cli.script(List.of(
                "/subsystem=datasources/data-source=OpsDS:remove{allow-resource-service-restart=true}",
                Stage.opsDatasource()
                        .replace("${shop.url}", other.url())
                        .replace("${ops.user}", "SHOP")
                        .replace("${ops.password}", "shop"),
                named(guard, "OtherGuardDS").replaceAll("--connection-url=\\S+", "--connection-url=" + other.url()),
                // a second way to the first database, by mistake
                named(guard, "ThirdGuardDS"),
                guards(GUARD + "," + OTHER_GUARD),
                "/deployment=poolwarden.ear:redeploy"));
        awaitWarden();
    }

    @AfterEach
    void asItWas() throws Exception {
        app.reset();
        Cli.script(List.of(
                "/system-property=" + SETTING + ":remove",
                "/subsystem=datasources/data-source=OpsDS:remove{allow-resource-service-restart=true}",
                Stage.opsDatasource(),
                "/subsystem=datasources/data-source=OtherGuardDS:remove{allow-resource-service-restart=true}",
                "/subsystem=datasources/data-source=ThirdGuardDS:remove{allow-resource-service-restart=true}",
                "/deployment=poolwarden.ear:redeploy"));
        awaitWarden();
        for (Connection filler : fillers) {
            filler.close();
        }
        other.close();
    }

    @Test
    @DisplayName("never takes a session of one for the session of the other that has the same sid and serial#")
    void sameNumbers() throws Exception {
        assertEquals(List.of(), warden.problems());
        Cli.succeed("/subsystem=datasources/data-source=ShopDS:flush-idle-connection-in-pool");
        takeSomeNumbers();
        int sid = sid(app.post("/leak/idle?name=here"));
        SessionRow here = Database.session(sid);
        prepareTwin(here);
        assertEquals(sid, sid(app.post("/leak/idle?name=there&ds=ops")));
        SessionRow there = find(sid);
        assertEquals(List.of(here.sid(), here.serial()), List.of(there.sid(), there.serial()), "twins");

        CompositeData ours = lease("FREE/FREEPDB1", "LEAKED");
        CompositeData theirs = lease("FREE_WEST/FREEPDB1", "LEAKED");
        assertEquals(ours.get("session"), theirs.get("session"));
        assertEquals(SHOP, ours.get("pool"));
        assertEquals(OPS, theirs.get("pool"));

        CompositeData kill = warden.awaitEnd(warden.kill((Long) theirs.get("leaseId"), "the other one"));
        assertEquals("GONE", kill.get("sessionState"), kill::toString);
        assertEquals("FREED", kill.get("slotState"), kill::toString);
        assertNull(find(sid), "the other's session has ended");
        assertTrue(Sight.hasSession(sid), "its twin has not");
        assertEquals(sid, sid(app.post("/use?name=here")), "and goes on");
    }

    @Test
    @DisplayName("shows leases without their guard as UNMATCHED, and two guards for one database as one message")
    void guardsByIdentity() throws Exception {
        Cli.script(List.of(guards(GUARD + "," + THIRD_GUARD), "/deployment=poolwarden.ear:redeploy"));
        awaitWarden();
        int here = sid(app.post("/leak/idle?name=here"));
        app.post("/leak/idle?name=there&ds=ops");

        lease("FREE_WEST/FREEPDB1", "UNMATCHED");
        warden.leaseWithVerdict(here, "LEAKED");
        List<String> problems = warden.problems();
        assertEquals(2, problems.size(), problems::toString);
        assertTrue(
                problems.get(1).startsWith("PWARDEN0115: No lease of " + OPS)
                        && problems.get(1)
                                .contains("DB_UNIQUE_NAME is FREE_WEST to the connection and FREE to the guard"),
                problems::toString);
        assertTrue(
                problems.get(0).startsWith("PWARDEN0205: " + THIRD_GUARD + " leads to the database FREE/FREEPDB1"),
                problems::toString);
    }

    /** Sids and serial#s here are ahead of the other database's then. */
    private void takeSomeNumbers() throws SQLException {
        for (int i = 0; i < 5; i++) {
            fillers.add(Sight.asShop());
        }
    }

    /**
     * The next session that the other database makes will have these numbers, for it gives the lowest free sid and the
     * next serial#.
     */
    private void prepareTwin(SessionRow here) throws Exception {
        int last;
        do {
            Connection filler = DriverManager.getConnection(other.url(), "SHOP", "shop");
            SessionRow made = other.sessions().stream()
                    .max(Comparator.comparingInt(SessionRow::serial))
                    .orElseThrow();
            last = made.serial();
            if (made.sid() < here.sid()) {
                fillers.add(filler);
            } else {
                filler.close();
                Eventually.isTrue("the sid is free again", () -> find(made.sid()) == null);
            }
        } while (last < here.serial() - 1);
    }

    private SessionRow find(int sid) {
        return other.sessions().stream()
                .filter(session -> session.sid() == sid)
                .findFirst()
                .orElse(null);
    }

    private CompositeData lease(String database, String verdict) throws Exception {
        return Eventually.get(
                "a lease of " + database + " that is " + verdict,
                () -> warden.leases().stream()
                        .filter(lease -> database.equals(lease.get("database")))
                        .findFirst()
                        .orElse(null),
                lease -> lease != null && lease.get("verdict").equals(verdict));
    }

    private void awaitWarden() throws Exception {
        Eventually.isTrue("the MBean is back", () -> warden.server().isRegistered(new ObjectName(Warden.OBJECT_NAME)));
    }

    private static String guards(String names) {
        return "if (outcome == success) of /system-property=" + SETTING + ":read-resource\n/system-property=" + SETTING
                + ":write-attribute(name=value,value=\"" + names + "\")\nelse\n/system-property=" + SETTING
                + ":add(value=\"" + names + "\")\nend-if";
    }

    private static String named(String datasource, String name) {
        return datasource.replaceAll("PoolwardenDS", name);
    }
}
