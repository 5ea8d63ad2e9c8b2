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
 * The pools of WildFly's subsystem datasources-agroal, as the management model shows them. A pool has counts only if
 * its statistics are enabled. Agroal offers no way to take a single connection out of a pool.
 *
 * <p>The names of the pools are looked up at most once in {@link #FRESH}, because a look-up walks the server's whole
 * management model. One caller does it while the others use the known names. On a server without that subsystem there
 * is no look-up. Safe for use by several threads.
 */
public final class AgroalPools {

    /** How long the names of the pools are kept. */
    static final Duration FRESH = Duration.ofMinutes(1);

    private static final String SUBSYSTEM = "jboss.as:subsystem=datasources-agroal";

    private final MBeanServer server;
    private final LongSupplier nanoTime;
    private final ReentrantLock lookingUp = new ReentrantLock();
    private volatile Names known;

    /**
     * Looks nothing up yet.
     *
     * @param nanoTime the clock, such as {@link System#nanoTime}
     */
    public AgroalPools(MBeanServer server, LongSupplier nanoTime) {
        this.server = server;
        this.nanoTime = nanoTime;
    }

    /**
     * Every pool that existed at the last look-up and still exists. One that cannot be read has the name of its
     * resource and no counts. Empty if the names cannot be looked up, which is logged.
     */
    public List<PoolStatus> list() {
        List<PoolStatus> pools = new ArrayList<>();
        for (ObjectName name : names()) {
            try {
                pools.add(status(name));
            } catch (JMException | RuntimeException e) {
                if (server.isRegistered(name)) { // else it was removed
                    Messages.LOG.agroalUnreadable(name.getCanonicalName(), e);
                    pools.add(new PoolStatus(resource(name), PoolStatus.Kind.AGROAL, -1, -1, -1));
                }
            }
        }
        return pools;
    }

    private Set<ObjectName> names() {
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
        } catch (JMException | RuntimeException e) {
            Messages.LOG.agroalUnreadable(SUBSYSTEM, e);
            return last == null ? Set.of() : last.names();
        } finally {
            lookingUp.unlock();
        }
    }

    private Set<ObjectName> lookUp() throws JMException {
        if (!server.isRegistered(new ObjectName(SUBSYSTEM))) {
            return Set.of();
        }
        return server.queryNames(new ObjectName(SUBSYSTEM + ",*"), null).stream()
                .filter(name -> resource(name) != null)
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

    /** Null if it is no pool. */
    private static String resource(ObjectName name) {
        String local = name.getKeyProperty("datasource");
        return local == null ? name.getKeyProperty("xa-datasource") : local;
    }

    private static int number(CompositeData data, String key) {
        return Integer.parseInt(String.valueOf(data.get(key)));
    }

    private record Names(Set<ObjectName> names, long at) {}
}
