package org.poolwarden.jmx;

import java.util.List;
import java.util.function.Function;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.contract.Operation;
import org.poolwarden.contract.Reply.RecordList;
import org.poolwarden.jmx.open.OpenBean;
import org.poolwarden.jmx.open.OpenOperation;
import org.poolwarden.leak.Row;
import org.poolwarden.mapping.ListMapper;
import org.poolwarden.mapping.PoolMapper;
import org.poolwarden.scan.Scan;

/** The MBean of one pool, {@code org.poolwarden:type=DataSource,name="java:jboss/datasources/ShopDS"}. */
final class PoolJmx {

    private PoolJmx() {}

    static ObjectName name(String pool) {
        try {
            return new ObjectName("org.poolwarden:type=DataSource,name=" + ObjectName.quote(pool));
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException(pool, e);
        }
    }

    static OpenBean of(ManagementContext core, String pool) {
        return new OpenBean(
                PoolJmx.class.getName(),
                "The pool " + pool + ": the connections that are checked out of it, and those that look leaked.",
                Entity.POOL_STATUS,
                () -> status(core, pool),
                List.of(),
                List.of(
                        operation(Operation.LIST_LEASES, given -> leases(core, pool, Scan::rows)),
                        operation(Operation.LIST_LEAKS, given -> leases(core, pool, Scan::leaks))));
    }

    /** Null if the pool has just gone. */
    private static EntityRecord status(ManagementContext core, String pool) {
        Scan scan = core.warden().leases().lastScan().orElse(null);
        return core.warden().leases().listPools().stream()
                .filter(status -> status.name().equals(pool))
                .findFirst()
                .map(status -> PoolMapper.of(status, scan))
                .orElse(null);
    }

    private static OpenOperation operation(Operation operation, OpenOperation.Run run) {
        return new OpenOperation(operation, operation.descriptionForPool(), run);
    }

    private static RecordList leases(ManagementContext core, String pool, Function<Scan, List<Row>> which) {
        Scan scan = core.warden().leases().scan().of(pool);
        return ListMapper.leases(scan, which.apply(scan));
    }
}
