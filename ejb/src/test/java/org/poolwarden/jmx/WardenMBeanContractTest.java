package org.poolwarden.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.management.AttributeList;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.Operation;
import org.poolwarden.contract.Spelling;
import org.poolwarden.guard.KillMode;
import org.poolwarden.request.Problem;
import org.poolwarden.request.Requester;

/** The MBean is that of the contract. */
class WardenMBeanContractTest {

    private static final String STRING = String.class.getName();
    private static final String[] LONG = {"long"};

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final FakeWarden warden = new FakeWarden();
    private ObjectName name;

    @BeforeEach
    void register() throws JMException {
        Optional<Requester> caller = Optional.of(new Requester("ops", "JMX", "10.1.2.3"));
        name = new ObjectName(WardenJmx.NAME);
        server.registerMBean(WardenJmx.of(new ManagementContext(warden, () -> caller, "1.0")), name);
    }

    @Test
    void whatTheContractHasIsThere() throws JMException {
        MBeanInfo info = server.getMBeanInfo(name);
        assertEquals(
                Arrays.stream(Operation.values()).map(Operation::camelName).toList(),
                Arrays.stream(info.getOperations())
                        .map(MBeanOperationInfo::getName)
                        .toList());
        List<String> attributes = Arrays.stream(info.getAttributes())
                .map(MBeanAttributeInfo::getName)
                .toList();
        List<String> contract = Entity.STATUS.fields().stream()
                .map(field -> Spelling.upperCamel(field.name()))
                .toList();
        assertEquals(contract, attributes.subList(0, contract.size()));
        assertEquals(
                List.of("SuspectAfterSeconds", "BusyGraceSeconds", "Pins", "Tracking", "ScanEverySeconds"),
                attributes.subList(contract.size(), attributes.size()));
    }

    @Test
    void attributesThatAreReadTogetherAreOfOneRecord() throws JMException {
        warden.last = warden.scan();
        AttributeList read =
                server.getAttributes(name, new String[] {"Version", "UnmatchedCount", "Tracking", "Nothing"});
        assertEquals("[Version = 1.0, UnmatchedCount = 1, Tracking = SITES]", read.toString());
        assertEquals(1, warden.statusReads);
    }

    @Test
    void aProblemIsTheSameInTheTableInTheStatusAndInAScan() throws JMException {
        Problem problem = FakeWarden.PROBLEM;
        warden.last = warden.scan();
        CompositeData row = ((TabularData) server.invoke(name, "listProblems", null, null))
                .get(new Object[] {problem.code(), problem.subject()});
        assertEquals(problem.text(), row.get("text"));
        assertEquals(problem.action(), row.get("action"));
        assertEquals(
                List.of(problem.toString()), Arrays.asList((String[]) server.getAttribute(name, "LastScanProblems")));
        assertTrue(Arrays.asList((String[]) server.invoke(name, "scan", null, null))
                .contains(problem.toString()));
    }

    @Test
    void sqlTextHasAnOperationOfItsOwnAndIsNullIfThereIsNone() throws JMException {
        assertFalse(((CompositeData) server.invoke(name, "explain", new Object[] {7L}, LONG)).containsKey("sqlText"));
        assertNull(server.invoke(name, "readSql", new Object[] {7L}, LONG));
    }

    @Test
    void anEmptyModeIsTheDefault() throws JMException {
        server.invoke(
                name, "killInMode", new Object[] {7L, " ", 0, "it leaks"}, new String[] {"long", STRING, "int", STRING
                });
        assertEquals(List.of(KillMode.IMMEDIATE), warden.asked.get(0).modes());
    }
}
