package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.management.Attribute;
import javax.management.MBeanAttributeInfo;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.jboss.dmr.ModelNode;
import org.poolwarden.contract.Audience;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.Operation;
import org.poolwarden.contract.Parameter;
import org.poolwarden.contract.Spelling;

/**
 * Asks each interface for the same thing, by the names that the contract has for it there. JMX comes first: it scans,
 * and the console shows that scan.
 */
final class EveryInterface {

    private static final String MANAGEMENT = "HTTP management";
    private static final ModelNode RESOURCE = new ModelNode().add("subsystem", "poolwarden");

    private final Warden warden;
    private final Management management = Management.as(Stage.COLLEAGUE, Stage.managementPort());
    private final Http viewer = Http.as(Stage.VIEWER, Stage.PASSWORD, "/poolwarden");
    private final Http operator = Http.as(Stage.OPERATOR, Stage.PASSWORD, "/poolwarden");

    EveryInterface(Warden warden) {
        this.warden = warden;
    }

    /**
     * One of a list.
     *
     * @param given the parameters that are not left to their defaults
     * @param keys what tells it from the others
     * @param json its list in JSON; null if there is none
     * @param csv the file of it; null if there is none
     * @return what the interfaces show, in the order JMX, HTTP management, JSON, CSV
     */
    List<Shown> inList(Operation list, Map<String, Object> given, Map<String, Object> keys, String json, String csv)
            throws Exception {
        Entity entity = list.reply().entity();
        List<Shown> found = new ArrayList<>();
        List<CompositeData> table = Warden.rows((CompositeData) jmx(list, given));
        found.add(pick(keys, table, row -> Shown.jmx(entity, row)));
        List<ModelNode> rows = management(list, given).get("items").asList();
        found.add(pick(keys, rows, row -> Shown.model(MANAGEMENT, entity, row)));
        if (json != null) {
            List<ModelNode> items = json(viewer, json).get("items").asList();
            found.add(pick(keys, items, item -> Shown.json(entity, Audience.EVERYONE, item)));
        }
        if (csv != null) {
            CsvFile file = CsvFile.parse(body(viewer, csv));
            found.add(pick(keys, file.rows(), row -> Shown.csv(entity, file.head(), row)));
        }
        return found;
    }

    /**
     * What a list says of itself.
     *
     * @param given the parameters that are not left to their defaults
     * @param json its list in JSON; null if there is none
     * @return what the interfaces show, in the order JMX, HTTP management, JSON
     */
    List<Shown> head(Operation list, Map<String, Object> given, String json) throws Exception {
        List<Shown> found = new ArrayList<>();
        // The others tell of all nodes only where a caller asks for them.
        Entity head = list == Operation.LIST_MEMBERS ? Entity.FLEET_LIST : Entity.LIST;
        found.add(Shown.jmxList(head, (CompositeData) jmx(list, given)));
        Map<String, Object> all = new HashMap<>(given);
        all.put("allowIncomplete", true);
        found.add(Shown.modelList(head, MANAGEMENT, management(list, all)));
        if (json != null) {
            found.add(Shown.jsonList(json(viewer, json)));
        }
        return found;
    }

    /**
     * What is asked for by itself.
     *
     * @param json its address in JSON; null if it has none
     */
    List<Shown> one(Operation operation, Map<String, Object> given, String json) throws Exception {
        Entity entity = operation.reply().entity();
        List<Shown> found = new ArrayList<>();
        found.add(Shown.jmx(entity, (CompositeData) jmx(operation, given)));
        found.add(Shown.model(MANAGEMENT, entity, management(operation, given)));
        if (json != null) {
            found.add(Shown.json(entity, Audience.EVERYONE, json(viewer, json)));
            found.add(Shown.json(entity, Audience.OPERATORS, json(operator, json)));
        }
        return found;
    }

    /** A pool in the list of pools. */
    List<Shown> pool(String name) throws Exception {
        return inList(Operation.LIST_POOLS, Map.of(), Map.of("pool", name), "/pools", null);
    }

    static ObjectName poolBean(String pool) throws Exception {
        return new ObjectName("org.poolwarden:type=DataSource,name=" + ObjectName.quote(pool));
    }

    /** The MBean and the resource of a pool. */
    List<Shown> poolStatus(String name) throws Exception {
        return attributes(Entity.POOL_STATUS, poolBean(name), RESOURCE.clone().add("data-source", name));
    }

    /** The MBean and the resource of Poolwarden itself. */
    List<Shown> status() throws Exception {
        return attributes(Entity.STATUS, warden.name(), RESOURCE);
    }

    /**
     * The attributes of an MBean and of a resource, which are the same thing's.
     *
     * @param resource its address in the management model
     */
    private List<Shown> attributes(Entity entity, ObjectName bean, ModelNode resource) throws Exception {
        String[] names = Arrays.stream(warden.server().getMBeanInfo(bean).getAttributes())
                .map(MBeanAttributeInfo::getName)
                .toArray(String[]::new);
        // not toMap: it takes no null
        Map<String, Object> attributes = new HashMap<>();
        for (Attribute attribute : warden.server().getAttributes(bean, names).asList()) {
            attributes.put(attribute.getName(), attribute.getValue());
        }
        ModelNode read = new ModelNode();
        read.get("operation").set("read-resource");
        read.get("address").set(resource);
        read.get("include-runtime").set(true);
        return List.of(
                Shown.attributes(entity, attributes),
                Shown.resource(MANAGEMENT, entity, management.ask(read).result()));
    }

    /** With the defaults for what is not given. */
    Object jmx(Operation operation, Map<String, Object> given) throws Exception {
        return warden.ask(
                operation.camelName(),
                operation.parameters().stream()
                        .map(parameter -> given.getOrDefault(parameter.name(), absent(parameter)))
                        .toArray());
    }

    /** The result. */
    ModelNode management(Operation operation, Map<String, Object> given) throws Exception {
        ModelNode asked = Management.operation(Spelling.hyphenated(operation.camelName()) + "()");
        given.forEach((name, value) -> asked.get(Spelling.hyphenated(name)).set(value.toString()));
        return management.ask(asked).result();
    }

    /** As a viewer. */
    ModelNode json(String path) throws Exception {
        return json(viewer, path);
    }

    private static ModelNode json(Http reader, String path) throws Exception {
        return ModelNode.fromJSONString(body(reader, "/api/v1" + path));
    }

    private static String body(Http reader, String path) throws Exception {
        HttpResponse<String> answer = reader.get(path);
        assertEquals(200, answer.statusCode(), () -> path + " answered " + answer.body());
        return answer.body();
    }

    private static Object absent(Parameter parameter) {
        return parameter.defaultValue() == null ? "" : parameter.defaultValue();
    }

    private static <T> Shown pick(Map<String, Object> keys, Collection<T> rows, Function<T, Shown> reader) {
        List<Shown> found =
                rows.stream().map(reader).filter(shown -> shown.has(keys)).toList();
        assertEquals(1, found.size(), () -> keys + " in " + rows);
        return found.get(0);
    }
}
