package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.Operation;

/** Whatever is known is shown by each interface under the contract's name, with one value; what is unknown by none. */
@DisplayName("JMX, HTTP management, jboss-cli, JSON and CSV")
class ContractIT extends OnServer {

    private static final String OTHER = "java:jboss/datasources/OtherDS";

    private EveryInterface interfaces;

    @BeforeEach
    void ask() {
        interfaces = new EveryInterface(warden);
    }

    @Test
    @DisplayName("show the same of a lease whose session is known, and of the session and its owner")
    void knownSession() throws Exception {
        int sid = sid(app.post("/leak/ended-thread?name=known"));
        warden.leaseWithVerdict(sid, "LEAKED");
        long id = leaseId(sid);

        Shown lease = Shown.agreed(lease(id));
        Set<String> unknown = new TreeSet<>(Set.of("blockingSession", "clientIdentifier", "module"));
        unknown.addAll(Set.of("invocationOverSeconds", "pin", "poolOver", "request"));
        unknown.addAll(Set.of("spanId", "traceId", "traceSource"));
        // a database of 19c whose parameters set no limits
        unknown.addAll(Set.of("automatic", "endsBy", "endsInSeconds", "transactionPriority"));
        assertEquals(unknown, lease.absent());
        Shown explained = Shown.agreed(explained(id));
        unknown.addAll(Set.of("finalBlocker", "killId", "traceUrl"));
        // not asked a minute ago
        unknown.addAll(Set.of("growthSeconds", "memoryBytesGrowth", "openCursorsGrowth", "tempBlocksGrowth"));
        assertEquals(unknown, explained.absent());
        assertEquals(List.of(), explained.get("waitTree"));
        Shown session = Shown.agreed(session(Database.key(sid)));
        assertEquals(id, session.get("leaseId"));
        Shown owner = Shown.agreed(owner(sid));
        assertEquals(Set.of("ownerLeaseId", "ownerNode"), owner.absent(), "no other node has it");
        assertEquals(List.of(), owner.get("problems"));
        assertEquals(id, owner.get("leaseId"));
    }

    @Test
    @DisplayName("show the same of a lease that others wait for, and of one that waits")
    void waits() throws Exception {
        int holder = sid(app.post("/leak/blocked-transaction?name=holder&row=1&id=9300&seconds=600"));
        CompletableFuture<String> waiter = app.postAsync("/wait-for-row?row=1");
        try {
            Eventually.isTrue("it waits", () -> Database.blocks(holder) == 1);

            Shown blocks = Shown.agreed(explained(leaseId(holder)));
            assertEquals(1L, blocks.get("blockedSessions"));
            assertEquals(1, ((List<?>) blocks.get("waiters")).size());
            assertTrue((Long) blocks.get("undoRecords") > 0);
            assertNotNull(blocks.get("waitClass"));
            assertEquals(1L, blocks.get("frees"));
            assertEquals(2L, blocks.get("freedSlots"));
            assertTrue(((String) blocks.get("freesText")).startsWith("Ending this frees 1 request and 2 slots: "));
            assertEquals(2, ((List<?>) blocks.get("waitTree")).size());
            assertTrue(((List<?>) blocks.get("currentStack")).size() > 1);
            long waiting = (Long) warden.leases().stream()
                    .filter(lease -> lease.get("blockingSession") != null)
                    .findFirst()
                    .orElseThrow()
                    .get("leaseId");
            Shown waits = Shown.agreed(explained(waiting));
            assertTrue(((String) waits.get("finalBlocker")).contains("lease " + leaseId(holder) + " of "));
            assertEquals(blocks.get("waitTree"), waits.get("waitTree"));
            assertEquals(0L, waits.get("frees"));
            Shown lease = Shown.agreed(lease(waiting));
            assertEquals("1," + holder, lease.get("blockingSession"));
        } finally {
            CompositeData lease = warden.lease(holder);
            warden.awaitEnd(warden.kill((Long) lease.get("leaseId"), "the test is over"));
            waiter.get(1, TimeUnit.MINUTES);
        }
    }

