package org.poolwarden.it.soak;

import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.poolwarden.it.Eventually;
import org.poolwarden.it.Heap;
import org.poolwarden.it.Stage;

/** What the server keeps: measured when nothing is under way and the garbage is collected, and compared at the end. */
final class Growth {

    private static final String CONNECTION = "oracle.jdbc.driver.T4CConnection";
    /** One that each deployment of Poolwarden loads anew. */
    private static final String LISTENER = "org.poolwarden.pool.tracking.Tracker";

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** So many samples at the beginning do not count: pools, caches and compiled code fill. */
    private static final int WARM_UP = 2;

    private static final double MEGABYTE = 1024.0 * 1024.0;
    private static final double HEAP_SLACK_MEGABYTES = 16;
    private static final int THREAD_SLACK = 12;
    private static final int CLASS_SLACK = 600;
    /** Sessions that open while they are counted. */
    private static final int CONNECTION_SLACK = 3;

    private record Sample(long heap, long threads, long classes) {}

    private final World world;
    private final MBeanServerConnection server;
    private final Heap heap;
    private final List<Sample> samples = new ArrayList<>();

    Growth(World world) {
        this.world = world;
        this.server = world.server().warden().server();
        this.heap = new Heap(server);
    }

    void sample() throws Exception {
        Eventually.within(
                PATIENCE,
                "at most as many connections are on the heap as the database has sessions",
                this::connectionsWithoutSession,
                excess -> excess <= CONNECTION_SLACK);
        try {
            Eventually.within(
                    PATIENCE, "one deployment of Poolwarden is loaded", () -> heap.loaders(LISTENER), n -> n <= 2);
        } catch (AssertionError e) {
            heap.dump(Stage.layout().work().resolveSibling("soak-" + System.currentTimeMillis() + ".hprof"));
            throw e;
        }
        CompositeData usage = (CompositeData) attribute("Memory", "HeapMemoryUsage");
        long threads = ((Number) attribute("Threading", "ThreadCount")).longValue();
        long classes = ((Number) attribute("ClassLoading", "LoadedClassCount")).longValue();
        samples.add(new Sample(MemoryUsage.from(usage).getUsed(), threads, classes));
        world.journal().say(samples.get(samples.size() - 1).toString());
    }

    private long connectionsWithoutSession() throws Exception {
        long connections = heap.instances(CONNECTION);
        return connections - world.database().count();
    }

    private Object attribute(String bean, String name) throws Exception {
        return server.getAttribute(new ObjectName("java.lang:type=" + bean), name);
    }

    /** The last third of the run beside the first. */
    void compare() {
        List<Sample> settled = samples.subList(Math.min(WARM_UP, samples.size()), samples.size());
        int third = settled.size() / 3;
        if (third == 0) {
            return;
        }
        List<Sample> first = settled.subList(0, third);
        List<Sample> last = settled.subList(settled.size() - third, settled.size());
        grown("heap in MB", first, last, sample -> sample.heap(), MEGABYTE, HEAP_SLACK_MEGABYTES);
        grown("threads", first, last, sample -> sample.threads(), 1, THREAD_SLACK);
        grown("classes", first, last, sample -> sample.classes(), 1, CLASS_SLACK);
    }

    private void grown(
            String what, List<Sample> first, List<Sample> last, ToLongFunction<Sample> of, double unit, double slack) {
        double before = least(first, of) / unit;
        double after = least(last, of) / unit;
        String grown = String.format(Locale.ROOT, "%s: %.1f at first, %.1f at last", what, before, after);
        world.journal().say(grown);
        if (after > before + slack) {
            world.journal().fault("the server has grown: " + grown);
        }
    }

    private static double least(List<Sample> samples, ToLongFunction<Sample> of) {
        return samples.stream().mapToLong(of).min().orElseThrow();
    }
}
