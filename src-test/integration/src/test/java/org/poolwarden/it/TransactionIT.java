package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.poolwarden.standin.database.Backstage;

/**
 * The application inserts a row and stands still in its transaction; a kill, or an attempt; it goes on, uses its
 * connection and commits. What has become of the row is asked in sessions of our own.
 */
@DisplayName("A kill in the middle of a transaction")
class TransactionIT extends OnServer {

    private static final String XA = "java:jboss/datasources/ShopXaDS";
    private static final String LEDGER = "java:jboss/datasources/LedgerXaDS";
    private static final String INTERLEAVED = "java:jboss/datasources/FiledDS";
    private static final String NO_EXCEPTION = "no exception";

    private static int lastId = 5000;

    private final Backstage backstage = Stage.database().backstage();
    private final int id = lastId += 10;

    @BeforeAll
    static void addXaPools() throws Exception {
        Cli.script(List.of(
                xa("ShopXaDS", XA, "--same-rm-override=false"),
                xa("LedgerXaDS", LEDGER, "--same-rm-override=false"),
                xa("InterleavedXaDS", INTERLEAVED, "--interleaving=true")));
    }

    @AfterAll
    static void removeXaPools() throws Exception {
        Cli.script(List.of(remove("ShopXaDS"), remove("LedgerXaDS"), remove("InterleavedXaDS")));
    }

    @AfterEach
    void everythingGoesWellAgain() {
        backstage.takeBack();
    }

    @ParameterizedTest(name = "demarcation {0}, datasource {1}")
    @CsvSource({
        "container, shop", "bean, shop", "shared, shop", "suspended, shop", "none, shop",
        "container, xa", "bean, xa", "shared, xa", "suspended, xa", "none, xa"
    })
    @DisplayName("makes its commit throw, and nothing of it is ever committed:")
    void neverCommitted(String demarcation, String datasource) throws Exception {
        CompletableFuture<String> held = hold(demarcation, datasource);
        CompositeData lease = onlyLease(pool(datasource));
        assertNull(Sight.row(id));

        CompositeData kill = kill(lease);

        assertEquals("GONE/FREED", states(kill), kill::toString);
        assertFalse(Sight.hasSessionOf(lease));
        Sight.tryToInsert(id).get(30, TimeUnit.SECONDS);
        String answer = goOn(held);
        assertTrue(line(answer, "use").startsWith("java.sql.SQLException"), answer);
        assertThrew(demarcation, line(answer, "commit"));
        assertTrue("none".equals(demarcation) || answer.contains("PWARDEN0340"), () -> "no cause: " + answer);
        assertNull(Sight.row(id), "what was not committed by anybody");
        assertEquals("suspended".equals(demarcation) ? "held" : null, Sight.row(id + 1), "another transaction's");
        assertNothingBorrowed(pool(datasource));
    }

    /** The kill fails after rollback-only, for the database cannot end sessions at all. */
    @ParameterizedTest
    @ValueSource(strings = {"shop", "xa"})
    @DisplayName("that fails leaves the session alive and the JTA transaction doomed, and says so:")
    void doomed(String datasource) throws Exception {
        CompletableFuture<String> held = hold("bean", datasource);
        CompositeData lease = onlyLease(pool(datasource));
        backstage.answers(null, "DISCONNECT", 1031);
        backstage.answers(null, "KILL", 1031);

        CompositeData kill = kill(lease);

        assertEquals("FAILED/HELD", states(kill), kill::toString);
        assertTrue(message(kill).contains("doomed: it cannot commit"), message(kill));
        String answer = goOn(held);
        assertEquals(NO_EXCEPTION, line(answer, "use"), "the connection lives");
        assertThrew("bean", line(answer, "commit"));
        assertNull(Sight.row(id));
        assertTrue(Sight.hasSessionOf(lease));
        assertNothingBorrowed(pool(datasource));
    }

    @Test
    @DisplayName("that fails leaves a transaction without JTA as it was: it commits")
    void failsWithoutJta() throws Exception {
        CompletableFuture<String> held = hold("none", "shop");
        CompositeData lease = onlyLease(SHOP);
        backstage.answers(null, "DISCONNECT", 1031);
        backstage.answers(null, "KILL", 1031);

        CompositeData kill = kill(lease);

        assertEquals("FAILED/HELD", states(kill), kill::toString);
        assertFalse(message(kill).contains("doomed"), message(kill));
        assertEquals(NO_EXCEPTION, line(goOn(held), "commit"));
        assertEquals("held", Sight.row(id));
    }

    @Test
    @DisplayName("that the guard denies touches nothing: the JTA transaction commits")
    void denied() throws Exception {
        CompletableFuture<String> held = hold("container", "ops");
        CompositeData lease = onlyLease(OPS);

        CompositeData kill = kill(lease);

        assertEquals("DENIED/HELD", states(kill), kill::toString);
        assertEquals(NO_EXCEPTION, line(goOn(held), "commit"));
        assertEquals("held", Sight.row("OPSDBA", "opsdba", id));
    }

