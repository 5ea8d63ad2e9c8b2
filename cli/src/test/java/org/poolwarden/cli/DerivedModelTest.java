package org.poolwarden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.as.controller.PathAddress;
import org.jboss.as.controller.ProcessType;
import org.jboss.as.controller.registry.AttributeAccess;
import org.jboss.as.controller.registry.ManagementResourceRegistration;
import org.jboss.dmr.ModelNode;
import org.jboss.dmr.ModelType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.poolwarden.contract.Audience;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.Field;
import org.poolwarden.contract.FieldType;
import org.poolwarden.contract.Operation;
import org.poolwarden.contract.Reply;
import org.poolwarden.contract.Spelling;
import org.poolwarden.request.Node;
import org.poolwarden.settings.Setting;

@DisplayName("The model that is derived from the contract")
class DerivedModelTest {

    private static final Pattern CAMEL = Pattern.compile("\\b[a-z]+[A-Z]\\w*");

    private final ManagementResourceRegistration subsystem = ManagementResourceRegistration.Factory.forProcessType(
                    ProcessType.STANDALONE_SERVER)
            .createRegistration(new PoolwardenSubsystem(true));

    @ParameterizedTest
    @EnumSource(Operation.class)
    @DisplayName("has every operation with its parameters, their types, defaults and ranges, and its reply")
    void operations(Operation operation) {
        if (operation.shortFormOf() != null) {
            return;
        }
        String name = WardenOperation.ALL.stream()
                .filter(derived -> derived.operation() == operation)
                .findFirst()
                .orElseThrow()
                .name();
        ModelNode described = described(PathAddress.EMPTY_ADDRESS, name);

        operation.parameters().forEach(parameter -> {
            ModelNode property = described.get("request-properties", Spelling.hyphenated(parameter.name()));
            assertEquals(parameter.isRequired(), property.get("required").asBoolean(), property::toString);
            assertEquals(
                    parameter.defaultValue() == null
                            ? null
                            : parameter.defaultValue().toString(),
                    property.hasDefined("default") ? property.get("default").asString() : null,
                    property::toString);
            if (parameter.min() != null) {
                assertEquals((int) parameter.min(), property.get("min").asInt(), property::toString);
            }
            if (parameter.max() != null) {
                assertEquals((int) parameter.max(), property.get("max").asInt(), property::toString);
            }
            assertEquals(parameter.unit() != null, property.hasDefined("unit"), property::toString);
        });
        Operation replying = operation.followedBy() == null ? operation : operation.followedBy();
        ModelNode columns = described.get("reply-properties", "value-type");
        if (operation.replyOfFleet() != null) {
            for (String parameter : List.of("scope", "node")) {
                assertTrue(described.get("request-properties").has(parameter), parameter);
            }
            assertOnlyOfFleet(
                    replying.reply().entity(), operation.replyOfFleet().entity(), columns.get("items", "value-type"));
            assertOnlyOfFleet(replying.reply().head(), operation.replyOfFleet().head(), columns);
        }
        if (replying.reply().isList()) {
            assertList(replying.reply(), columns);
        } else if (replying.reply().entity() != null) {
            assertFields(replying.reply().entity(), columns, operation.followedBy() == null);
        }
    }

    @Test
    @DisplayName("has every field of the subsystem and of a pool as an attribute that reads")
    void attributes() {
        assertAttributes(Entity.STATUS, PathAddress.EMPTY_ADDRESS);
        assertAttributes(Entity.POOL_STATUS, PathAddress.pathAddress("data-source", "x"));
    }

    @Test
    @DisplayName("has every number as a metric, under each name only once: of the pools, or of the server")
    void metrics() {
        Set<String> ofPools = metrics(PathAddress.pathAddress("data-source", "x"));
        Set<String> ofServer = metrics(PathAddress.EMPTY_ADDRESS);

        assertEquals(
                Set.of(
                        "max-pool-size",
                        "in-use",
                        "available",
                        "waiting-threads",
                        "lease-count",
                        "suspect-count",
                        "leaked-count",
                        "zombie-count",
                        "unmatched-count",
                        "oldest-lease-seconds"),
                ofPools);
        assertEquals(Set.of("last-scan-millis", "running-kill-count", "kill-count"), ofServer);
    }

