package org.poolwarden.pool.agroal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.poolwarden.logging.Messages;
import org.poolwarden.pool.PoolStatus;

/**
 * The pools of WildFly's other subsystem, datasources-agroal, as its management model shows them: counts, where their
 * statistics are switched on. Agroal offers no way to take one connection out of a pool.
 *
 * <p>Which pools there are is looked up at most once in {@link #FRESH}, by one caller while the others go on with what
 * is known, for the look-up walks the server's whole management model. A server without that subsystem is never walked.
 * Safe for use by several threads.
 */
public final class AgroalPools {

    /** For how long the names of the pools are kept. */
    static final Duration FRESH = Duration.ofMinutes(1);

    private static final String SUBSYSTEM = "jboss.as:subsystem=datasources-agroal";

    private final MBeanServer server;
    private final LongSupplier nanoTime;
    private final ReentrantLock lookingUp = new ReentrantLock();
    private volatile Names known;

    /** @param nanoTime the clock, as {@link System#nanoTime} */
    public AgroalPools(MBeanServer server, LongSupplier nanoTime) {
        this.server = server;
        this.nanoTime = nanoTime;
    }

    /** Every pool that was there at the last look-up and still is; empty where they cannot be read, which is logged. */
    public List<PoolStatus> list() {
        List<PoolStatus> pools = new ArrayList<>();
        try {
            for (ObjectName name : names()) {
                if (server.isRegistered(name)) {
                    pools.add(status(name));
                }
            }
        } catch (JMException e) {
            Messages.LOG.agroalUnreadable(e); // removed between the two calls, say
        }
        return pools;
    }

    private Set<ObjectName> names() throws JMException {
        Names last = known;
        if (last != null && nanoTime.getAsLong() - last.at() < FRESH.toNanos()) {
            return last.names();
        }
        if (!lookingUp.tryLock()) {
            return last == null ? Set.of() : last.names();
        }
        try {
            known = new Names(lookUp(), nanoTime.getAsLong());
            return known.names();
        } finally {
            lookingUp.unlock();
        }
    }

    private Set<ObjectName> lookUp() throws JMException {
        if (!server.isRegistered(new ObjectName(SUBSYSTEM))) {
            return Set.of();
        }
        return server.queryNames(new ObjectName(SUBSYSTEM + ",*"), null).stream()
                .filter(name ->
                        name.getKeyProperty("datasource") != null || name.getKeyProperty("xa-datasource") != null)
                .collect(Collectors.toUnmodifiableSet());
    }

    private PoolStatus status(ObjectName name) throws JMException {
        String jndiName = (String) server.getAttribute(name, "jndiName");
        CompositeData sizes = (CompositeData) server.getAttribute(name, "connectionPool");
        int max = number(sizes, "max-size");
        boolean counted = Boolean.TRUE.equals(server.getAttribute(name, "statisticsEnabled"));
        int inUse = counted ? number((CompositeData) server.getAttribute(name, "statistics"), "active-count") : -1;
        return new PoolStatus(jndiName, PoolStatus.Kind.AGROAL, max, inUse, counted ? max - inUse : -1);
    }

    private static int number(CompositeData data, String key) {
        return Integer.parseInt(String.valueOf(data.get(key)));
    }

    private record Names(Set<ObjectName> names, long at) {}
}