    /** Without JTA the database knows when the transaction ends; with it only the server does. */
    @ParameterizedTest(name = "demarcation {0}, datasource {1}")
    @CsvSource({
        "container, shop", "bean, shop", "shared, shop", "suspended, shop", "none, shop",
        "container, xa", "bean, xa", "shared, xa", "suspended, xa", "none, xa"
    })
    @DisplayName("in mode POST_TRANSACTION spares it: what it commits is kept, and no branch is left:")
    void postTransaction(String demarcation, String datasource) throws Exception {
        boolean jta = !"none".equals(demarcation);
        CompletableFuture<String> held = hold(demarcation, datasource);
        CompositeData lease = onlyLease(pool(datasource));

        String kill = warden.kill((Long) lease.get("leaseId"), "POST_TRANSACTION", 0, "after the transaction");
        CompositeData waiting = warden.awaitState(kill, jta ? "KILLING" : "MARKED");
        assertEquals("FENCED", waiting.get("slotState"));
        String answer = goOn(held);
        assertEquals(NO_EXCEPTION, line(answer, "use"), answer);
        assertEquals(NO_EXCEPTION, line(answer, "commit"), answer);

        CompositeData end = warden.awaitEnd(kill);
        assertEquals("GONE/FREED", states(end), end::toString);
        assertNotNull(end.get("auditId"), () -> "no act in the audit: " + end);
        assertEquals(jta && "xa".equals(datasource), end.get("locksFree") == null, end::toString);
        assertFalse(Sight.hasSessionOf(lease));
        assertEquals("held", Sight.row(id));
        assertNoBranchIsLeft();
        assertNothingBorrowed(pool(datasource));
    }

    @Test
    @DisplayName("of two XA resources in mode POST_TRANSACTION spares both: both rows are committed in two phases")
    void twoResourcesPostTransaction() throws Exception {
        CompletableFuture<String> held = standing("/two-pools?row=4&value=" + id + "&end=hold");
        CompositeData victim = onlyLease(LEDGER);
        String kill = warden.kill((Long) victim.get("leaseId"), "POST_TRANSACTION", 0, "after the transaction");
        warden.awaitState(kill, "KILLING");

        goOn(held);

        CompositeData end = warden.awaitEnd(kill);
        assertEquals("GONE/FREED", states(end), end::toString);
        assertNotNull(end.get("auditId"), () -> "no act in the audit: " + end);
        assertNull(end.get("locksFree"), end::toString);
        String value = Integer.toString(id);
        assertEquals(List.of(value, value), List.of(Sight.row(4), Sight.row(5)));
        assertNoBranchIsLeft();
        assertFalse(Sight.hasSessionOf(victim));
        assertNothingBorrowed(XA);
        assertNothingBorrowed(LEDGER);
    }

    @Test
    @DisplayName("in mode POST_TRANSACTION that is followed by a harsher one makes its commit throw after the wait")
    void escalated() throws Exception {
        CompletableFuture<String> held = hold("bean", "xa");
        CompositeData lease = onlyLease(XA);

        String kill = warden.kill((Long) lease.get("leaseId"), "POST_TRANSACTION,IMMEDIATE", 1, "not for ever");

        CompositeData end = warden.awaitEnd(kill);
        assertEquals("GONE/FREED IMMEDIATE", states(end) + " " + end.get("mode"), end::toString);
        assertThrew("bean", line(goOn(held), "commit"));
        assertNull(Sight.row(id));
        assertNothingBorrowed(XA);
    }

    /** Both connections are closed already, and kept by the transaction alone. */
    @Test
    @DisplayName("of two XA resources rolls both back, and the other connection lives")
    void twoResources() throws Exception {
        CompletableFuture<String> held = standing("/two-pools?row=4&value=half&end=hold");
        CompositeData victim = onlyLease(LEDGER);
        CompositeData other = onlyLease(XA);

        CompositeData kill = kill(victim);

        assertEquals("GONE/FREED", states(kill), kill::toString);
        app.post("/go-on");
        ExecutionException thrown = assertThrows(ExecutionException.class, () -> held.get(1, TimeUnit.MINUTES));
        assertTrue(thrown.toString().contains("RollbackException"), thrown.toString());
        assertEquals(List.of("free", "free"), List.of(Sight.row(4), Sight.row(5)));
        Sight.updateRow(4, "free").get(30, TimeUnit.SECONDS);
        Sight.updateRow(5, "free").get(30, TimeUnit.SECONDS);
        assertTrue(Sight.hasSessionOf(other));
        assertNothingBorrowed(XA);
        assertNothingBorrowed(LEDGER);
    }