    private Set<String> metrics(PathAddress address) {
        return subsystem.getAttributeNames(address).stream()
                .filter(name -> subsystem.getAttributeAccess(address, name).getAccessType()
                        == AttributeAccess.AccessType.METRIC)
                .collect(Collectors.toSet());
    }

    @Test
    @DisplayName("names operations and fields in no text as another interface spells them")
    void spelling() {
        Set<String> foreign = new TreeSet<>();
        for (PathAddress address : List.of(PathAddress.EMPTY_ADDRESS, PathAddress.pathAddress("data-source", "x"))) {
            collectCamel(subsystem.getModelDescription(address).getModelDescription(Locale.ENGLISH), foreign);
            subsystem
                    .getOperationDescriptions(address, false)
                    .keySet()
                    .forEach(name -> collectCamel(described(address, name), foreign));
        }

        assertEquals(Set.of(), foreign);
    }

    @ParameterizedTest
    @EnumSource(Entity.class)
    @DisplayName("says undefined for every field that may be unknown, and never null, 0 or nothing at all")
    void unknown(Entity entity) {
        Object[] pairs = visible(entity)
                .flatMap(field -> Stream.of(field.name(), field.isNullable() ? null : sample(field.type())))
                .toArray();

        ModelNode row = ModelReply.row(entity, FakeWardenMBean.row(pairs));

        visible(entity).forEach(field -> {
            String name = Spelling.hyphenated(field.name());
            assertTrue(row.has(name), name);
            assertEquals(!field.isNullable(), row.hasDefined(name), name);
        });
        assertFalse(row.toString().contains("null"), row::toString);
    }

    @ParameterizedTest
    @MethodSource("settings")
    @DisplayName("has every setting with its range, and says its default in the attribute's unit")
    void settings(String attribute, ModelType type, String range, String inWords) {
        ModelNode described = subsystem
                .getModelDescription(PathAddress.EMPTY_ADDRESS)
                .getModelDescription(Locale.ENGLISH)
                .get("attributes", attribute);

        assertEquals(type, described.get("type").asType());
        assertEquals(
                range,
                described.get("min").asString("") + ".." + described.get("max").asString("") + " "
                        + described.get("unit").asString(""));
        assertTrue(described.get("description").asString().contains(inWords), described::toString);
    }

    static Stream<Object[]> settings() {
        return Stream.of(
                new Object[] {"suspect-after", ModelType.INT, "1..604800 SECONDS", "Default: 300 seconds."},
                new Object[] {"kill-poll", ModelType.INT, "50..60000 MILLISECONDS", "Default: 1000 milliseconds."},
                new Object[] {"history-size", ModelType.INT, "1..100000 ", "Default: 200. It is read when"},
                new Object[] {
                    "guard-datasources", ModelType.LIST, ".. ", "Default: java:jboss/datasources/PoolwardenDS."
                },
                new Object[] {"mark", ModelType.STRING, ".. ", "Default: none."});
    }

    @Test
    @DisplayName(
            "comes in one jar with the contract, the settings and the names of nodes, for the module of the server has"
                    + " no EAR")
    void oneJar() {
        for (Class<?> needed : List.of(Operation.class, Setting.class, Node.class)) {
            assertEquals(
                    PoolwardenExtension.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation(),
                    needed.getProtectionDomain().getCodeSource().getLocation());
        }
    }

    private void assertAttributes(Entity entity, PathAddress address) {
        ModelNode attributes = subsystem
                .getModelDescription(address)
                .getModelDescription(Locale.ENGLISH)
                .get("attributes");
        visible(entity).forEach(field -> {
            ModelNode described = attributes.get(Spelling.hyphenated(field.name()));
            boolean isNumber = field.type() == FieldType.INT || field.type() == FieldType.LONG;
            boolean ofPoolsToo = entity == Entity.STATUS
                    && visible(Entity.POOL_STATUS)
                            .anyMatch(ofPool -> ofPool.name().equals(field.name()));
            boolean isMetric = isNumber && !ofPoolsToo;
            assertType(field, described);
            assertUnit(field, described, isMetric);
            assertEquals(
                    isMetric ? AttributeAccess.AccessType.METRIC : AttributeAccess.AccessType.READ_ONLY,
                    subsystem
                            .getAttributeAccess(address, Spelling.hyphenated(field.name()))
                            .getAccessType(),
                    field.name());
        });
    }

