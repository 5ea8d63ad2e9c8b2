package org.poolwarden.console.api;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.poolwarden.console.web.ApiMessages;
import org.poolwarden.console.web.PostFilter;
import org.poolwarden.console.web.Refusal;
import org.poolwarden.guard.KillMode;
import org.poolwarden.logging.Messages;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;

/**
 * The JSON object that a request brings. A member that the operation does not have is refused, for a request that ends
 * something must not be understood in part. A null is the same as nothing.
 */
final class Body {

    private static final int MOST_SECONDS = 1_000_000;

    private final JsonObject json;

    private Body(JsonObject json) {
        this.json = json;
    }

    /**
     * Reads it.
     *
     * @param members those that the operation has
     */
    static Body read(InputStream in, Set<String> members) throws Refusal {
        JsonObject json = parse(bytes(in));
        for (String given : json.keySet()) {
            if (!members.contains(given)) {
                throw refused("this operation has no member " + Asked.shown(given) + " and takes "
                        + String.join(", ", members.stream().sorted().toList()));
            }
        }
        return new Body(json);
    }

    /** Reads the body of an operation that takes no member: it may be empty. */
    static void readNothing(InputStream in) throws Refusal {
        byte[] bytes = bytes(in);
        if (bytes.length > 0 && !parse(bytes).isEmpty()) {
            throw refused("this operation takes an empty object");
        }
    }

    private static byte[] bytes(InputStream in) throws Refusal {
        byte[] bytes;
        try {
            bytes = in.readNBytes(PostFilter.LONGEST + 1);
        } catch (IOException e) {
            throw refused("it ended early");
        }
        if (bytes.length > PostFilter.LONGEST) {
            throw new Refusal(413, ApiMessages.TOO_LARGE);
        }
        return bytes;
    }

    /** What a parser throws for odd input differs between servers: one that is nested deeply is no syntax error. */
    private static JsonObject parse(byte[] bytes) throws Refusal {
        try (JsonParser parser = Json.createParser(new ByteArrayInputStream(bytes))) {
            if (parser.hasNext() && parser.next() == JsonParser.Event.START_OBJECT) {
                JsonObject object = parser.getObject();
                if (!parser.hasNext()) {
                    return object;
                }
            }
        } catch (RuntimeException | StackOverflowError e) {
            Messages.LOG.debug("The body of a request", e);
        }
        throw refused("it is no JSON object");
    }

    /** Refuses each of these members, which would be ignored beside another one. False is the same as nothing. */
    void refuseBeside(String other, String... members) throws Refusal {
        for (String member : members) {
            if (has(member) && json.get(member) != JsonValue.FALSE) {
                throw refused("it has " + member + " beside " + other + ", where it has no meaning");
            }
        }
    }

    boolean has(String member) {
        return json.containsKey(member) && json.get(member) != JsonValue.NULL;
    }

    /** Null if it is absent. */
    String text(String member) throws Refusal {
        if (!has(member)) {
            return null;
        }
        if (json.get(member) instanceof JsonString text) {
            return text.getString();
        }
        throw refused(member + " takes a text");
    }

    /** False if it is absent. */
    boolean flag(String member) throws Refusal {
        if (has(member) && json.get(member) != JsonValue.TRUE && json.get(member) != JsonValue.FALSE) {
            throw refused(member + " takes true or false");
        }
        return has(member) && json.getBoolean(member);
    }

    /** A whole number from 1 on. */
    long number(String member) throws Refusal {
        if (has(member)) {
            return number(member, json.get(member));
        }
        throw refused(member + " is missing");
    }

    /** None if it is absent. */
    List<Long> numbers(String member) throws Refusal {
        List<Long> numbers = new ArrayList<>();
        for (JsonValue value : array(member)) {
            numbers.add(number(member, value));
        }
        return numbers;
    }

    /** IMMEDIATE if they are absent. */
    List<KillMode> modes() throws Refusal, WardenException {
        List<KillMode> modes = new ArrayList<>();
        for (JsonValue value : array("modes")) {
            if (!(value instanceof JsonString text)) {
                throw refused("modes takes texts");
            }
            modes.add(mode(text.getString()));
        }
        return has("modes") ? modes : List.of(KillMode.IMMEDIATE);
    }

    /** How long each mode but the last is given. Nothing if it is absent. */
    Duration escalateAfter() throws Refusal {
        if (!has("escalateAfterSeconds")) {
            return Duration.ZERO;
        }
        long seconds = number("escalateAfterSeconds");
        if (seconds > MOST_SECONDS) {
            throw refused("escalateAfterSeconds is too large");
        }
        return Duration.ofSeconds(seconds);
    }

    /**
     * The token of a preview. A program cannot read a page and change its mind, so it must have asked.
     *
     * @throws WardenException BAD_REQUEST if there is none
     */
    String previewToken() throws Refusal, WardenException {
        String token = text("previewToken");
        if (token == null || token.isBlank()) {
            throw new WardenException(Fault.BAD_REQUEST, Messages.LOG.previewTokenMissing(), null);
        }
        return token;
    }

    static Refusal refused(String why) {
        return new Refusal(400, ApiMessages.body(why));
    }

    private JsonArray array(String member) throws Refusal {
        if (!has(member)) {
            return JsonValue.EMPTY_JSON_ARRAY;
        }
        if (json.get(member) instanceof JsonArray array) {
            return array;
        }
        throw refused(member + " takes a list");
    }

    private static long number(String member, JsonValue value) throws Refusal {
        if (value instanceof JsonNumber number && isWhole(number.toString())) {
            return Long.parseLong(number.toString());
        }
        throw refused(member + " takes whole numbers from 1 on");
    }

    private static boolean isWhole(String digits) {
        return digits.matches("[1-9][0-9]{0,17}");
    }

    private static KillMode mode(String name) throws WardenException {
        for (KillMode mode : KillMode.values()) {
            if (mode.name().equals(name)) {
                return mode;
            }
        }
        throw new WardenException(Fault.BAD_REQUEST, Messages.LOG.noSuchMode(name), null);
    }
}
