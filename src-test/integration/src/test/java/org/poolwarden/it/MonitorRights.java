package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import org.jboss.dmr.ModelNode;
import org.jboss.dmr.Property;
import org.poolwarden.contract.Operation;
import org.poolwarden.contract.Parameter;
import org.poolwarden.contract.Spelling;

/**
 * What a Monitor may do, tried on everything that the server itself says there is: a new operation, attribute or MBean
 * that a Monitor could change something by is tried without anybody's doing.
 */
final class MonitorRights {

    private static final String DENIED = "WFLYCTL0313";
    /** Of an MBean; of the management model as MBeans, to write an attribute and to invoke an operation. */
    private static final Pattern DENIED_BY_JMX = Pattern.compile("WFLYJMX00(37|38|39|40)|" + DENIED);
    /** What a Monitor may not, named once more: one that is declared as reading by mistake is found. */
    private static final Set<String> ACTS = Set.of(
            "kill",
            "killInMode",
            "killSession",
            "withdraw",
            "killReport",
            "readSql",
            "killBatch",
            "killBatchInMode",
            "stopBatch",
            "judgePool");
    /** The server's own for every resource: of its attributes, each of which is tried, and of reading. */
    private static final Set<String> OF_EVERY_RESOURCE = Set.of("read", "list", "map", "write", "undefine", "query");

    private final Management management;
    private final MBeanServerConnection server;
    private final Map<String, Object> given;

    /**
     * Of one user.
     *
     * @param lease one that could be ended
     */
    MonitorRights(Management management, MBeanServerConnection server, long lease) {
        this.management = management;
        this.server = server;
        this.given =
                Map.of("leaseId", lease, "leaseIds", Long.toString(lease), "max", 1, "reason", "x", "session", "1,1,1");
    }

    /** Reads by every operation that reads, and is denied everything else, by HTTP management. */
    void byManagement() throws Exception {
        Set<String> operations = names(ask("read-operation-names()").result());
        Map<String, Operation> known = Stream.of(Operation.values())
                .filter(operation -> Stream.of(Operation.values()).noneMatch(other -> other.shortFormOf() == operation))
                .collect(
                        Collectors.toMap(operation -> Spelling.hyphenated(operation.camelName()), Function.identity()));
        Set<String> mine = new TreeSet<>();
        for (String name : operations) {
            Operation operation = known.get(name);
            if (operation != null) {
                byManagement(name, operation);
                mine.add(name);
            } else if (OF_EVERY_RESOURCE.stream().noneMatch(prefix -> name.startsWith(prefix))
                    && !name.equals("whoami")) {
                denied(name, ask(name + "()"));
            }
        }
        assertTrue(mine.size() > 20, mine::toString);
        Set<String> executable =
                names(ask("read-operation-names(access-control=true)").result());
        for (String name : mine) {
            assertEquals(reads(known.get(name)), executable.contains(name), "the server says of " + name);
        }
        for (Property attribute :
                ask("read-resource-description()").result().get("attributes").asPropertyList()) {
            if (attribute.getValue().get("access-type").asString().equals("read-write")) {
                denied(attribute.getName(), ask("write-attribute(name=" + attribute.getName() + ", value=PT7M)"));
                denied(attribute.getName(), ask("undefine-attribute(name=" + attribute.getName() + ")"));
            }
        }
    }

    private void byManagement(String name, Operation operation) throws Exception {
        ModelNode asked = Management.operation(name + "()");
        for (Parameter parameter : operation.parameters()) {
            Object value = value(parameter.name(), parameter.isRequired() || given.containsKey(parameter.name()));
            if (value != null) {
                asked.get(Spelling.hyphenated(parameter.name())).set(value.toString());
            }
        }
        Management.Answer answer = management.ask(asked);
        if (reads(operation)) {
            assertFalse(answer.toString().contains(DENIED), () -> name + " answered " + answer);
            assertTrue(answer.status() == 200 || answer.toString().contains("PWARDEN0"), () -> name + ": " + answer);
        } else {
            denied(name, answer);
        }
    }

    private static boolean reads(Operation operation) {
        return !ACTS.contains(operation.camelName());
    }

    private Object value(String parameter, boolean wanted) {
        return wanted ? given.getOrDefault(parameter, "1") : null;
    }

    private Management.Answer ask(String operation) throws Exception {
        return management.ask(Management.operation(operation));
    }

    private static void denied(String what, Management.Answer answer) {
        assertTrue(answer.failure(403).contains(DENIED), () -> what + " answered " + answer);
    }

    private static Set<String> names(ModelNode list) {
        return list.asList().stream().map(ModelNode::asString).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The same by JMX: our MBeans, and the server's own view of the subsystem as one. */
    void byJmx() throws Exception {
        Set<ObjectName> beans = new TreeSet<>(server.queryNames(new ObjectName("org.poolwarden:*"), null));
        for (String domain : new String[] {"jboss.as", "jboss.as.expr"}) {
            beans.add(new ObjectName(domain + ":subsystem=poolwarden"));
        }
        assertTrue(beans.size() > 3, beans::toString);
        Set<String> readings = Stream.of(Operation.values())
                .filter(MonitorRights::reads)
                .map(Operation::camelName)
                .collect(Collectors.toSet());
        int acts = 0;
        for (ObjectName bean : beans) {
            MBeanInfo info = server.getMBeanInfo(bean);
            for (MBeanOperationInfo operation : info.getOperations()) {
                boolean reads = readings.contains(operation.getName());
                String refusal = refusal(bean, operation);
                assertEquals(
                        !reads,
                        DENIED_BY_JMX.matcher(refusal).find(),
                        () -> bean + " " + operation.getName() + ": " + refusal);
                acts += reads ? 0 : 1;
            }
            for (MBeanAttributeInfo attribute : info.getAttributes()) {
                if (attribute.isWritable()) {
                    String refusal = refusal(bean, attribute);
                    assertTrue(
                            DENIED_BY_JMX.matcher(refusal).find(),
                            () -> bean + " " + attribute.getName() + ": " + refusal);
                }
            }
        }
        assertTrue(acts > 8, "there is something to deny");
    }

    /** What came back instead of an answer; empty if that was an answer. */
    private String refusal(ObjectName bean, MBeanOperationInfo operation) throws Exception {
        MBeanParameterInfo[] signature = operation.getSignature();
        Object[] values = Arrays.stream(signature).map(this::value).toArray();
        String[] types =
                Arrays.stream(signature).map(MBeanParameterInfo::getType).toArray(String[]::new);
        try {
            server.invoke(bean, operation.getName(), values, types);
            return "";
        } catch (JMException | RuntimeException e) {
            return e + " " + e.getCause();
        }
    }

    private String refusal(ObjectName bean, MBeanAttributeInfo attribute) throws Exception {
        try {
            server.setAttribute(
                    bean, new Attribute(attribute.getName(), server.getAttribute(bean, attribute.getName())));
            return "";
        } catch (JMException | RuntimeException e) {
            return e + " " + e.getCause();
        }
    }

    private Object value(MBeanParameterInfo parameter) {
        Object value = given.getOrDefault(parameter.getName(), "1");
        return switch (parameter.getType()) {
            case "long", "java.lang.Long" -> Long.valueOf(value.toString());
            case "int", "java.lang.Integer" -> Integer.valueOf(value.toString());
            case "boolean", "java.lang.Boolean" -> Boolean.FALSE;
            case "java.lang.String" -> value.toString();
            default -> null;
        };
    }
}
