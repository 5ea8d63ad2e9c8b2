package org.poolwarden.jmx;

import java.util.Arrays;
import java.util.List;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.Operation;
import org.poolwarden.jmx.open.OpenBean;
import org.poolwarden.jmx.open.OpenOperation;

/**
 * The MBean of all nodes, {@value #NAME}. Its attributes are what the nodes told last; its operations ask them, and no
 * database.
 */
final class FleetJmx {

    static final String NAME = "org.poolwarden:type=Fleet";

    private FleetJmx() {}

    static OpenBean of(ManagementContext core) {
        return new OpenBean(
                FleetJmx.class.getName(),
                "The Poolwardens of all nodes of the server's cluster, and what each last told of itself.",
                Entity.FLEET,
                () -> core.fleet().status(),
                List.of(),
                Arrays.stream(Operation.values())
                        .filter(operation -> operation.replyOfFleet() != null)
                        .map(operation -> OpenOperation.ofFleet(
                                operation, given -> core.fleet().list(operation, given.text("node"))))
                        .toList());
    }
}
