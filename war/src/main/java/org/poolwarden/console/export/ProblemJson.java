package org.poolwarden.console.export;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.poolwarden.contract.Audience;
import org.poolwarden.json.RecordJson;
import org.poolwarden.mapping.ProblemMapper;
import org.poolwarden.request.Problem;
import org.poolwarden.request.WardenException;

/**
 * Refusals as RFC 9457 has them. The type is our number, the title belongs to the status, and the detail is the text of
 * this one time. The members code, action and problems are our own.
 */
public final class ProblemJson {

    /** The media type. */
    public static final String TYPE = "application/problem+json";

    private static final String URN = "urn:poolwarden:";
    private static final Pattern NUMBERED = Pattern.compile("(?s)(PWARDEN\\d{4}): (.+)");

    private ProblemJson() {}

    /**
     * A refusal of the core.
     *
     * @param instance the path that was asked for
     */
    public static JsonObject of(WardenException refusal, String instance) {
        Problem first = refusal.problems().get(0);
        JsonObjectBuilder json = head(first.code(), status(refusal.fault()), first.text(), instance);
        add(json, first.action());
        return json.add(
                        "problems",
                        RecordJson.of(
                                refusal.problems().stream()
                                        .map(ProblemMapper::of)
                                        .toList(),
                                Audience.EVERYONE))
                .build();
    }

    /**
     * A refusal of the console itself.
     *
     * @param message a text that begins with its number
     * @param instance the path that was asked for
     */
    public static JsonObject of(int status, String message, String instance) {
        Matcher numbered = NUMBERED.matcher(message);
        boolean found = numbered.matches();
        JsonObjectBuilder json =
                head(found ? numbered.group(1) : null, status, found ? numbered.group(2) : message, instance);
        add(json, null);
        return json.add("problems", JsonValue.EMPTY_JSON_ARRAY).build();
    }

    /** The HTTP status of a refusal. */
    public static int status(WardenException.Fault fault) {
        return switch (fault) {
            case BAD_REQUEST -> 400;
            case NOT_FOUND -> 404;
            case DENIED -> 403;
            case TOO_LATE -> 409;
            case NOT_YET, UNAVAILABLE -> 503;
        };
    }

    private static JsonObjectBuilder head(String code, int status, String detail, String instance) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("type", code == null ? "about:blank" : URN + code)
                .add("title", title(status))
                .add("status", status)
                .add("detail", detail)
                .add("instance", instance);
        return code == null ? json.addNull("code") : json.add("code", code);
    }

    private static void add(JsonObjectBuilder json, String action) {
        if (action == null) {
            json.addNull("action");
        } else {
            json.add("action", action);
        }
    }

    private static String title(int status) {
        return switch (status) {
            case 401 -> "A user is required";
            case 403 -> "Not allowed";
            case 404 -> "Not found";
            case 405 -> "Method not allowed";
            case 406 -> "Not acceptable";
            case 409 -> "The state has changed";
            case 413 -> "Body too large";
            case 415 -> "Unsupported media type";
            case 501 -> "Not available on this server";
            case 503 -> "No answer now";
            default -> status < 500 ? "Bad request" : "Failure inside Poolwarden";
        };
    }
}
