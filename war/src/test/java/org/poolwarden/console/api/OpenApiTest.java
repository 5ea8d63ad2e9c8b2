package org.poolwarden.console.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.contract.Audience;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.Field;
import org.poolwarden.contract.Operation;
import org.poolwarden.contract.Parameter;
import org.poolwarden.contract.Reply.RecordList;

/** The records in it are the contract's; it is renewed with -Dpoolwarden.manual.write=true. */
@DisplayName("The OpenAPI document")
class OpenApiTest {

    private static final java.nio.file.Path FILE =
            java.nio.file.Path.of("src/main/resources/org/poolwarden/console/api/openapi.json");
    private static final String RENEW = "openapi.json is out of date. Renew it with: mvn -Dfast test -pl war -am"
            + " -Dtest=OpenApiTest -Dsurefire.failIfNoSpecifiedTests=false -Dpoolwarden.manual.write=true";

    private static final List<Entity> SHOWN = List.of(
            Entity.POOL,
            Entity.LEASE,
            Entity.EXPLANATION,
            Entity.SESSION,
            Entity.PREVIEW,
            Entity.BATCH_PREVIEW,
            Entity.KILL,
            Entity.BATCH,
            Entity.AUDIT_ROW,
            Entity.PROBLEM,
            Entity.FLEET_POOL,
            Entity.FLEET_LEASE,
            Entity.FLEET_SESSION,
            Entity.FLEET_KILL,
            Entity.FLEET_PROBLEM,
            Entity.MEMBER);
    private static final List<Entity> LISTED =
            List.of(Entity.POOL, Entity.LEASE, Entity.SESSION, Entity.KILL, Entity.BATCH, Entity.AUDIT_ROW);
    private static final List<Entity> OF_FLEET = List.of(
            Entity.FLEET_POOL,
            Entity.FLEET_LEASE,
            Entity.FLEET_SESSION,
            Entity.FLEET_KILL,
            Entity.FLEET_PROBLEM,
            Entity.MEMBER);

    /** What is no operation of the other interfaces. */
    private static final Set<String> OWN = Set.of("lease", "describe");

    @Test
    @DisplayName("declares the records as the contract does")
    void schemas() throws IOException {
        String before = Files.readString(FILE);
        JsonObject document = document();
        JsonObject components = document.getJsonObject("components");
        JsonObjectBuilder schemas = Json.createObjectBuilder(components.getJsonObject("schemas"));
        SHOWN.forEach(entity -> schemas.add(name(entity), schema(entity)));
        LISTED.forEach(entity -> schemas.add(name(entity) + "List", list(Entity.LIST, entity)));
        OF_FLEET.forEach(entity -> schemas.add(name(entity) + "List", list(Entity.FLEET_LIST, entity)));
        String wanted = text(Json.createObjectBuilder(document)
                .add("components", Json.createObjectBuilder(components).add("schemas", schemas))
                .build());
        if (Boolean.getBoolean("poolwarden.manual.write")) {
            Files.writeString(FILE, wanted);
        } else {
            assertEquals(wanted, before, RENEW);
        }
    }

