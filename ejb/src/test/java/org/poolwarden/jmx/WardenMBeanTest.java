package org.poolwarden.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.management.Attribute;
import javax.management.AttributeNotFoundException;
import javax.management.InvalidAttributeValueException;
import javax.management.JMException;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.ReflectionException;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.poolwarden.guard.KillMode;
import org.poolwarden.kill.batch.BatchRequest;
import org.poolwarden.kill.batch.BatchSelection;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.leak.Judgement.Proof;
import org.poolwarden.request.Problem;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;

/** The MBean as a remote JConsole sees it: through an MBeanServer, by open types and standard exceptions. */
class WardenMBeanTest {

    private static final String STRING = String.class.getName();

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final FakeWarden warden = new FakeWarden();
    private ObjectName name;

    @BeforeEach
    void register() throws JMException {
        name = new ObjectName(WardenJmx.NAME);
        server.registerMBean(WardenJmx.of(new ManagementContext(warden, new FakeFleet(), "1.0")), name);
    }

    @Test
    void attributesAreReadable() throws JMException {
        assertEquals("1.0", server.getAttribute(name, "Version"));
        assertEquals("well", server.getAttribute(name, "Status"));
    }

    @Test
    void settingsAreChangedByTheirAttributeAndByAKnownCallerOnly() throws JMException {
        assertEquals("SITES", server.getAttribute(name, "Tracking"));
        assertEquals(300L, server.getAttribute(name, "SuspectAfterSeconds"));

        server.setAttribute(name, new Attribute("Tracking", "STAMP"));
        server.setAttribute(name, new Attribute("ScanEverySeconds", 20L));

        List<String> done =
                List.of("TRACKING=STAMP by ops via JMX from 10.1.2.3", "SCAN_EVERY=20 by ops via JMX from 10.1.2.3");
        assertEquals(done, warden.tuned);
        warden.caller = Optional.empty();
        assertRefused(SecurityException.class, "PWARDEN0407", () -> {
            server.setAttribute(name, new Attribute("Tracking", "OFF"));
            return null;
        });
        assertEquals(done, warden.tuned);
    }

    @Test
    void attributesOfTheScanAreNullBeforeTheFirstAndSayWhenItWas() throws JMException {
        assertNull(server.getAttribute(name, "LeakedCount"));
        assertNull(server.getAttribute(name, "LastScanTime"));

        warden.last = warden.scan();

        assertNull(server.getAttribute(name, "LeakedCount"), "none was found, and not everything was read");
        assertEquals(false, server.getAttribute(name, "LastScanComplete"));
        assertEquals(1, server.getAttribute(name, "UnmatchedCount"));
        assertEquals(new Date(0), server.getAttribute(name, "LastScanTime"));
    }

    @Test
    void wrongTypesAndNamesAreTold() {
        assertThrows(
                InvalidAttributeValueException.class,
                () -> server.setAttribute(name, new Attribute("ScanEverySeconds", "soon")));
        assertThrows(
                AttributeNotFoundException.class, () -> server.setAttribute(name, new Attribute("Version", "2.0")));
        assertThrows(AttributeNotFoundException.class, () -> server.getAttribute(name, "Nothing"));
        assertThrows(ReflectionException.class, () -> invoke("kill", 7L));
        assertRefused(
                IllegalArgumentException.class,
                "PWARDEN0431: explain has a wrong value for leaseId",
                () -> server.invoke(name, "explain", new Object[] {null}, new String[] {"long"}));
    }

    @Test
    void everythingIsDescribed() throws JMException {
        MBeanInfo info = server.getMBeanInfo(name);

        Described.check(info);
        assertEquals(1, info.getNotifications().length);
        assertTrue(Arrays.asList(info.getNotifications()[0].getNotifTypes()).contains("org.poolwarden.kill.gone"));
    }

    @Test
    void noNameIsTwoOperations() throws JMException {
        List<String> names = Arrays.stream(server.getMBeanInfo(name).getOperations())
                .map(MBeanOperationInfo::getName)
                .toList();

        assertEquals(Set.copyOf(names).size(), names.size(), names.toString());
    }

    @Test
    void onlyWhatEndsOrTellsMoreThanAMonitorMayKnowIsAnAction() throws JMException {
        Set<String> actions = Set.of(
                "kill",
                "killInMode",
                "killSession",
                "withdraw",
                "killReport",
                "readSql",
                "killBatch",
                "killBatchInMode",
                "stopBatch",
                "judgePool");
        for (MBeanOperationInfo operation : server.getMBeanInfo(name).getOperations()) {
            int expected = actions.contains(operation.getName()) ? MBeanOperationInfo.ACTION : MBeanOperationInfo.INFO;
            assertEquals(expected, operation.getImpact(), operation.getName());
        }
    }