    private static void assertList(Reply reply, ModelNode columns) {
        ModelNode items = columns.get("items", "value-type");
        if (reply.entity() == null) {
            assertEquals(ModelType.STRING, items.asType());
        } else {
            assertFields(reply.entity(), items, true);
        }
        assertFields(Entity.PROBLEM, columns.get("problems", "value-type"), true);
        for (String list : List.of("problems", "items")) {
            assertEquals(ModelType.LIST, columns.get(list, "type").asType());
            assertTrue(columns.get(list, "description").asString().contains(" "));
            columns.remove(list);
        }
        assertFields(reply.head(), columns, true);
    }

    /** What only several nodes tell, which is taken out of the columns. */
    private static void assertOnlyOfFleet(Entity own, Entity ofFleet, ModelNode columns) {
        Set<String> ofServer = visible(own).map(Field::name).collect(Collectors.toSet());
        visible(ofFleet).filter(field -> !ofServer.contains(field.name())).forEach(field -> {
            ModelNode described = columns.remove(Spelling.hyphenated(field.name()));
            assertType(field, described);
            assertTrue(described.get("nillable").asBoolean(), field.name());
            assertTrue(
                    described.get("description").asString().endsWith(" Undefined without scope=FLEET."), field.name());
        });
    }

    private static void assertFields(Entity entity, ModelNode columns, boolean whole) {
        assertEquals(
                visible(entity).map(field -> Spelling.hyphenated(field.name())).collect(Collectors.toSet()),
                columns.keys());
        visible(entity).forEach(field -> {
            ModelNode described = columns.get(Spelling.hyphenated(field.name()));
            assertType(field, described);
            assertUnit(field, described, false);
            assertEquals(field.isNullable() || !whole, described.get("nillable").asBoolean(), field.name());
            assertEquals(
                    field.isNullable(),
                    described.get("description").asString().contains(" Undefined if "),
                    field.name());
        });
    }

    private static void assertType(Field field, ModelNode described) {
        ModelType type =
                switch (field.type()) {
                    case TEXT, TIME -> ModelType.STRING;
                    case INT -> ModelType.INT;
                    case LONG -> ModelType.LONG;
                    case FLAG -> ModelType.BOOLEAN;
                    case LINES -> ModelType.LIST;
                };
        assertEquals(type, described.get("type").asType(), field.name());
    }

    /** The server's metrics would put the unit of a metric behind its name, which says it already. */
    private static void assertUnit(Field field, ModelNode described, boolean isMetric) {
        assertEquals(field.unit() != null && !isMetric, described.hasDefined("unit"), field.name());
        if (isMetric && field.unit() != null) {
            assertTrue(field.name().matches(".*(Seconds|Millis)"), field.name());
        }
    }

    private static Stream<Field> visible(Entity entity) {
        return entity.fields(Audience.EVERYONE).stream();
    }

    private static Object sample(FieldType type) {
        return switch (type) {
            case TEXT -> "text";
            case INT -> 7;
            case LONG -> 7L;
            case FLAG -> true;
            case TIME -> new Date(0);
            case LINES -> new String[] {"line"};
        };
    }

    private ModelNode described(PathAddress address, String operation) {
        return subsystem
                .getOperationDescriptions(address, false)
                .get(operation)
                .getDescriptionProvider()
                .getModelDescription(Locale.ENGLISH);
    }

    private static void collectCamel(ModelNode node, Set<String> found) {
        switch (node.getType()) {
            case OBJECT -> node.keys().forEach(key -> collectCamel(node.get(key), found));
            case LIST -> node.asList().forEach(item -> collectCamel(item, found));
            case STRING ->
                // A place in an address, which no interface spells otherwise, is no name.
                CAMEL.matcher(node.asString().replace("{traceId}", ""))
                        .results()
                        .forEach(match -> found.add(match.group()));
            default -> {
                // No text.
            }
        }
    }
}