    @Test
    @DisplayName("show null, undefined, null and nothing for all that is unknown of a lease")
    void unknown() throws Exception {
        Cli.succeed("data-source add --name=OtherDS --jndi-name=" + OTHER
                + " --driver-name=h2 --connection-url=jdbc:h2:mem:contract --user-name=sa --max-pool-size=3");
        warden.track("OFF");
        try {
            Eventually.isTrue("the pool is seen", () -> warden.pools().contains(OTHER));
            app.post("/leak/other?name=unknown");
            CompositeData found = Eventually.get(
                    "a lease", () -> warden.leases().stream().findFirst().orElse(null), one -> one != null);
            long id = (Long) found.get("leaseId");

            Shown lease = Shown.agreed(lease(id));
            assertEquals("UNMATCHED", lease.get("verdict"));
            assertEquals(Shown.nullable(Entity.LEASE), lease.absent());
            assertEquals(
                    Shown.nullable(Entity.EXPLANATION),
                    Shown.agreed(explained(id)).absent());
        } finally {
            warden.track("SITES");
            app.reset();
            Cli.succeed("/subsystem=datasources/data-source=OtherDS:remove{allow-resource-service-restart=true}");
        }
    }

    @Test
    @DisplayName("show the same of a session of nobody here, and of one that the guard hides")
    void sessions() throws Exception {
        int hidden = sid(app.post("/leak/idle?name=hidden&ds=ops"));
        try (Connection foreign = Sight.asShop()) {
            int sid = Sight.sidOf(foreign);
            warden.ask("scan");

            Shown session = Shown.agreed(session(Database.key(sid)));
            assertEquals("FOREIGN", session.get("verdict"));
            assertTrue(session.absent().containsAll(Set.of("leaseId", "pool")), session.absent()::toString);
            Shown owner = Shown.agreed(owner(sid));
            assertEquals(Shown.nullable(Entity.OWNER), owner.absent());
        }
        Shown masked = Shown.agreed(session(Database.key(hidden)));
        assertEquals("PROTECTED", masked.get("access"));
        Set<String> shown = Shown.nullable(Entity.SESSION);
        shown.removeAll(Set.of("leaseId", "pool"));
        assertEquals(shown, masked.absent());
        shown.removeAll(Set.of("ownerNode", "ownerLeaseId"));
        // of its own side a lease has more that is unknown, or is not so
        Set<String> ofLease = Shown.agreed(lease(leaseId(hidden))).absent();
        assertTrue(ofLease.containsAll(shown), ofLease::toString);
    }

    @Test
    @DisplayName("end a session that has no lease if it is said to be meant, and show the same of that kill")
    void killWithoutALease() throws Exception {
        Connection foreign = Sight.asShop();
        try {
            int sid = Sight.sidOf(foreign);
            int serial = Integer.parseInt(Database.key(sid).split(",")[2]);
            warden.ask("scan");
            RuntimeMBeanException refusal = assertThrows(
                    RuntimeMBeanException.class,
                    () -> warden.ask("killSession", "", 1, sid, serial, "NO", "IMMEDIATE", 0, "it blocks", ""));
            assertTrue(refusal.getCause().getMessage().contains("PWARDEN0445"), refusal::toString);
            String[] preview = (String[]) warden.ask("previewSession", "", 1, sid, serial, "YES");
            assertEquals("ALLOWED", preview[0], () -> String.join("\n", preview));

            Cli.Answer answer = Cli.run("/subsystem=poolwarden:kill-session(sid=" + sid + ", serial=" + serial
                    + ", foreign=YES, reason=\"it blocks\", wait=60)");

            ModelNode state = ModelNode.fromJSONString(answer.output()).get("result");
            assertEquals("GONE", state.get("session-state").asString(), answer::output);
            Shown kill = Shown.agreed(killed(state.get("kill-id").asString()));
            assertEquals("NONE", kill.get("slotState"));
            assertTrue(kill.absent().containsAll(Set.of("leaseId", "pool", "slotFreed")), kill.absent()::toString);
            assertNotNull(kill.get("auditId"));
            assertEquals("GONE", audited(kill).get("sessionState"));
        } finally {
            foreign.abort(Runnable::run); // a close would ask the session, which is gone
        }
    }

    @ParameterizedTest
    @MethodSource("lists")
    @DisplayName("say of every list that it is complete, when it was read, and that nothing is missing")
    void complete(Operation list, String json) throws Exception {
        Map<String, Object> given = required(list);
        Shown head = Shown.agreed(interfaces.head(list, given, json));
        assertEquals(true, head.get("complete"));
        assertEquals(Stage.NODE, head.get("node"), "who lists");
        assertEquals(Set.of(), head.absent());
    }

