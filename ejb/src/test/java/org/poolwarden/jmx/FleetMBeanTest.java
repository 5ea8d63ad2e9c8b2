package org.poolwarden.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.Operation;
import org.poolwarden.contract.Spelling;

@DisplayName("The MBean of the fleet")
class FleetMBeanTest {

    private static final String[] TEXT = {String.class.getName()};

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final FakeFleet fleet = new FakeFleet();
    private ObjectName name;

    @BeforeEach
    void register() throws JMException {
        name = new ObjectName(FleetJmx.NAME);
        server.registerMBean(FleetJmx.of(new ManagementContext(new FakeWarden(), fleet, "1.0")), name);
    }

    static List<Operation> operations() {
        return Arrays.stream(Operation.values())
                .filter(operation -> operation.replyOfFleet() != null)
                .toList();
    }

    @Test
    @DisplayName("has the attributes and operations of the contract, and a Monitor may use them all")
    void contract() throws JMException {
        MBeanInfo info = server.getMBeanInfo(name);

        assertEquals(
                Entity.FLEET.fields().stream()
                        .map(field -> Spelling.upperCamel(field.name()))
                        .toList(),
                Arrays.stream(info.getAttributes())
                        .map(attribute -> attribute.getName())
                        .toList());
        assertEquals(
                operations().stream().map(Operation::camelName).toList(),
                Arrays.stream(info.getOperations())
                        .map(MBeanOperationInfo::getName)
                        .toList());
        for (MBeanOperationInfo operation : info.getOperations()) {
            assertEquals(MBeanOperationInfo.INFO, operation.getImpact(), operation.getName());
        }
        assertEquals("a", server.getAttribute(name, "Node"));
        assertNull(server.getAttribute(name, "SilentNodes"), "unknown before a node was asked");
    }

    @ParameterizedTest
    @MethodSource("operations")
    @DisplayName("lists what several nodes tell, each by its node, and says how many answered")
    void lists(Operation operation) throws JMException {
        CompositeData list = (CompositeData) server.invoke(name, operation.camelName(), new Object[] {"b"}, TEXT);

        assertEquals(List.of(operation + " of b"), fleet.asked);
        assertFalse((Boolean) list.get("complete"));
        assertEquals(2, list.get("memberCount"));
        assertEquals(1, list.get("answeredCount"));
        TabularData items = (TabularData) list.get("items");
        assertEquals(2, items.size());
        assertTrue(items.getTabularType().getIndexNames().contains("node"));
        assertEquals(1, ((TabularData) list.get("problems")).size());
    }
}
