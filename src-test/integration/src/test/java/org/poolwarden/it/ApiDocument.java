package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The OpenAPI document that the running server serves, and what it says of an answer. */
final class ApiDocument {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaValidatorsConfig FORMATS =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private final JsonNode root;

    private ApiDocument(JsonNode root) {
        this.root = root;
    }

    static ApiDocument of(String text) throws JsonProcessingException {
        return new ApiDocument(JSON.readTree(text));
    }

    static JsonNode json(String text) throws JsonProcessingException {
        return JSON.readTree(text);
    }

    /** The names of all operations. */
    Set<String> operations() {
        Set<String> names = new TreeSet<>();
        root.get("paths")
                .forEach(path -> path.forEach(
                        operation -> names.add(operation.get("operationId").asText())));
        return names;
    }

    /** The path of an operation, with the names of its variables. */
    String path(String operation) {
        List<String> found = new ArrayList<>();
        root.get("paths").properties().forEach(path -> path.getValue().forEach(one -> {
            if (one.get("operationId").asText().equals(operation)) {
                found.add(path.getKey());
            }
        }));
        assertEquals(1, found.size(), () -> operation + " is at " + found);
        return found.get(0);
    }

    /** Checks status, type, headers and body against what is declared; no member may be there that is not. */
    void assertDeclared(String operation, HttpResponse<String> answer) throws JsonProcessingException {
        String what = operation + " answered " + answer.statusCode() + " " + answer.body();
        JsonNode response = resolved(operation(operation).get("responses").get("" + answer.statusCode()));
        assertNotNull(response, what);
        if (response.has("headers")) {
            response.get("headers")
                    .fieldNames()
                    .forEachRemaining(header ->
                            assertEquals(1, answer.headers().allValues(header).size(), () -> header + ": " + what));
        }
        if (!response.has("content")) {
            assertEquals("", answer.body(), what);
            return;
        }
        String type = answer.headers().firstValue("Content-Type").orElse("none").replaceAll(";.*", "");
        JsonNode content = response.get("content").get(type);
        assertNotNull(content, () -> type + " of " + what);
        assertEquals(Set.of(), errors(content.get("schema"), JSON.readTree(answer.body())), what);
    }

    /** Every example with what its schema says against it. */
    List<String> examples() {
        List<String> found = new ArrayList<>();
        examples("", root, found);
        return found;
    }

    private void examples(String where, JsonNode node, List<String> found) {
        if (node.has("example") && node.has("schema")) {
            Set<ValidationMessage> errors = errors(node.get("schema"), node.get("example"));
            found.add(where + (errors.isEmpty() ? "" : " " + errors));
        }
        node.properties().forEach(field -> examples(where + "/" + field.getKey(), field.getValue(), found));
    }

    private Set<ValidationMessage> errors(JsonNode schema, JsonNode value) {
        ObjectNode whole = ((ObjectNode) schema).deepCopy();
        ObjectNode components = root.get("components").deepCopy();
        components.get("schemas").forEach(one -> {
            if (one.has("properties")) {
                ((ObjectNode) one).put("additionalProperties", false);
            }
        });
        whole.set("components", components);
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(whole, FORMATS)
                .validate(value);
    }

    private JsonNode operation(String name) {
        for (JsonNode path : root.get("paths")) {
            for (JsonNode one : path) {
                if (one.get("operationId").asText().equals(name)) {
                    return one;
                }
            }
        }
        throw new AssertionError("no operation " + name);
    }

    private JsonNode resolved(JsonNode node) {
        return node != null && node.has("$ref")
                ? root.at(node.get("$ref").asText().substring(1))
                : node;
    }
}
