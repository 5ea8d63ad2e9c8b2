package org.poolwarden.fleet;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.poolwarden.contract.Audience;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.contract.Field;
import org.poolwarden.contract.Reply.RecordList;
import org.poolwarden.fleet.NodeAnswer.Told;
import org.poolwarden.json.RecordJson;
import org.poolwarden.json.RecordReader;
import org.poolwarden.logging.Messages;
import org.poolwarden.request.Problem;

/**
 * The texts that travel: JSON with the version of its own meaning. A node answers in the version of the question, and
 * refuses one that it does not know. Members that a reader does not know are skipped, so a version may gain some.
 */
final class Wire {

    /** The only version that there is. */
    static final int VERSION = 1;

    /** No list of one node has more items. */
    static final int MAX_ITEMS = 2_000;

    /** Nor are its items longer than that, in characters. */
    static final int MAX_LENGTH = 1 << 20;

    /** No reader takes a longer text. It leaves room for the problems and for what is escaped. */
    static final int LONGEST = 2 * MAX_LENGTH;

    private static final String WIRE = "poolwarden";
    private static final String ASK = "ask";
    private static final String MAX = "max";
    private static final String NODE = "node";
    private static final String REFUSED = "refused";
    private static final String LIST = "list";
    private static final String ANSWER_TIME = "answerTime";

    private Wire() {}

    /** @param max how many items an answer may have at most */
    static String question(String name, int max) {
        return Json.createObjectBuilder()
                .add(WIRE, VERSION)
                .add(ASK, name)
                .add(MAX, max)
                .build()
                .toString();
    }

    /**
     * What is asked.
     *
     * @throws Unreadable with a problem for who asks
     */
    static Asked asked(String question) throws Unreadable {
        JsonObject json = read(question);
        requireVersion(json);
        return new Asked(json.getString(ASK, ""), Math.min(MAX_ITEMS, json.getInt(MAX, MAX_ITEMS)));
    }

    /** A list as far as its items fit; what does not fit is a problem of the list. */
    static String answer(String node, RecordList list, int max) {
        JsonArrayBuilder items = Json.createArrayBuilder();
        List<EntityRecord> records = list.records();
        int count = 0;
        int length = 0;
        for (EntityRecord record : records) {
            JsonObject item = RecordJson.of(record, Audience.EVERYONE).build();
            length += item.toString().length();
            if (count >= max || length > MAX_LENGTH) {
                break;
            }
            items.add(item);
            count++;
        }
        JsonArrayBuilder problems = RecordJson.of(list.problems(), Audience.EVERYONE);
        if (count < records.size()) {
            problems.add(json(Messages.LOG.answerCut(node, count, records.size())));
        }
        return head(node)
                .add(
                        LIST,
                        RecordJson.of(list.head(), Audience.EVERYONE)
                                .add(RecordList.PROBLEMS, problems)
                                .add(RecordList.ITEMS, items))
                .build()
                .toString();
    }

    static String refusal(String node, Problem problem) {
        return head(node)
                .add(REFUSED, Json.createArrayBuilder().add(json(problem)))
                .build()
                .toString();
    }

    /**
     * What a node tells.
     *
     * @param node the name of the node, as the transport knows it
     * @param at now
     * @throws Unreadable with the problems that the node names, or with what is wrong with its answer
     */
    static Told told(String node, String answer, Entity entity, Instant at) throws Unreadable {
        JsonObject json = read(answer);
        try {
            if (json.containsKey(REFUSED)) {
                throw new Unreadable(problems(node, json.getJsonArray(REFUSED)));
            }
            requireVersion(json);
            JsonObject list = json.getJsonObject(LIST);
            EntityRecord head = RecordReader.set(EntityRecord.of(Entity.LIST), Entity.LIST.fields(), list)
                    .build();
            List<EntityRecord> items = new ArrayList<>();
            for (JsonValue item : list.getJsonArray(RecordList.ITEMS)) {
                items.add(item(node, at, entity, item.asJsonObject()));
            }
            return new Told(
                    at,
                    (Boolean) head.get("complete"),
                    (Instant) head.get("scanTime"),
                    problems(node, list.getJsonArray(RecordList.PROBLEMS)),
                    items);
        } catch (IllegalArgumentException | ClassCastException | NullPointerException | ArithmeticException e) {
            Messages.LOG.debug("The answer of " + node, e);
            throw new Unreadable(Messages.LOG.answerUnreadable(node));
        }
    }

    private static EntityRecord item(String node, Instant at, Entity entity, JsonObject json) {
        EntityRecord.Builder record =
                EntityRecord.of(entity).set(NODE, node).set(ANSWER_TIME, at);
        List<Field> told = entity.fields().stream()
                .filter(field ->
                        !field.name().equals(NODE) && !field.name().equals(ANSWER_TIME))
                .toList();
        return RecordReader.set(record, told, json).build();
    }

    /** Each names its node, for two nodes may have the same. */
    private static List<Problem> problems(String node, JsonArray told) {
        return told.stream()
                .map(JsonValue::asJsonObject)
                .map(json -> new Problem(
                        json.getString("code", "unknown"),
                        node + ": " + json.getString("subject", "unknown"),
                        json.getString("text", "unknown"),
                        json.isNull("action") ? null : json.getString("action", null)))
                .toList();
    }

    private static JsonObject json(Problem problem) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("code", problem.code())
                .add("subject", problem.subject())
                .add("text", problem.text());
        return (problem.action() == null ? json.addNull("action") : json.add("action", problem.action())).build();
    }

    private static JsonObjectBuilder head(String node) {
        return Json.createObjectBuilder().add(WIRE, VERSION).add(NODE, node);
    }

    private static void requireVersion(JsonObject json) throws Unreadable {
        int version = json.getInt(WIRE, 0);
        if (version != VERSION) {
            throw new Unreadable(Messages.LOG.otherVersionOfFleet(version, VERSION));
        }
    }

    private static JsonObject read(String text) throws Unreadable {
        if (text == null || text.length() > LONGEST) {
            throw new Unreadable(Messages.LOG.answerTooLong(LONGEST));
        }
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        } catch (JsonException | IllegalStateException e) {
            Messages.LOG.debug("No JSON from another node", e);
            throw new Unreadable(Messages.LOG.notOfFleet());
        }
    }

    /** The name of a question, and how many items may be told. */
    record Asked(String name, int max) {}

    /** A text that another node sent and that cannot be used. */
    static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient List<Problem> problems;

        Unreadable(Problem problem) {
            this(List.of(problem));
        }

        Unreadable(List<Problem> problems) {
            super(Problem.line(problems));
            this.problems = problems;
        }

        List<Problem> problems() {
            return problems;
        }
    }
}