    /** The branches are coupled: the first votes read-only, the other one is prepared for both. */
    @ParameterizedTest
    @ValueSource(strings = {"stall-before-decision", "stall-after-decision"})
    @DisplayName("is refused while it is prepared, touches nothing, and both rows are committed:")
    @Tag("fault")
    void prepared(String end) throws Exception {
        CompletableFuture<String> held = standing("/two-pools?row=4&value=" + id + "&end=" + end);
        assertEquals("1", Sight.pending());
        for (String pool : List.of(XA, LEDGER)) {
            CompositeData kill = kill(onlyLease(pool));
            assertEquals("FAILED/HELD", states(kill), kill::toString);
            assertTrue(message(kill).startsWith("PWARDEN0314"), message(kill));
        }
        goOn(held);
        String value = Integer.toString(id);
        assertEquals(List.of(value, value), List.of(Sight.row(4), Sight.row(5)));
        assertEquals("0", Sight.pending());
        assertNothingBorrowed(XA);
        assertNothingBorrowed(LEDGER);
        Sight.updateRow(4, "free").get(30, TimeUnit.SECONDS);
        Sight.updateRow(5, "free").get(30, TimeUnit.SECONDS);
    }

    @Test
    @DisplayName("in a pool with interleaving is refused, and touches nothing: it commits")
    void interleaving() throws Exception {
        CompletableFuture<String> held = hold("bean", "filed");

        CompositeData kill = kill(onlyLease(INTERLEAVED));

        assertEquals("FAILED/HELD", states(kill), kill::toString);
        assertTrue(message(kill).contains("interleaving"), message(kill));
        assertEquals(NO_EXCEPTION, line(goOn(held), "commit"));
        assertEquals("held", Sight.row(id));
    }

    /** Neither in the database, nor as a heuristic outcome in the log of the transaction manager. */
    private static void assertNoBranchIsLeft() throws Exception {
        assertEquals("0", Sight.pending());
        String store = "/subsystem=transactions/log-store=log-store";
        String logged = Cli.script(List.of(store + ":probe", store + ":read-children-names(child-type=transactions)"));
        assertTrue(logged.contains("\"result\" : []"), logged);
    }

    private CompletableFuture<String> hold(String demarcation, String datasource) throws Exception {
        return standing("/hold?demarcation=" + demarcation + "&ds=" + datasource + "&id=" + id);
    }

    private CompletableFuture<String> standing(String request) throws Exception {
        CompletableFuture<String> held = app.postAsync(request);
        Eventually.isTrue(
                "it stands still in its transaction",
                () -> held.isDone() || line(app.status(), "standing").equals("1"));
        assertFalse(held.isDone(), () -> "it did not stand still: " + held.join());
        return held;
    }

    private String goOn(CompletableFuture<String> held) throws Exception {
        app.post("/go-on");
        return held.get(1, TimeUnit.MINUTES);
    }

    private CompositeData onlyLease(String pool) throws Exception {
        List<CompositeData> leases = warden.leases().stream()
                .filter(lease -> pool.equals(lease.get("pool")))
                .toList();
        assertEquals(1, leases.size(), leases::toString);
        return leases.get(0);
    }

    private CompositeData kill(CompositeData lease) throws Exception {
        return warden.awaitEnd(warden.kill((Long) lease.get("leaseId"), "in a transaction"));
    }

    private void assertNothingBorrowed(String pool) throws Exception {
        Eventually.isTrue(
                "nothing is borrowed from " + pool,
                () -> warden.pool(pool).get("inUse").equals(0));
        assertEquals(3, warden.pool(pool).get("available"));
    }

    private static void assertThrew(String demarcation, String outcome) {
        String wanted = "none".equals(demarcation) ? "java.sql.SQLException" : "jakarta.transaction.RollbackException";
        assertTrue(outcome.contains(wanted), () -> "the commit met: " + outcome);
    }

    private static String pool(String datasource) {
        return "xa".equals(datasource) ? XA : SHOP;
    }

    private static String states(CompositeData kill) {
        return kill.get("sessionState") + "/" + kill.get("slotState");
    }

    private static String message(CompositeData kill) {
        return (String) kill.get("message");
    }

    private static String line(String answer, String key) {
        return answer.lines()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + key + "= in " + answer));
    }

    private static String xa(String name, String jndiName, String more) {
        return "xa-data-source add --name=" + name + " --jndi-name=" + jndiName + " --driver-name=oracle"
                + " --xa-datasource-properties={URL=>\"" + Stage.database().url() + "\"}"
                + " --user-name=SHOP --password=shop --max-pool-size=3 " + more;
    }

    private static String remove(String name) {
        return "/subsystem=datasources/xa-data-source=" + name + ":remove{allow-resource-service-restart=true}";
    }
}
