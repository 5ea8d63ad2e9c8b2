package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jboss.dmr.ModelNode;

/** A refusal of the HTTP API as RFC 9457 has it. */
final class ApiProblem {

    private static final Pattern CODE = Pattern.compile("PWARDEN0\\d{3}");
    private static final List<String> HEADERS = List.of(
            "Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy", "Cache-Control");

    private ApiProblem() {}

    /** Checks that the answer is one, with our number and our headers. */
    static ModelNode assertOne(String what, HttpResponse<String> answer) {
        String all = what + " answered " + answer.statusCode() + " "
                + answer.headers().map() + " " + answer.body();
        String type = answer.headers().firstValue("Content-Type").orElse("none");
        assertTrue(type.startsWith("application/problem+json"), all);
        for (String header : HEADERS) {
            assertEquals(1, answer.headers().allValues(header).size(), () -> header + ": " + all);
        }
        ModelNode problem = ModelNode.fromJSONString(answer.body());
        String code = problem.get("code").asString();
        assertTrue(CODE.matcher(code).matches(), all);
        assertEquals("urn:poolwarden:" + code, problem.get("type").asString(), all);
        assertEquals(answer.statusCode(), problem.get("status").asInt(), all);
        assertTrue(!problem.get("title").asString().isBlank(), all);
        assertTrue(problem.get("detail").asString().endsWith("."), all);
        assertTrue(problem.get("instance").asString().startsWith("/poolwarden/api"), all);
        assertTrue(
                answer.statusCode() == 503
                        || answer.headers().firstValue("Retry-After").isEmpty(),
                all);
        return problem;
    }

    /** A JSON object with these members. */
    static String body(Map<String, Object> members) {
        ModelNode json = new ModelNode().setEmptyObject();
        members.forEach((name, value) -> json.get(name).set(node(value)));
        return json.toJSONString(true);
    }

    private static ModelNode node(Object value) {
        if (value instanceof List<?> list) {
            ModelNode nodes = new ModelNode().setEmptyList();
            list.forEach(one -> nodes.add(node(one)));
            return nodes;
        }
        if (value instanceof Long || value instanceof Integer) {
            return new ModelNode(((Number) value).longValue());
        }
        if (value instanceof Double number) {
            return new ModelNode(number);
        }
        return value instanceof Boolean flag ? new ModelNode(flag) : new ModelNode((String) value);
    }
}
