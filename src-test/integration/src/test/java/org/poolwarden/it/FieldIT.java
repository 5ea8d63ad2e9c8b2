package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.poolwarden.it.FieldRow.Archive;
import org.poolwarden.it.FieldRow.Kind;

/** Every row of the table at once, in four conditions. A leak is known two scans after it could be known. */
@DisplayName("In applications as people write them, no honest lease is a leak, and every leak is one,")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIfSystemProperty(
        named = "poolwarden.field.apps",
        matches = "true",
        disabledReason = "its applications were not built; add -Pfield-apps to a fast build")
class FieldIT extends OnServer {

    private static final FieldRow FILLER =
            new FieldRow("fill", Archive.JAKARTA, "/fill", Kind.HONEST, 1, Pattern.compile("FillServlet\\.serve"), 0);

    private static final String PINS = "call-site org.example.jakarta.LeaderBean.stand by anna: it is the leadership";

    /**
     * From then on nothing speaks for a lease but its borrower: threshold, grace, and the seconds in which a worker
     * that polls is seen asleep in its loop, again and again.
     */
    private static final int KNOWN_AFTER_SECONDS = Stage.SUSPECT_AFTER_SECONDS + 6;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SCANS = 6;
    private static final int PASSERS_BY = 4;
    private static final int NO_LIMIT = 200;
    private static final Pattern IN_BATCH = Pattern.compile("lease (\\d+) of .*: would be ended");

    /**
     * The container ends an asynchronous request with its application, and it undeploys no bean before the calls of it
     * are over.
     */
    private static final Set<String> ENDED_FIRST =
            Set.of("/async", "/timer", "/asynchronous", "/requires-new", "/persistence");

    private final Set<String> wrong = new TreeSet<>();
    private List<FieldRow> rows;
    private FieldApps apps;

    @BeforeAll
    void deploy() throws Exception {
        apps = FieldApps.deploy();
        try (Warden first = Warden.connect()) {
            Eventually.isTrue("the pool is seen", () -> {
                first.leases();
                return first.pools().contains(FieldApps.POOL);
            });
            rows = FieldRows.ALL.stream()
                    .filter(row -> row.java() <= javaOfServer(first))
                    .toList();
        }
    }

    @AfterAll
    void undeploy() throws Exception {
        if (apps != null) {
            apps.close();
        }
    }

    /** Whatever became of a test, the next one begins with all of the pool. */
    @AfterEach
    void endAll() throws Exception {
        apps.end();
    }

    @Test
    @DisplayName("while nothing else runs")
    void idle() throws Exception {
        begin();
        judge();
        end();
    }

