package org.poolwarden.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.request.Node;

@DisplayName("Over JMX a lease of another node")
class OtherNodesLeaseTest {

    private static final String[] LEASE = {"long"};

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private ObjectName name;

    @BeforeEach
    void register() throws JMException {
        name = new ObjectName(WardenJmx.NAME);
        server.registerMBean(WardenJmx.of(new ManagementContext(new FakeWarden(), new FakeFleet(), "1.0")), name);
    }

    @Test
    @DisplayName("is not told as one that was returned where that node alone can show it")
    void elsewhere() throws JMException {
        Object[] lease = {Node.number("b") * Node.LEASES + 17};

        for (String operation : List.of("explain", "readSql")) {
            RuntimeMBeanException refused =
                    assertThrows(RuntimeMBeanException.class, () -> server.invoke(name, operation, lease, LEASE));
            assertTrue(refused.getCause().getMessage().startsWith("PWARDEN0737"), refused::toString);
        }
        CompositeData own = (CompositeData) server.invoke(name, "explain", new Object[] {7L}, LEASE);
        assertEquals(7L, own.get("leaseId"));
    }
}
