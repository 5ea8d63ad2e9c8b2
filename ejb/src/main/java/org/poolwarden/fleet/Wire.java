package org.poolwarden.fleet;

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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.poolwarden.contract.Audience;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.contract.Field;
import org.poolwarden.contract.Reply.RecordList;
import org.poolwarden.fleet.NodeAnswer.Told;
import org.poolwarden.json.JsonFactories;
import org.poolwarden.json.RecordJson;
import org.poolwarden.json.RecordReader;
import org.poolwarden.logging.Messages;
import org.poolwarden.request.Problem;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;

/**
 * The texts that travel: JSON with the version of its own meaning. A node answers in the version of the question, and
 * refuses one that it does not know. Members that a reader does not know are skipped, so a version may gain some.
 */
final class Wire {

    /** The only version that there is. */
    static final int VERSION = 1;

    /** No list of one node has more items. */
    static final int MAX_ITEMS = 2_000;

    /** Nor are its items and problems longer than that together, in characters. */
    static final int MAX_LENGTH = 1 << 20;

    /** Nor has it more problems. */
    static final int MAX_PROBLEMS = 100;

    /** What an answer has besides its items and problems is shorter than that. */
    private static final int REST = 10_000;

    /** No question is longer. */
    private static final int LONGEST_QUESTION = 10_000;

    private static final String WIRE = "poolwarden";
    private static final String ASK = "ask";
    private static final String MAX = "max";
    private static final String LENGTH = "length";
    private static final String WITH = "with";
    private static final String DONE = "done";
    private static final String FAULT = "fault";
    private static final String NODE = "node";
    private static final String REFUSED = "refused";
    private static final String LIST = "list";
    private static final String ANSWER_TIME = "answerTime";

    private Wire() {}

    /**
     * A question.
     *
     * @param max how many items an answer may have at most
     * @param length how many characters its items and problems may have together
     */
    static String question(String name, int max, int length) {
        return JsonFactories.BUILDERS
                .createObjectBuilder()
                .add(WIRE, VERSION)
                .add(ASK, name)
                .add(MAX, max)
                .add(LENGTH, length)
                .build()
                .toString();
    }

    /** @param with what the act is given, as JSON */
    static String act(String name, JsonObject with) {
        return JsonFactories.BUILDERS
                .createObjectBuilder()
                .add(WIRE, VERSION)
                .add(ASK, name)
                .add(WITH, with)
                .build()
                .toString();
    }

    static String done(String node, JsonObject done) {
        return head(node).add(DONE, done).build().toString();
    }

    /**
     * What an act replied.
     *
     * @throws WardenException the refusal of that node
     * @throws Unreadable if it says neither that it has refused nor that it has not
     */
    static JsonObject done(String node, String answer) throws WardenException, Unreadable {
        JsonObject json;
        List<Problem> refused;
        try {
            json = read(answer, MAX_LENGTH);
            if (!json.containsKey(REFUSED)) {
                requireVersion(json, "This Poolwarden");
                return object(json, DONE);
            }
            refused = problems(node, array(json, REFUSED));
        } catch (RuntimeException | StackOverflowError e) { // the parser's own for JSON that is nested too deep
            Messages.LOG.debug("The answer of " + node, e);
            throw new Unreadable(Messages.LOG.answerUnreadable(node));
        }
        throw new WardenException(fault(json), refused, null);
    }

    /** UNAVAILABLE if this version does not know it. */
    private static Fault fault(JsonObject json) {
        String name = json.getString(FAULT, "");
        return Arrays.stream(Fault.values())
                .filter(fault -> fault.name().equals(name))
                .findFirst()
                .orElse(Fault.UNAVAILABLE);
    }

    /**
     * What is asked.
     *
     * @param who this Poolwarden, as who asks is told
     * @throws Unreadable with a problem for who asks
     */
    static Asked asked(String question, String who) throws Unreadable {
        JsonObject json = read(question, LONGEST_QUESTION);
        requireVersion(json, who);
        return new Asked(
                json.getString(ASK, ""),
                Math.min(MAX_ITEMS, json.getInt(MAX, MAX_ITEMS)),
                Math.min(MAX_LENGTH, json.getInt(LENGTH, MAX_LENGTH)),
                json.get(WITH) instanceof JsonObject with ? with : null);
    }

    /** A list as far as it fits; what does not fit is a problem of the list. The problems come first. */
    static String answer(String node, RecordList list, Asked asked) {
        Cut problems = Cut.of(list.problems(), MAX_PROBLEMS, asked.length() / 2);
        Cut items = Cut.of(list.records(), asked.max(), asked.length() - problems.length());
        JsonArrayBuilder told = problems.array();
        problems.missing(node, "problems").ifPresent(cut -> told.add(json(cut)));
        items.missing(node, "items").ifPresent(cut -> told.add(json(cut)));
        return head(node)
                .add(
                        LIST,
                        RecordJson.of(list.head(), Audience.EVERYONE)
                                .add(RecordList.PROBLEMS, told)
                                .add(RecordList.ITEMS, items.array()))
                .build()
                .toString();
    }

    static String refusal(String node, Fault fault, List<Problem> problems) {
        JsonArrayBuilder refused = JsonFactories.BUILDERS.createArrayBuilder();
        problems.forEach(problem -> refused.add(json(problem)));
        return head(node).add(FAULT, fault.name()).add(REFUSED, refused).build().toString();
    }