    /** Every list of the contract, with its address in JSON. */
    static Stream<Arguments> lists() {
        Map<Operation, String> json = Map.of(
                Operation.LIST_POOLS, "/pools",
                Operation.LIST_LEASES, "/leases",
                Operation.LIST_LEAKS, "/leaks",
                Operation.LIST_SESSIONS, "/sessions",
                Operation.LIST_KILLS, "/kills",
                Operation.LIST_BATCHES, "/batches",
                Operation.LIST_AUDIT, "/audit");
        return Arrays.stream(Operation.values())
                .filter(operation -> operation.reply().isList())
                .map(operation -> Arguments.of(operation, json.get(operation)));
    }

    private static Map<String, Object> required(Operation list) {
        return switch (list) {
            case PREVIEW_BATCH -> Map.of("pool", SHOP, "max", 5);
            case WHO_KILLED -> Map.of("session", "1,1,1");
            default -> Map.of();
        };
    }

    @Test
    @DisplayName("show the same of Poolwarden and of a pool")
    void pools() throws Exception {
        app.post("/leak/idle?name=known");
        warden.ask("scan");

        Shown counts = Shown.agreed(interfaces.pool(SHOP));
        assertEquals(
                List.of(3L, 1L, 2L, 0L),
                List.of(
                        counts.get("maxPoolSize"),
                        counts.get("inUse"),
                        counts.get("available"),
                        counts.get("waitingThreads")));
        Shown scanned = Shown.agreed(interfaces.poolStatus(SHOP));
        assertEquals(Set.of(), scanned.absent());
        assertEquals(1L, scanned.get("leaseCount"));
        Shown status = Shown.agreed(interfaces.status());
        assertEquals(scanned.get("lastScanTime"), status.get("lastScanTime"));
    }

    @Test
    @DisplayName("show the same of a batch and its kill, which has its session, database and steps, and its audit row")
    void kill() throws Exception {
        int sid = sid(app.post("/leak/ended-thread?name=v"));
        CompositeData lease = warden.leaseWithVerdict(sid, "LEAKED");
        String batchId = warden.killBatch("leaky-app.war", 1, "ticket 1");
        Eventually.isTrue(
                "the batch is over", () -> (Boolean) warden.batchState(batchId).get("over"));

        Shown batch =
                Shown.agreed(interfaces.one(Operation.BATCH_STATE, Map.of("batchId", batchId), "/batches/" + batchId));
        batch.assertAgreesWith(Shown.agreed(
                interfaces.inList(Operation.LIST_BATCHES, Map.of(), Map.of("batchId", batchId), "/batches", null)));
        String killId = ((List<?>) batch.get("kills")).get(0).toString().split(" ")[0];
        Shown kill = Shown.agreed(killed(killId));

        assertEquals(lease.get("session"), kill.get("session"));
        assertEquals(lease.get("database"), kill.get("database"));
        assertTrue(((List<?>) kill.get("steps")).size() > 1, () -> kill.get("steps")
                .toString());
        assertEquals(batchId, kill.get("batchId"));
        Shown row = audited(kill);
        assertEquals("GONE", row.get("sessionState"));
        assertEquals("FREED", row.get("slotState"));
        assertTrue(row.get("endNote").toString().startsWith("GONE/FREED "), row.get("endNote")::toString);
        Cli.Answer answer = Cli.run("/subsystem=poolwarden:kill-state(kill-id=\"" + killId + "\")");
        Shown.model(
                        "jboss-cli",
                        Entity.KILL,
                        ModelNode.fromJSONString(answer.output()).get("result"))
                .assertAgreesWith(kill);
    }

