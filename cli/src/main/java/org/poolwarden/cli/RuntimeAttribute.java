package org.poolwarden.cli;

import java.util.List;
import org.jboss.as.controller.AttributeDefinition;
import org.jboss.dmr.ModelType;

/**
 * A value of an MBean as a runtime attribute.
 *
 * @param bean the MBean's name of it
 */
record RuntimeAttribute(Column column, String bean) {

    /** Of the subsystem. */
    static final List<RuntimeAttribute> OF_WARDEN = List.of(
            of("version", ModelType.STRING, "Version"),
            of("last-scan-time", ModelType.STRING, "LastScanTime"),
            of("last-scan-millis", ModelType.LONG, "LastScanMillis"),
            of("last-scan-problems", ModelType.LIST, "LastScanProblems"),
            of("lease-count", ModelType.INT, "LeaseCount"),
            of("suspect-count", ModelType.INT, "SuspectCount"),
            of("leaked-count", ModelType.INT, "LeakedCount"),
            of("zombie-count", ModelType.INT, "ZombieCount"),
            of("unmatched-count", ModelType.INT, "UnmatchedCount"),
            of("running-kill-count", ModelType.INT, "RunningKillCount"),
            of("kill-count", ModelType.INT, "KillCount"),
            of("last-kill-time", ModelType.STRING, "LastKillTime"));

    /** Of one data source. */
    static final List<RuntimeAttribute> OF_POOL = List.of(
            of("kind", ModelType.STRING, "Kind"),
            of("max", ModelType.INT, "Max"),
            of("in-use", ModelType.INT, "InUse"),
            of("available", ModelType.INT, "Available"),
            of("waiting-threads", ModelType.INT, "WaitingThreads"),
            of("last-scan-time", ModelType.STRING, "LastScanTime"),
            of("lease-count", ModelType.INT, "LeaseCount"),
            of("suspect-count", ModelType.INT, "SuspectCount"),
            of("leaked-count", ModelType.INT, "LeakedCount"),
            of("zombie-count", ModelType.INT, "ZombieCount"),
            of("oldest-lease-seconds", ModelType.LONG, "OldestLeaseSeconds"));

    private static RuntimeAttribute of(String name, ModelType type, String bean) {
        return new RuntimeAttribute(new Column(name, type), bean);
    }

    AttributeDefinition definition() {
        return column.builder().setStorageRuntime().build();
    }
}
