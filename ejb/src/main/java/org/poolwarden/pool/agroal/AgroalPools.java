package org.poolwarden.pool.agroal;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.poolwarden.logging.Messages;
import org.poolwarden.pool.PoolStatus;

/**
 * The pools of WildFly's other subsystem, datasources-agroal, as its management model shows them: counts, where their
 * statistics are switched on. Agroal offers no way to take one connection out of a pool.
 */
public final class AgroalPools {

    private static final String PATTERN = "jboss.as:subsystem=datasources-agroal,*";

    private AgroalPools() {}

    public static List<PoolStatus> ofServer() {
        List<PoolStatus> pools = new ArrayList<>();
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            for (ObjectName name : server.queryNames(new ObjectName(PATTERN), null)) {
                if (name.getKeyProperty("datasource") != null || name.getKeyProperty("xa-datasource") != null) {
                    pools.add(status(server, name));
                }
            }
        } catch (JMException e) {
            Messages.LOG.agroalUnreadable(e); // gone between two looks, say
        }
        return pools;
    }

    private static PoolStatus status(MBeanServer server, ObjectName name) throws JMException {
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
}