    /**
     * What a node tells.
     *
     * @param node the name of the node, as the transport knows it
     * @param at now
     * @param longest how long its items and problems may be together, as it was asked
     * @throws Unreadable with the problems that the node names, or with what is wrong with its answer
     */
    static Told told(String node, String answer, Entity entity, Instant at, int longest) throws Unreadable {
        JsonObject json = read(answer, longest + REST);
        try {
            if (json.containsKey(REFUSED)) {
                throw new Unreadable(problems(node, array(json, REFUSED)));
            }
            requireVersion(json, "This Poolwarden");
            JsonObject list = object(json, LIST);
            EntityRecord head = RecordReader.set(EntityRecord.of(Entity.LIST), Entity.LIST.fields(), list)
                    .build();
            List<EntityRecord> items = new ArrayList<>();
            for (JsonValue item : array(list, RecordList.ITEMS)) {
                items.add(item(node, at, entity, item.asJsonObject()));
            }
            return new Told(
                    at,
                    (Boolean) head.get("complete"),
                    (Instant) head.get("scanTime"),
                    problems(node, array(list, RecordList.PROBLEMS)),
                    items);
        } catch (IllegalArgumentException | ClassCastException | ArithmeticException e) {
            Messages.LOG.debug("The answer of " + node, e);
            throw new Unreadable(Messages.LOG.answerUnreadable(node));
        }
    }

    private static EntityRecord item(String node, Instant at, Entity entity, JsonObject json) {
        EntityRecord.Builder record = EntityRecord.of(entity).set(NODE, node).set(ANSWER_TIME, at);
        List<Field> told = entity.fields().stream()
                .filter(field -> !field.name().equals(NODE) && !field.name().equals(ANSWER_TIME))
                .toList();
        return RecordReader.set(record, told, json).build();
    }

    /** Each names its node, for two nodes may have the same. */
    private static List<Problem> problems(String node, JsonArray told) {
        return told.stream()
                .limit(MAX_PROBLEMS + 2L) // as many as a node may tell
                .map(JsonValue::asJsonObject)
                .map(json -> new Problem(
                        json.getString("code", "unknown"),
                        node + ": " + json.getString("subject", "unknown"),
                        json.getString("text", "unknown"),
                        json.getString("action", null)))
                .toList();
    }

    private static JsonObject object(JsonObject json, String name) {
        if (!json.containsKey(name)) {
            throw new IllegalArgumentException("no " + name);
        }
        return json.getJsonObject(name);
    }

    private static JsonArray array(JsonObject json, String name) {
        if (!json.containsKey(name)) {
            throw new IllegalArgumentException("no " + name);
        }
        return json.getJsonArray(name);
    }

    private static JsonObject json(Problem problem) {
        JsonObjectBuilder json = JsonFactories.BUILDERS
                .createObjectBuilder()
                .add("code", problem.code())
                .add("subject", problem.subject())
                .add("text", problem.text());
        return (problem.action() == null ? json.addNull("action") : json.add("action", problem.action())).build();
    }

    private static JsonObjectBuilder head(String node) {
        return JsonFactories.BUILDERS.createObjectBuilder().add(WIRE, VERSION).add(NODE, node);
    }

    private static void requireVersion(JsonObject json, String who) throws Unreadable {
        int version = json.getInt(WIRE, 0);
        if (version != VERSION) {
            throw new Unreadable(Messages.LOG.otherVersionOfFleet(who, version, VERSION));
        }
    }

    private static JsonObject read(String text, int longest) throws Unreadable {
        if (text == null || text.length() > longest) {
            throw new Unreadable(Messages.LOG.answerTooLong(longest));
        }
        try (JsonReader reader = JsonFactories.READERS.createReader(new StringReader(text))) {
            return reader.readObject();
        } catch (JsonException | IllegalStateException e) {
            Messages.LOG.debug("No JSON from another node", e);
            throw new Unreadable(Messages.LOG.notOfFleet());
        }
    }

    /**
     * What a node is asked.
     *
     * @param name of the question
     * @param max how many items may be told
     * @param length how many characters the items and problems may have together
     * @param with what an act is given; null if it is no act
     */
    record Asked(String name, int max, int length, JsonObject with) {}

    /**
     * As many records as fit.
     *
     * @param told them
     * @param length their characters
     * @param all how many there were
     */
    private record Cut(List<JsonObject> told, int length, int all) {

        static Cut of(List<EntityRecord> records, int max, int longest) {
            List<JsonObject> told = new ArrayList<>();
            int length = 0;
            for (EntityRecord record : records) {
                JsonObject json = RecordJson.of(record, Audience.EVERYONE).build();
                int next = length + json.toString().length() + 1; // with the comma
                if (told.size() >= max || next > longest) {
                    break;
                }
                told.add(json);
                length = next;
            }
            return new Cut(told, length, records.size());
        }

        JsonArrayBuilder array() {
            JsonArrayBuilder array = JsonFactories.BUILDERS.createArrayBuilder();
            told.forEach(array::add);
            return array;
        }

        Optional<Problem> missing(String node, String what) {
            return told.size() == all
                    ? Optional.empty()
                    : Optional.of(Messages.LOG.answerCut(node, what, told.size(), all));
        }
    }

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
