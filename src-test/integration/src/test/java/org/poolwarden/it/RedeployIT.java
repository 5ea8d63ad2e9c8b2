package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.MBeanServerDelegate;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Undeploying and deploying again, five times")
class RedeployIT extends OnServer {

    private static final int TIMES = 5;

    /** So long a connection that nobody uses stays open at most (no-request-timeout), and keeps its last exchange. */
    private static final Duration A_MINUTE_AND_MORE = Duration.ofSeconds(90);

    /** Of the library that the WAR bundles. */
    private static final String BUNDLED = "io.prometheus.metrics.model.snapshots.MetricSnapshots";

    private static final String LISTENER = "org.poolwarden.pool.tracking.Tracker";

    /**
     * Each time with a lease that was listed, a kill that was done and told by notifications, a page that was shown and
     * a lease that stays open, while somebody is told of each MBean that comes and goes, as JConsole is; afterwards no
     * MBean, no thread, no listener and no class loader of ours is left.
     */
    @Test
    @DisplayName("leaves no MBean, thread, listener or class loader of ours behind")
    void leavesNothing() throws Exception {
        Heap heap = new Heap(warden.server());
        AtomicInteger comingsAndGoings = listenTo(MBeanServerDelegate.DELEGATE_NAME);
        try (Workers workers = new Workers(warden.server())) {
            for (int i = 0; i < TIMES; i++) {
                redeploy(heap, workers, "v" + i);
            }
            assertTrue(comingsAndGoings.get() >= 2 * TIMES, "MBeans that come and go are told of");
            workers.awaitEnd(heap);
            awaitCollected(heap);
        }
    }

    /** What still holds one after all can only be found in the heap, so that a failure leaves it in a file. */
    private void awaitCollected(Heap heap) throws Exception {
        try {
            Eventually.within(
                    A_MINUTE_AND_MORE,
                    "the class loaders of earlier deployments are gone",
                    () -> Math.max(heap.loaders(LISTENER), heap.loaders(BUNDLED)),
                    n -> n <= 1);
        } catch (AssertionError e) {
            heap.dump(Files.createTempDirectory(Path.of("target"), "heap").resolve("redeploy.hprof"));
            throw e;
        }
    }

    private AtomicInteger listenTo(ObjectName mbean) throws Exception {
        AtomicInteger heard = new AtomicInteger();
        warden.server().addNotificationListener(mbean, (told, back) -> heard.incrementAndGet(), null, null);
        return heard;
    }

    private void redeploy(Heap heap, Workers workers, String name) throws Exception {
        AtomicInteger heard = listenTo(new ObjectName(Warden.OBJECT_NAME));
        int victim = sid(app.post("/leak/ended-thread?name=" + name));
        String kill =
                warden.kill((Long) warden.leaseWithVerdict(victim, "LEAKED").get("leaseId"), "before undeploying");
        warden.awaitEnd(kill);
        Eventually.get("notifications come", heard::get, n -> n > 0);
        Http ops = Http.as(Stage.OPERATOR, Stage.PASSWORD, "/poolwarden");
        assertEquals(200, ops.get("/").statusCode(), "the console answers");
        for (String format : List.of("text/plain", "application/openmetrics-text;version=1.0.0")) {
            assertEquals(200, ops.with("Accept", format).get("/metrics").statusCode(), format);
        }
        assertTrue(heap.loaders(BUNDLED) > 0, "the library of metrics is in use");
        app.reset();
        assertTrue(heap.instances(LISTENER) > 0, "our listeners are in the pools");
        int open = sid(app.post("/leak/ended-thread?name=open"));

        Cli.succeed("/deployment=poolwarden.ear:undeploy");
        try {
            assertFalse(warden.server().isRegistered(new ObjectName(Warden.OBJECT_NAME)));
            workers.awaitEnd(heap);
            Eventually.get("no listener of ours is left in the pools", () -> heap.instances(LISTENER), n -> n == 0);
            Eventually.get("no thread of ours is left", () -> heap.threads("poolwarden"), List::isEmpty);
            String gone = Cli.fail("/subsystem=poolwarden:list-leaks");
            assertTrue(gone.contains("poolwarden"), gone);
            app.post("/borrow");
        } finally {
            Cli.succeed("/deployment=poolwarden.ear:deploy");
        }
        Eventually.isTrue("the MBean is back", () -> warden.server().isRegistered(new ObjectName(Warden.OBJECT_NAME)));
        CompositeData older = warden.leaseWithVerdict(open, "SUSPECT");
        assertNull(older.get("thread"), "a lease from before the deployment has an unknown borrower");
        assertEquals(Database.key(open), older.get("session"), "and a session all the same");
        app.reset();
    }
}