    @Test
    @DisplayName("while other requests run on the same threads")
    void busy() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        List<Future<?>> load = new ArrayList<>();
        for (int i = 0; i < PASSERS_BY; i++) {
            load.add(apps.run(() -> passBy(over)));
        }
        try {
            begin();
            judge();
        } finally {
            over.set(true);
        }
        for (Future<?> client : load) {
            client.get();
        }
        end();
    }

    @Test
    @DisplayName("while requests wait for the exhausted pool")
    void exhausted() throws Exception {
        begin();
        awaitAge();
        int left = (Integer) warden.pool(FieldApps.POOL).get("available");
        apps.fill(FILLER, left);
        Eventually.isTrue(
                "the pool is exhausted",
                () -> warden.pool(FieldApps.POOL).get("available").equals(0));
        List<Future<?>> waiters = rows.stream().map(apps::passBy).collect(Collectors.toList());
        Eventually.isTrue(
                "requests wait", () -> (Integer) warden.pool(FieldApps.POOL).get("waitingThreads") > PASSERS_BY);
        judge();
        assertTrue((Integer) warden.pool(FieldApps.POOL).get("waitingThreads") > PASSERS_BY, "they still wait");
        apps.end();
        for (Future<?> waiter : waiters) {
            waiter.get();
        }
        end();
    }

    @Test
    @DisplayName("after Poolwarden was deployed anew")
    void redeployed() throws Exception {
        begin();
        Cli.script(List.of("/deployment=poolwarden.ear:undeploy", "/deployment=poolwarden.ear:deploy"));
        Eventually.isTrue("the MBean is back", () -> warden.server().isRegistered(new ObjectName(Warden.OBJECT_NAME)));
        // Of what is older nothing can be known: no leak need be, and nothing honest may be.
        awaitAge();
        for (int scan = 0; scan < 2; scan++) {
            scan(false);
        }
        apps.end();
        begin();
        judge();
        end();
    }

    /** The other conditions have these rows too, where there are virtual threads. */
    @Test
    @DisplayName("while their borrowers are virtual threads")
    void virtualThreads() throws Exception {
        int java = javaOfServer(warden);
        assumeTrue(
                java >= FieldRows.VIRTUAL_THREADS,
                () -> "the server's Java " + java + " has no virtual threads: add -Djvm=HOME/bin/java of Java "
                        + FieldRows.VIRTUAL_THREADS + " or later");
        List<FieldRow> all = rows;
        rows = all.stream()
                .filter(row -> row.java() == FieldRows.VIRTUAL_THREADS)
                .toList();
        try {
            begin();
            judge();
            end();
        } finally {
            rows = all;
        }
    }

    @Test
    @DisplayName("while requests go on that began before their application was deployed anew")
    void applicationRedeployed() throws Exception {
        List<FieldRow> all = rows;
        rows = all.stream()
                .filter(row -> row.archive() == Archive.JAKARTA && row.kind() == Kind.HONEST)
                .filter(row -> !ENDED_FIRST.contains(row.path()))
                .toList();
        try {
            begin();
            awaitAge();
            Map<String, List<Integer>> before = apps.borrowed();
            apps.redeploy(Archive.JAKARTA);
            // Until they are old, and then some: whoever has closed its connection meanwhile is no matter.
            long deadline = System.nanoTime()
                    + Duration.ofSeconds(2 * KNOWN_AFTER_SECONDS).toNanos();
            int judged = 0;
            while (System.nanoTime() < deadline) {
                judged = judgeHonest(before);
                Thread.sleep(500);
            }
            assertTrue(judged > before.size() / 2, "most of them go on: " + judged + " of " + before.size());
            assertEquals("", String.join("\n", wrong), "what was misjudged");
        } finally {
            rows = all;
            apps.end();
            apps.failures(); // an application that is gone may fail at anything
        }
    }

    /** How many leases of those rows there are still. */
    private int judgeHonest(Map<String, List<Integer>> before) throws Exception {
        Map<Integer, CompositeData> leases = leases();
        Set<Long> batch = batch();
        int judged = 0;
        for (FieldRow row : rows) {
            for (int sid : before.getOrDefault(row.name(), List.of())) {
                CompositeData lease = leases.get(sid);
                if (lease != null) {
                    judged++;
                    for (String found : row.wrong(lease, batch.contains((Long) lease.get("leaseId")), false)) {
                        wrong.add(row + ": " + found + " " + List.of((String[]) lease.get("reasons")));
                    }
                }
            }
        }
        return judged;
    }

    /**
     * All rows, the honest ones first. An honest task that a worker takes right after its leak, by the very same lines,
     * would hide that leak for as long as it runs: nobody can tell it from a loop that collects connections.
     */
    private void begin() throws Exception {
        wrong.clear();
        warden.set("Pins", PINS);
        apps.arm();
        begin(row -> row.kind() != Kind.LEAK);
        begin(row -> row.kind() == Kind.LEAK);
    }

    private void begin(Predicate<FieldRow> which) throws Exception {
        rows.stream().filter(which).forEach(apps::begin);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!missing(which).isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(100);
        }
        missing(which).forEach(row -> wrong.add(row + ": has not its connections"));
    }

    private List<FieldRow> missing(Predicate<FieldRow> which) throws Exception {
        Map<String, List<Integer>> borrowed = apps.borrowed();
        return rows.stream()
                .filter(which)
                .filter(row -> borrowed.getOrDefault(row.name(), List.of()).size() != row.sessions())
                .toList();
    }

    private void judge() throws Exception {
        awaitAge();
        scan(false);
        for (int scan = 1; scan < SCANS; scan++) {
            scan(true);
        }
    }

    private void end() throws Exception {
        apps.end();
        assertEquals("", String.join("\n", wrong), "what was misjudged");
        assertEquals(List.of(), apps.failures(), "requests that failed");
        Eventually.get(
                "the pool has all its connections back",
                () -> leases().values().stream()
                        .map(lease -> lease.get("callSite") + " " + lease.get("request"))
                        .toList(),
                List::isEmpty);
    }

    private void awaitAge() throws Exception {
        Eventually.isTrue("all leases are over the threshold", () -> {
            scan(false);
            Map<Integer, CompositeData> leases = leases();
            return apps.borrowed().values().stream()
                    .flatMap(List::stream)
                    .allMatch(sid ->
                            leases.containsKey(sid) && (Long) leases.get(sid).get("ageSeconds") >= KNOWN_AFTER_SECONDS);
        });
    }

    private void scan(boolean mustBeKnown) throws Exception {
        Map<String, List<Integer>> borrowed = apps.borrowed();
        Map<Integer, CompositeData> leases = leases();
        Set<Long> batch = batch();
        for (FieldRow row : Stream.concat(rows.stream(), Stream.of(FILLER)).toList()) {
            for (int sid : borrowed.getOrDefault(row.name(), List.of())) {
                CompositeData lease = leases.get(sid);
                if (lease == null) {
                    wrong.add(row + ": no lease");
                } else {
                    for (String found : row.wrong(lease, batch.contains((Long) lease.get("leaseId")), mustBeKnown)) {
                        wrong.add(row + ": " + found + " " + List.of((String[]) lease.get("reasons")));
                    }
                }
            }
        }
    }

    /** By the SID of their session. */
    private Map<Integer, CompositeData> leases() throws Exception {
        Map<Integer, CompositeData> bySid = new HashMap<>();
        for (CompositeData lease : warden.leases()) {
            String session = (String) lease.get("session");
            if (FieldApps.POOL.equals(lease.get("pool")) && session != null) {
                bySid.put(Integer.valueOf(session.split(",")[1]), lease);
            }
        }
        return bySid;
    }

    /** The leases that a batch of the pool would end. */
    private Set<Long> batch() throws Exception {
        String[] lines = warden.lines("previewBatch", "", FieldApps.POOL, "", "", "", NO_LIMIT)
                .toArray(String[]::new);
        return Stream.of(lines)
                .map(IN_BATCH::matcher)
                .filter(java.util.regex.Matcher::find)
                .map(found -> Long.valueOf(found.group(1)))
                .collect(Collectors.toSet());
    }

    private void passBy(AtomicBoolean over) {
        while (!over.get()) {
            for (FieldRow row : rows) {
                if (!over.get()) {
                    try {
                        apps.passBy(row).get();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
        }
    }

    private static int javaOfServer(Warden warden) {
        try {
            return Integer.parseInt(
                    (String) warden.server().getAttribute(new ObjectName("java.lang:type=Runtime"), "SpecVersion"));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