    @Test
    @DisplayName("has the addresses and methods that the resources have, and no other")
    void operations() throws IOException {
        Set<String> declared = new TreeSet<>();
        document().getJsonObject("paths").forEach((path, methods) -> methods.asJsonObject()
                .keySet()
                .forEach(method -> declared.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        Set<String> served = new TreeSet<>();
        for (Class<?> resource : new ApiApplication().getClasses()) {
            Path root = resource.getAnnotation(Path.class);
            if (root != null) {
                Arrays.stream(resource.getMethods()).forEach(method -> add(served, root.value(), method));
            }
        }
        assertEquals(served, declared);
        assertTrue(declared.size() >= 18, declared::toString);
    }

    @Test
    @DisplayName("calls operations and what they are given by their names in the contract")
    void names() throws IOException {
        Map<String, Operation> known = new TreeMap<>();
        Arrays.stream(Operation.values()).forEach(one -> known.put(one.camelName(), one));
        for (JsonObject operation : all()) {
            String id = operation.getString("operationId");
            String ofServer = id.replaceFirst("^listFleet", "list");
            boolean ofFleet = !id.equals(ofServer)
                    && known.containsKey(ofServer)
                    && known.get(ofServer).replyOfFleet() != null;
            assertTrue(OWN.contains(id) || known.containsKey(id) || ofFleet, id);
        }
        JsonObject schemas = document().getJsonObject("components").getJsonObject("schemas");
        Set<String> kill = parameters(Operation.KILL_IN_MODE);
        kill.addAll(List.of("session", "database", "foreign"));
        assertEquals(kill, members(schemas, "KillRequest"));
        assertEquals(parameters(Operation.KILL_BATCH_IN_MODE), members(schemas, "BatchRequest"));
        assertTrue(parameters(Operation.KILL_SESSION).containsAll(Set.of("database", "foreign")));
    }

    private static Set<String> parameters(Operation operation) {
        return operation.parameters().stream().map(Parameter::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> members(JsonObject schemas, String request) {
        return new TreeSet<>(
                schemas.getJsonObject(request).getJsonObject("properties").keySet());
    }

    private static List<JsonObject> all() throws IOException {
        return document().getJsonObject("paths").values().stream()
                .flatMap(path -> path.asJsonObject().values().stream())
                .map(JsonValue::asJsonObject)
                .toList();
    }

    private static void add(Set<String> served, String root, Method method) {
        Path more = method.getAnnotation(Path.class);
        String path = "/" + root + (more == null ? "" : "/" + more.value().replace("/", "/"));
        String plain = path.replaceAll("\\{(\\w+): [^/]+?}(?=/|$)", "{$1}").replace("//", "/");
        Stream.of(GET.class, POST.class)
                .filter(method::isAnnotationPresent)
                .forEach(verb -> served.add(verb.getSimpleName() + " " + plain));
    }

    private static JsonObjectBuilder schema(Entity entity) {
        JsonArrayBuilder required = Json.createArrayBuilder();
        JsonObjectBuilder properties = Json.createObjectBuilder();
        for (Field field : entity.fields()) {
            properties.add(field.name(), schema(field));
        }
        entity.fields(Audience.EVERYONE).forEach(field -> required.add(field.name()));
        return Json.createObjectBuilder()
                .add("type", "object")
                .add("description", entity.description())
                .add("required", required)
                .add("properties", properties);
    }

    private static JsonObjectBuilder schema(Field field) {
        JsonObjectBuilder schema = Json.createObjectBuilder();
        String type =
                switch (field.type()) {
                    case TEXT, TIME -> "string";
                    case INT, LONG -> "integer";
                    case FLAG -> "boolean";
                    case LINES -> "array";
                };
        if (field.isNullable()) {
            schema.add("type", Json.createArrayBuilder().add(type).add("null"));
        } else {
            schema.add("type", type);
        }
        switch (field.type()) {
            case INT -> schema.add("format", "int32");
            case LONG -> schema.add("format", "int64");
            case TIME -> schema.add("format", "date-time");
            case LINES -> schema.add("items", Json.createObjectBuilder().add("type", "string"));
            default -> {}
        }
        String unit = field.unit() == null ? "" : " In " + field.unit().symbol() + ".";
        String whose = field.audience() == Audience.OPERATORS ? " It is there for operators only." : "";
        return schema.add("description", field.text("Null") + unit + whose);
    }

    private static JsonObjectBuilder list(Entity head, Entity entity) {
        JsonArrayBuilder required = Json.createArrayBuilder();
        JsonObjectBuilder properties = Json.createObjectBuilder();
        for (Field field : head.fields()) {
            properties.add(field.name(), schema(field));
        }
        properties.add(RecordList.PROBLEMS, items(Entity.PROBLEM, RecordList.PROBLEMS_DESCRIPTION));
        properties.add(RecordList.ITEMS, items(entity, RecordList.ITEMS_DESCRIPTION));
        properties.add(
                "total",
                nullable("integer", "How many items match on all pages. Null if that is not known.")
                        .add("format", "int32"));
        properties.add("next", nullable("string", "The cursor of the page after this one. Null if there is none."));
        head.fields().forEach(field -> required.add(field.name()));
        List.of(RecordList.PROBLEMS, RecordList.ITEMS, "total", "next").forEach(required::add);
        return Json.createObjectBuilder()
                .add("type", "object")
                .add("description", head.description())
                .add("required", required)
                .add("properties", properties);
    }

    private static JsonObjectBuilder nullable(String type, String description) {
        return Json.createObjectBuilder()
                .add("type", Json.createArrayBuilder().add(type).add("null"))
                .add("description", description);
    }

    private static JsonObjectBuilder items(Entity entity, String description) {
        return Json.createObjectBuilder()
                .add("type", "array")
                .add("items", Json.createObjectBuilder().add("$ref", "#/components/schemas/" + name(entity)))
                .add("description", description);
    }

    private static String name(Entity entity) {
        String camel = entity.camelName();
        return camel.substring(0, 1).toUpperCase(Locale.ROOT) + camel.substring(1);
    }

    private static JsonObject document() throws IOException {
        try (Reader in = Files.newBufferedReader(FILE);
                JsonReader reader = Json.createReader(in)) {
            return reader.readObject();
        }
    }

    private static String text(JsonObject json) {
        StringWriter out = new StringWriter();
        try (JsonWriter writer = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
                .createWriter(out)) {
            writer.write(json);
        }
        return out.toString().strip() + "\n";
    }
}
