package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.openmbean.CompositeData;
import org.jboss.dmr.ModelNode;
import org.jboss.dmr.ModelType;
import org.poolwarden.contract.Audience;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.Field;
import org.poolwarden.contract.FieldType;
import org.poolwarden.contract.Spelling;

/**
 * What one interface shows of one thing, read by the contract: each field under its spelling there, and no other; the
 * value in the contract's type, a time in milliseconds, or null where the interface's own null stands. A text of
 * nothing, the text "null" and -1 are no values.
 */
final class Shown {

    /** They go on between one question and the next. */
    private static final Set<String> MOVING = Set.of("ageSeconds", "lastCallSeconds", "scanTime");
    /** Sentences in which such a value stands. */
    private static final Set<String> SPOKEN = Set.of("reasons", "answers", "waiters");

    private static final List<String> LISTS = List.of("problems", "items");

    private static final Pattern GUARDED_FORMULA = Pattern.compile("(?:^|(?<=[,;|\\t\\r\\n]))'(?=[\"'\\s]*[=+\\-@])");

    private static final String DURATION = "\\b\\d+ (s|min|h)\\b( \\d+ (s|min)\\b)?";
    private static final Duration A_FEW_SECONDS = Duration.ofSeconds(10);

    private static final Set<Object> NO_VALUES = Set.of("", "null", "undefined", -1L);
    private static final Map<FieldType, Class<?>> TYPES = Map.of(
            FieldType.TEXT, String.class,
            FieldType.INT, Long.class,
            FieldType.LONG, Long.class,
            FieldType.FLAG, Boolean.class,
            FieldType.TIME, Instant.class,
            FieldType.LINES, List.class);

    private final String where;
    private final Entity entity;
    /** A file has no lists: their lines are in one text. */
    private final boolean isFile;

    private final Map<String, Object> values = new LinkedHashMap<>();

    private Shown(String where, Entity entity, Audience reader, boolean isFile, Function<Field, Object> value) {
        this.where = where;
        this.entity = entity;
        this.isFile = isFile;
        for (Field field : entity.fields(reader)) {
            Object shown = value.apply(field);
            String what = where + ": " + entity + "." + field + " is " + shown;
            assertTrue(shown == null || TYPES.get(field.type()).isInstance(shown), () -> what + ", of another type");
            assertTrue(shown != null || field.isNullable(), () -> what + ", which it never may be");
            assertTrue(shown == null || !NO_VALUES.contains(shown), () -> what + ", which is no value");
            values.put(field.name(), shown);
        }
    }

    static Shown jmx(Entity entity, CompositeData row) {
        assertEquals(
                new TreeSet<>(names(entity, Audience.EVERYONE, Function.identity())),
                new TreeSet<>(row.getCompositeType().keySet()),
                "the columns of JMX");
        return new Shown("JMX", entity, Audience.EVERYONE, false, field -> open(row.get(field.name())));
    }

    /** @param attributes of an MBean; it may have others, which can be set */
    static Shown attributes(Entity entity, Map<String, Object> attributes) {
        return new Shown("JMX", entity, Audience.EVERYONE, false, field -> {
            String name = Spelling.upperCamel(field.name());
            assertTrue(attributes.containsKey(name), () -> "no attribute " + name + " in " + attributes);
            return open(attributes.get(name));
        });
    }

    /** A row of a reply in the management model. */
    static Shown model(String where, Entity entity, ModelNode row) {
        assertEquals(
                names(entity, Audience.EVERYONE, Spelling::hyphenated), List.copyOf(row.keys()), "columns of " + where);
        return resource(where, entity, row);
    }

    /** @param resource of the management model; it may have other attributes and children */
    static Shown resource(String where, Entity entity, ModelNode resource) {
        return new Shown(where, entity, Audience.EVERYONE, false, field -> {
            String name = Spelling.hyphenated(field.name());
            assertTrue(resource.has(name), () -> "no attribute " + name + " in " + resource);
            return node(field, resource.get(name));
        });
    }

    static Shown json(Entity entity, Audience reader, ModelNode row) {
        assertEquals(names(entity, reader, Function.identity()), List.copyOf(row.keys()), "the keys in JSON");
        return new Shown("JSON", entity, reader, false, field -> node(field, row.get(field.name())));
    }

    /**
     * The file puts an apostrophe before what a spreadsheet would take for a formula; here it is taken away.
     *
     * @param row null for what is empty
     */
    static Shown csv(Entity entity, List<String> head, List<String> row) {
        assertEquals(names(entity, Audience.EVERYONE, Function.identity()), head, "the head of the file");
        assertEquals(head.size(), row.size(), () -> "columns of " + row);
        return new Shown(
                "CSV",
                entity,
                Audience.EVERYONE,
                true,
                field -> text(field, unguarded(row.get(head.indexOf(field.name())))));
    }

    private static String unguarded(String cell) {
        return cell == null ? null : GUARDED_FORMULA.matcher(cell).replaceAll("");
    }

