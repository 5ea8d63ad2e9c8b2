package org.poolwarden.jmx;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.management.MBeanNotificationInfo;
import javax.management.Notification;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.contract.Operation;
import org.poolwarden.jmx.open.OpenBean;
import org.poolwarden.jmx.open.OpenOperation;
import org.poolwarden.jmx.open.OpenOperation.Run;
import org.poolwarden.mapping.StatusMapper;

/**
 * The MBean of Poolwarden, {@value #NAME}. No attribute asks a database or carries SQL text: every management user can
 * read attributes, and consoles read all of them every few seconds.
 */
final class WardenJmx {

    static final String NAME = "org.poolwarden:type=Warden";

    private static final String DESCRIPTION =
            "Poolwarden: the connections that applications have checked out of this server's pools, each with its"
                    + " database session, and the way to end a leaked one.";

    private WardenJmx() {}

    static OpenBean of(ManagementContext core) {
        Map<Operation, Run> runs = new EnumMap<>(Operation.class);
        runs.putAll(ReadOperations.of(core));
        runs.putAll(HistoryOperations.of(core));
        runs.putAll(ActOperations.of(core));
        return new OpenBean(
                WardenJmx.class.getName(),
                DESCRIPTION,
                Entity.STATUS,
                () -> status(core),
                TunableAttributes.of(core),
                operations(runs),
                new MBeanNotificationInfo(
                        NotificationPublisher.TYPES.toArray(String[]::new),
                        Notification.class.getName(),
                        "One for each transition that was seen: of a lease from scan to scan, of a kill, of a pool."
                                + " The user data is the lease, the kill or the pool."));
    }

    private static EntityRecord status(ManagementContext core) {
        return StatusMapper.of(
                core.version(),
                core.warden().leases().status(),
                core.warden().leases().lastScan().orElse(null),
                core.warden().kills().listKills());
    }

    private static List<OpenOperation> operations(Map<Operation, Run> runs) {
        return Arrays.stream(Operation.values())
                .map(operation -> {
                    Run run = runs.get(operation);
                    if (run == null) {
                        throw new IllegalStateException("nothing does " + operation);
                    }
                    return new OpenOperation(operation, operation.description(), run);
                })
                .toList();
    }
}