    @Test
    void poolsLeasesAndKillsAreTablesByTheirKeys() throws JMException {
        CompositeData pool = items("listPools").get(new Object[] {"java:/ShopDS"});
        assertEquals(
                "java:/ShopDS LOCAL 20 3 17 null",
                values(pool, "pool", "kind", "maxPoolSize", "inUse", "available", "waitingThreads"));

        CompositeData lease = items("listLeases").get(new Object[] {7L});
        assertEquals("7 UNMATCHED null null", values(lease, "leaseId", "verdict", "session", "lastCallSeconds"));
        assertEquals("no guard", ((String[]) lease.get("reasons"))[0]);

        CompositeData kill = (CompositeData) invoke("killState", "k-1");
        assertEquals(
                "k-1 7 GONE FREED true 5",
                values(kill, "killId", "leaseId", "sessionState", "slotState", "over", "auditId"));
        assertEquals(1, ((String[]) kill.get("steps")).length);
        for (String empty : List.of("listKills", "listLeaks", "listSessions", "listBatches")) {
            assertEquals(0, items(empty).size(), empty);
        }
    }

    @Test
    void questionsOfADbaAreAnswered() throws JMException {
        CompositeData owner = (CompositeData) server.invoke(
                name, "findSessionOwner", new Object[] {"", 2, 46, 99}, new String[] {STRING, "int", "int", "int"});
        assertEquals("2,46,99 7 java:/ShopDS", values(owner, "session", "leaseId", "pool"));

        CompositeData explanation = (CompositeData) invoke("explain", 7L);
        assertEquals("7 UNMATCHED NONE null", values(explanation, "leaseId", "verdict", "transaction", "killId"));
        assertEquals(0, ((String[]) list("killScript", "7").get("items")).length);
        assertRefused(IllegalArgumentException.class, "PWARDEN0424", () -> invoke("killScript", "seven"));
        assertRefused(
                IllegalArgumentException.class,
                "PWARDEN0430",
                () -> server.invoke(name, "listAudit", new Object[] {"", "", "", "noon", "", 5}, new String[] {
                    STRING, STRING, STRING, STRING, STRING, "int"
                }));
        assertTrue(((String[]) list("scan").get("items"))[0].contains("1 lease {UNMATCHED=1}"));
    }

    @Test
    void killCarriesTheReasonAndNamesNobody() throws JMException {
        assertEquals("k-1", kill());
        assertEquals(new KillRequest(7, KillMode.IMMEDIATE, null, "it leaks"), warden.asked.get(0));
    }

    @Test
    void whatJConsoleWritesIntoAFieldIsNoReason() {
        Object[] selection = {"7", "", "", "", "", 1};
        String[] types = {STRING, STRING, STRING, STRING, STRING, "int", STRING};

        for (String reason : List.of("String", " String ")) {
            assertRefused(IllegalArgumentException.class, "PWARDEN0432", () -> invoke("kill", 7L, reason));
            assertRefused(
                    IllegalArgumentException.class,
                    "PWARDEN0432",
                    () -> server.invoke(name, "killInMode", new Object[] {7L, "KILL", 0, reason, ""}, new String[] {
                        "long", STRING, "int", STRING, STRING
                    }));
            Object[] batch = Arrays.copyOf(selection, 7);
            batch[6] = reason;
            assertRefused(
                    IllegalArgumentException.class,
                    "PWARDEN0432",
                    () -> server.invoke(name, "killBatch", batch, types));
            assertRefused(
                    IllegalArgumentException.class,
                    "PWARDEN0432",
                    () -> server.invoke(
                            name,
                            "killBatchInMode",
                            new Object[] {"7", "", "", "", "", 1, "KILL", 0, reason, ""},
                            new String[] {STRING, STRING, STRING, STRING, STRING, "int", STRING, "int", STRING, STRING
                            }));
        }
        assertTrue(warden.asked.isEmpty());
        assertTrue(warden.batches.isEmpty());
    }

    @Test
    void callerWithoutAnIdentityMayNeitherKillNorPreview() {
        warden.caller = Optional.empty();

        assertRefused(SecurityException.class, "PWARDEN0407", this::kill);
        assertRefused(SecurityException.class, "PWARDEN0407", () -> invoke("preview", 7L));
        assertTrue(warden.asked.isEmpty());
    }

    @Test
    void aBatchCarriesItsSelectionItsModesTheCallerAndTheReason() throws JMException {
        String[] types = {STRING, STRING, STRING, STRING, STRING, "int", STRING, "int", STRING, STRING};

        server.invoke(
                name,
                "killBatch",
                new Object[] {"", "java:/ShopDS", "shop.war", "", "weak", 5, "it leaks"},
                new String[] {STRING, STRING, STRING, STRING, STRING, "int", STRING});
        server.invoke(
                name,
                "killBatchInMode",
                new Object[] {"7, 8", "", "", "", "", 2, "post_transaction, IMMEDIATE", 30, "it leaks", " token "},
                types);

        assertEquals(
                List.of(
                        new BatchRequest(
                                new BatchSelection(List.of(), "java:/ShopDS", "shop.war", "", Proof.WEAK, List.of()),
                                5,
                                List.of(KillMode.IMMEDIATE),
                                Duration.ZERO,
                                "it leaks"),
                        new BatchRequest(
                                        new BatchSelection(List.of(7L, 8L), "", "", "", null, List.of()),
                                        2,
                                        List.of(KillMode.POST_TRANSACTION, KillMode.IMMEDIATE),
                                        Duration.ofSeconds(30),
                                        "it leaks")
                                .after("token")),
                warden.batches);
        assertRefused(
                IllegalArgumentException.class,
                "PWARDEN0423",
                () -> server.invoke(
                        name,
                        "killBatchInMode",
                        new Object[] {"7", "", "", "", "", 1, "SOFTLY", 0, "it leaks", ""},
                        types));
        assertEquals(2, warden.batches.size());
    }