    /** What a list says of itself. */
    static Shown jmxList(Entity head, CompositeData list) {
        Set<String> expected = new TreeSet<>(names(head, Audience.EVERYONE, Function.identity()));
        expected.addAll(LISTS);
        assertEquals(expected, new TreeSet<>(list.getCompositeType().keySet()), "the columns of a list in JMX");
        return new Shown("JMX", head, Audience.EVERYONE, false, field -> open(list.get(field.name())));
    }

    /** What a list in the management model says of itself. */
    static Shown modelList(Entity head, String where, ModelNode list) {
        List<String> expected = new ArrayList<>(names(head, Audience.EVERYONE, Spelling::hyphenated));
        expected.addAll(LISTS);
        assertEquals(expected, List.copyOf(list.keys()), "the columns of a list in " + where);
        return resource(where, head, list);
    }

    /** What a list in JSON says of itself; it may have counts of its pages too. */
    static Shown jsonList(ModelNode list) {
        List<String> expected = new ArrayList<>(names(Entity.LIST, Audience.EVERYONE, Function.identity()));
        expected.addAll(LISTS);
        assertEquals(expected, List.copyOf(list.keys()).subList(0, expected.size()), "the keys of a list in JSON");
        return new Shown("JSON", Entity.LIST, Audience.EVERYONE, false, field -> node(field, list.get(field.name())));
    }

    Object get(String field) {
        return values.get(entity.field(field).name());
    }

    boolean has(Map<String, Object> wanted) {
        return wanted.entrySet().stream().allMatch(key -> key.getValue().equals(get(key.getKey())));
    }

    /** The fields that are null. */
    Set<String> absent() {
        return values.entrySet().stream()
                .filter(field -> field.getValue() == null)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The first, with which all others agree. */
    static Shown agreed(List<Shown> everywhere) {
        everywhere.forEach(shown -> shown.assertAgreesWith(everywhere.get(0)));
        return everywhere.get(0);
    }

    /** The fields that may be null, of those that everybody may read. */
    static Set<String> nullable(Entity entity) {
        return entity.fields(Audience.EVERYONE).stream()
                .filter(Field::isNullable)
                .map(Field::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Compares what everybody may read. */
    void assertAgreesWith(Shown other) {
        List<String> differences = new ArrayList<>();
        for (Field field : entity.fields(Audience.EVERYONE)) {
            Object ours = get(field.name());
            Object theirs = other.get(field.name());
            if (!agree(field, ours, theirs, isFile || other.isFile)) {
                differences.add(field + " is " + ours + " in " + where + " and " + theirs + " in " + other.where);
            }
        }
        assertEquals(List.of(), differences, entity::name);
    }

    private static boolean agree(Field field, Object ours, Object theirs, boolean joined) {
        if (ours == null || theirs == null) {
            return Objects.equals(ours, theirs);
        }
        return MOVING.contains(field.name())
                ? distance(ours, theirs).compareTo(A_FEW_SECONDS) <= 0
                : comparable(field, ours, joined).equals(comparable(field, theirs, joined));
    }

    private static Duration distance(Object one, Object other) {
        return one instanceof Instant time
                ? Duration.between(time, (Instant) other).abs()
                : Duration.ofSeconds((Long) one - (Long) other).abs();
    }

    private static Object comparable(Field field, Object value, boolean joined) {
        if (!(value instanceof List<?> list)) {
            return value;
        }
        List<String> lines = list.stream()
                .map(String.class::cast)
                .map(line -> SPOKEN.contains(field.name()) ? line.replaceAll(DURATION, "some time") : line)
                .toList();
        return joined ? String.join("; ", lines) : lines;
    }

    private static List<String> names(Entity entity, Audience reader, Function<String, String> spelling) {
        return entity.fields(reader).stream().map(Field::name).map(spelling).toList();
    }

    private static Object open(Object value) {
        if (value instanceof Date date) {
            return date.toInstant();
        }
        if (value instanceof String[] lines) {
            return Arrays.asList(lines);
        }
        return value instanceof Integer number ? Long.valueOf(number) : value;
    }

    private static Object node(Field field, ModelNode value) {
        return switch (value.getType()) {
            case UNDEFINED -> null;
            case INT, LONG -> value.asLong();
            case BOOLEAN -> value.asBoolean();
            case STRING -> field.type() == FieldType.TIME ? time(value.asString()) : value.asString();
            case LIST -> value.asList().stream().map(Shown::line).toList();
            default -> value;
        };
    }

    private static String line(ModelNode value) {
        assertEquals(ModelType.STRING, value.getType(), value::toString);
        return value.asString();
    }

    private static Object text(Field field, String value) {
        if (value == null) {
            return field.type() == FieldType.LINES && !field.isNullable() ? List.of() : null;
        }
        return switch (field.type()) {
            case TEXT -> value;
            case INT, LONG -> Long.valueOf(value);
            case FLAG -> Boolean.valueOf(value);
            case TIME -> time(value);
            case LINES -> List.of(value);
        };
    }

    /** JMX has milliseconds and no more. */
    private static Instant time(String text) {
        return Instant.parse(text).truncatedTo(ChronoUnit.MILLIS);
    }
}
