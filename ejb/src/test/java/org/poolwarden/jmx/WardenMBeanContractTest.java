package org.poolwarden.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.Operation;
import org.poolwarden.contract.Spelling;
import org.poolwarden.guard.KillMode;
import org.poolwarden.request.Problem;

/** The MBean is that of the contract. */
class WardenMBeanContractTest {

    private static final String STRING = String.class.getName();
    private static final String[] LONG = {"long"};

    private static final Set<Operation> KEPT =
            Set.of(Operation.LIST_POOLS, Operation.LIST_PROBLEMS, Operation.LIST_KILLS, Operation.LIST_BATCHES);

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final FakeWarden warden = new FakeWarden();
    private ObjectName name;

    @BeforeEach
    void register() throws JMException {
        name = new ObjectName(WardenJmx.NAME);
        server.registerMBean(WardenJmx.of(new ManagementContext(warden, new FakeFleet(), "1.0")), name);
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
        CompositeData row =
                ((TabularData) list("listProblems").get("items")).get(new Object[] {problem.code(), problem.subject()});
        assertEquals(problem.text(), row.get("text"));
        assertEquals(problem.action(), row.get("action"));
        assertEquals(
                List.of(problem.toString()), Arrays.asList((String[]) server.getAttribute(name, "LastScanProblems")));
        assertEquals(
                row,
                ((TabularData) list("scan").get("problems")).get(new Object[] {problem.code(), problem.subject()}));
    }

    @Test
    void sqlTextHasAnOperationOfItsOwnAndIsNullIfThereIsNone() throws JMException {
        assertFalse(((CompositeData) server.invoke(name, "explain", new Object[] {7L}, LONG)).containsKey("sqlText"));
        assertNull(server.invoke(name, "readSql", new Object[] {7L}, LONG));
    }

    @Test
    void anEmptyModeIsTheDefault() throws JMException {
        server.invoke(name, "killInMode", new Object[] {7L, " ", 0, "it leaks", ""}, new String[] {
            "long", STRING, "int", STRING, STRING
        });
        assertEquals(List.of(KillMode.IMMEDIATE), warden.asked.get(0).modes());
    }

    /**
     * Every list of the contract, by the fake's problem: what is made from a scan or the audit is incomplete, and what
     * Poolwarden keeps is complete.
     */
    @ParameterizedTest
    @MethodSource("lists")
    void aListSaysWhetherItIsCompleteWhenItWasReadAndWhatIsMissing(Operation operation) throws JMException {
        CompositeData list =
                (CompositeData) server.invoke(name, operation.camelName(), arguments(operation), signature(operation));

        boolean complete = KEPT.contains(operation);
        assertEquals(complete, list.get("complete"));
        assertNotNull(list.get("scanTime"));
        TabularData problems = (TabularData) list.get("problems");
        assertEquals(complete ? 0 : 1, problems.size());
        problems.values().forEach(problem -> {
            assertTrue(((CompositeData) problem).get("code").toString().startsWith("PWARDEN"));
            assertNotNull(((CompositeData) problem).get("text"));
        });
        Class<?> items = operation.reply().entity() == null ? String[].class : TabularData.class;
        assertTrue(items.isInstance(list.get("items")));
    }

    static Stream<Operation> lists() {
        return Arrays.stream(Operation.values())
                .filter(operation -> operation.reply().isList());
    }

    private static Object[] arguments(Operation operation) {
        return operation.parameters().stream()
                .map(parameter -> switch (parameter.type()) {
                    case INT -> (Object) 5;
                    case LONG -> 7L;
                    default -> parameter.name().equals("session") ? "1,2,3" : "";
                })
                .toArray();
    }

    private static String[] signature(Operation operation) {
        return operation.parameters().stream()
                .map(parameter -> switch (parameter.type()) {
                    case INT -> "int";
                    case LONG -> "long";
                    default -> STRING;
                })
                .toArray(String[]::new);
    }

    private CompositeData list(String operation) throws JMException {
        return (CompositeData) server.invoke(name, operation, null, null);
    }
}