    @Test
    @DisplayName("show the same of a kill that was denied, of its audit row, and of a row that no kill wrote")
    void denied() throws Exception {
        int sid = sid(app.post("/leak/transaction?name=dba&row=2&ds=ops"));
        String killId = warden.kill(leaseId(sid), "not allowed");
        assertEquals("DENIED", warden.awaitEnd(killId).get("sessionState"));

        Shown kill = Shown.agreed(killed(killId));
        assertTrue(
                kill.absent().containsAll(Set.of("batchId", "slotFreed", "sessionGone", "locksFree")),
                () -> kill.absent().toString());
        // It got as far as the check, which is asked before there is a kill in the database.
        Shown row = Shown.agreed(newestCheck((String) kill.get("session")));
        assertEquals(-20901L, row.get("errorCode"));
        assertEquals("DENIED", row.get("outcome"));
        assertTrue(row.absent().containsAll(Set.of("killId", "sessionState", "slotState")), () -> row.absent()
                .toString());

        Shown byHand = killByHand();
        assertEquals(false, byHand.get("remembered"));
        assertTrue(
                byHand.absent().containsAll(Set.of("killId", "requester", "sessionState", "slotState", "endNote")),
                () -> byHand.absent().toString());
    }

    private List<Shown> lease(long id) throws Exception {
        return interfaces.inList(Operation.LIST_LEASES, Map.of(), Map.of("leaseId", id), "/leases", "/leases.csv");
    }

    private List<Shown> explained(long id) throws Exception {
        List<Shown> found = interfaces.one(Operation.EXPLAIN, Map.of("leaseId", id), "/leases/" + id + "/explanation");
        assertEquals(
                interfaces.jmx(Operation.READ_SQL, Map.of("leaseId", id)),
                found.get(found.size() - 1).get("sqlText"),
                "what only an operator may read");
        return found;
    }

    private List<Shown> session(String key) throws Exception {
        String filter = "?whose=all&q=" + Http.encode(key);
        return interfaces.inList(
                Operation.LIST_SESSIONS,
                Map.of(),
                Map.of("session", key),
                "/sessions?limit=1000",
                "/sessions.csv" + filter);
    }

    private List<Shown> owner(int sid) throws Exception {
        int serial = Math.toIntExact(Database.session(sid).serial());
        return interfaces.one(Operation.FIND_SESSION_OWNER, Map.of("sid", sid, "serial", serial), null);
    }

    /** By itself and in the list. */
    private List<Shown> killed(String id) throws Exception {
        List<Shown> found = interfaces.one(Operation.KILL_STATE, Map.of("killId", id), "/kills/" + id);
        List<Shown> all = new ArrayList<>(found);
        all.addAll(interfaces.inList(Operation.LIST_KILLS, Map.of(), Map.of("killId", id), "/kills", null));
        return all;
    }

    /** The row that a kill wrote, when its end has been noted there. */
    private Shown audited(Shown kill) throws Exception {
        return Eventually.get(
                "how the kill ended",
                () -> Shown.agreed(audit((String) kill.get("session"), Map.of("killId", kill.get("killId")))),
                row -> row.get("endNote") != null);
    }

    private List<Shown> newestCheck(String session) throws Exception {
        CompositeData rows = (CompositeData) interfaces.jmx(Operation.LIST_AUDIT, Map.of("session", session));
        long newest = Warden.rows(rows).stream()
                .filter(row -> row.get("action").equals("CHECK"))
                .mapToLong(row -> (Long) row.get("auditId"))
                .max()
                .orElseThrow();
        return audit(session, Map.of("auditId", newest));
    }

    private List<Shown> audit(String session, Map<String, Object> keys) throws Exception {
        String filter = "?session=" + Http.encode(session);
        return interfaces.inList(
                Operation.LIST_AUDIT, Map.of("session", session), keys, "/audit" + filter, "/history.csv" + filter);
    }

    /** As a DBA ends a session, with the guard's classic procedure. */
    private Shown killByHand() throws Exception {
        Connection victim = Sight.asShop();
        try (Connection dba = Sight.as("POOLWARDEN", "warden");
                CallableStatement call = dba.prepareCall("{call sys.kill_session(?,?,?)}")) {
            int sid = Sight.sidOf(victim);
            String session = Database.key(sid);
            call.setInt(1, sid);
            call.setInt(2, Math.toIntExact(Database.session(sid).serial()));
            call.setInt(3, 1);
            call.execute();
            return Shown.agreed(audit(session, Map.of("session", session)));
        } finally {
            victim.abort(Runnable::run); // its session is gone: a close would say so
        }
    }

    private long leaseId(int sid) throws Exception {
        return (Long) warden.lease(sid).get("leaseId");
    }
}