    @Test
    void whoTakesAKillBackOrStopsABatchIsHandedOn() throws JMException {
        invoke("withdraw", "k-1");
        invoke("stopBatch", "b-1");

        assertEquals(List.of("k-1 by ops via JMX from 10.1.2.3", "b-1 by ops via JMX from 10.1.2.3"), warden.stopped);
    }

    @Test
    void callerWithoutAnIdentityStopsNothingAndSeesNoSql() {
        warden.caller = Optional.empty();

        assertRefused(SecurityException.class, "PWARDEN0407", () -> invoke("withdraw", "k-1"));
        assertRefused(SecurityException.class, "PWARDEN0407", () -> invoke("stopBatch", "b-1"));
        assertRefused(SecurityException.class, "PWARDEN0407", () -> invoke("killReport", "k-1"));
        assertRefused(SecurityException.class, "PWARDEN0407", () -> invoke("readSql", 7L));
        assertTrue(warden.stopped.isEmpty());
    }

    @Test
    void callerWithoutAnIdentityMayRead() throws JMException {
        warden.caller = Optional.empty();

        assertNotNull(invoke("listLeases"));
    }

    @Test
    void previewBeginsWithTheAnswer() throws JMException {
        String[] lines = (String[]) invoke("preview", 7L);

        assertEquals("[DENIED, PWARDEN0403: never]", Arrays.toString(lines));
    }

    @Test
    void problemsAreListed() throws JMException {
        TabularData problems = items("listProblems");
        assertEquals(1, problems.size());
        assertEquals(
                "PWARDEN0201 java:/guard A problem. Solve it.",
                values(problems.get(new Object[] {"PWARDEN0201", "java:/guard"}), "code", "subject", "text", "action"));
    }

    @Test
    void refusalsAreStandardExceptionsWithoutACause() {
        assertRefusal(Fault.BAD_REQUEST, IllegalArgumentException.class);
        assertRefusal(Fault.NOT_FOUND, IllegalArgumentException.class);
        assertRefusal(Fault.DENIED, SecurityException.class);
        assertRefusal(Fault.UNAVAILABLE, IllegalStateException.class);
    }

    @Test
    void failureInsideIsAStandardExceptionToo() {
        warden.failure = new UnsupportedOperationException("a bug");

        assertRefused(IllegalStateException.class, "PWARDEN0409", this::kill);
    }

    @Test
    void contextClassLoaderIsSetForTheCallAndPutBack() throws JMException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(null);
        try {
            invoke("listLeases");

            assertNotNull(warden.loaderSeen);
            assertNull(thread.getContextClassLoader());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private void assertRefusal(Fault fault, Class<? extends RuntimeException> expected) {
        warden.refusal = new WardenException(
                fault, new Problem("PWARDEN0400", "this server", "No.", null), new IllegalStateException("ours"));
        assertRefused(expected, "PWARDEN0400", this::kill);
    }

    private static void assertRefused(Class<? extends RuntimeException> expected, String number, Call call) {
        RuntimeMBeanException thrown = assertThrows(RuntimeMBeanException.class, call::run);
        Throwable refusal = assertInstanceOf(expected, thrown.getCause());
        assertTrue(refusal.getMessage().startsWith(number), refusal.getMessage());
        assertNull(refusal.getCause(), "no class of ours may travel");
    }

    private Object kill() throws JMException {
        return server.invoke(
                name, "kill", new Object[] {7L, "it leaks"}, new String[] {"long", String.class.getName()});
    }

    private CompositeData list(String operation, Object... arguments) throws JMException {
        return (CompositeData) invoke(operation, arguments);
    }

    private TabularData items(String operation) throws JMException {
        return (TabularData) list(operation).get("items");
    }

    private Object invoke(String operation, Object... arguments) throws JMException {
        String[] types = Arrays.stream(arguments)
                .map(argument ->
                        argument instanceof Long ? "long" : argument.getClass().getName())
                .toArray(String[]::new);
        return server.invoke(name, operation, arguments, types);
    }

    private static String values(CompositeData data, String... keys) {
        StringBuilder values = new StringBuilder();
        for (String key : keys) {
            values.append(values.isEmpty() ? "" : " ").append(data.get(key));
        }
        return values.toString();
    }

    /** A call that may fail. */
    private interface Call {
        Object run() throws JMException;
    }
}
