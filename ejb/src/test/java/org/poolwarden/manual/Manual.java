package org.poolwarden.manual;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.poolwarden.contract.Audience;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.Field;
import org.poolwarden.contract.FieldType;
import org.poolwarden.contract.Operation;
import org.poolwarden.contract.Parameter;
import org.poolwarden.contract.Reply;
import org.poolwarden.contract.Reply.RecordList;
import org.poolwarden.contract.Spelling;
import org.poolwarden.settings.Setting;

/** The parts of the manual that are derived: the table of the settings, and the reference. Markdown. */
final class Manual {

    private static final String INTRODUCTION = """
            # Reference

            Every operation, and every field that the interfaces show. A test generates this page from the same
            declaration as the interfaces.

            | interface | operation | parameter or field | a value that is unknown or absent |
            |---|---|---|---|
            | JMX, `org.poolwarden:type=Warden` | `killState` | `killId` | null |
            | JMX, an attribute of an MBean | | `LeaseCount` | null |
            | jboss-cli, `/subsystem=poolwarden` | `:kill-state` | `kill-id` | undefined |
            | JSON and CSV of the console | | `killId` | null; in CSV an empty cell |

            Times are in UTC and in ISO 8601, unless the description says otherwise.
            """;

    private Manual() {}

    static String settings() {
        StringBuilder text = new StringBuilder("| setting | default | values | meaning |\n|---|---|---|---|\n");
        for (Setting setting : Setting.values()) {
            row(
                    text,
                    code(setting.key()),
                    code(setting.defaultValue()),
                    setting.range(),
                    setting.description() + (setting.isDynamic() ? " A change counts at once." : ""));
        }
        return text.toString();
    }

    static String reference() {
        StringBuilder text = new StringBuilder(INTRODUCTION);
        text.append("\n## Operations\nA Monitor may use those that read. The others are for operators.\n");
        for (Operation operation : Operation.values()) {
            operation(text, operation);
        }
        text.append("\n## What is shown\n");
        for (Entity entity : Entity.values()) {
            entity(text, entity);
        }
        return text.toString();
    }

    private static void operation(StringBuilder text, Operation operation) {
        text.append("\n### ").append(operation.camelName()).append('\n');
        text.append(operation.description()).append("\n\n");
        text.append(
                switch (operation.access()) {
                    case READ -> "Reads.";
                    case READ_SQL -> "Reads, and shows SQL: for operators.";
                    case ACT -> "Acts: for operators.";
                });
        text.append(" Replies ").append(reply(operation)).append(".\n");
        if (operation.shortFormOf() != null) {
            text.append("jboss-cli has `")
                    .append(Spelling.hyphenated(operation.camelName()))
                    .append("` with the parameters of `")
                    .append(operation.shortFormOf().camelName())
                    .append("`, the additional ones optional.\n");
        }
        if (!operation.parameters().isEmpty()) {
            text.append("\n| parameter | type | values | meaning |\n|---|---|---|---|\n");
            for (Parameter parameter : operation.parameters()) {
                row(
                        text,
                        code(parameter.name()),
                        type(
                                parameter.type().name(),
                                parameter.unit() == null
                                        ? null
                                        : parameter.unit().symbol()),
                        values(parameter),
                        parameter.description());
            }
        }
    }

    private static String reply(Operation operation) {
        Reply reply = operation.reply();
        if (operation.followedBy() != null) {
            return "the id with which `" + operation.followedBy().camelName() + "` shows its state";
        }
        if (reply.isList()) {
            return "a [list](#" + anchor(Entity.LIST) + ") of "
                    + (reply.entity() == null ? "lines" : link(reply.entity()));
        }
        if (reply.entity() != null) {
            return "one " + link(reply.entity());
        }
        return reply.type() == FieldType.LINES ? "lines of text" : "a text, or null if it is unknown";
    }

    private static String values(Parameter parameter) {
        String range = parameter.min() == null
                ? ""
                : parameter.max() == null ? "at least " + parameter.min() : parameter.min() + " to " + parameter.max();
        String need = parameter.isRequired()
                ? "required"
                : parameter.defaultValue() == null ? "optional" : "default " + parameter.defaultValue();
        return range.isEmpty() ? need : range + "; " + need;
    }

    private static void entity(StringBuilder text, Entity entity) {
        text.append("\n### The record ").append(entity.camelName()).append('\n');
        text.append(entity.description()).append('\n');
        if (!entity.keys().isEmpty()) {
            text.append("Key: ")
                    .append(entity.keys().stream().map(Manual::code).collect(Collectors.joining(", ")))
                    .append(".\n");
        }
        List<Field> fields = entity.fields();
        if (entity == Entity.EXPLANATION) {
            text.append("All fields of [lease](#").append(anchor(Entity.LEASE)).append("), and:\n");
            fields = fields.subList(Entity.LEASE.fields().size(), fields.size());
        }
        text.append("\n| field | type | meaning |\n|---|---|---|\n");
        for (Field field : fields) {
            row(
                    text,
                    code(field.name()),
                    type(
                            field.type().name(),
                            field.unit() == null ? null : field.unit().symbol()),
                    field.text("Null") + (field.audience() == Audience.OPERATORS ? " For operators only." : ""));
        }
        if (entity == Entity.LIST) {
            row(text, code(RecordList.PROBLEMS), "list of " + link(Entity.PROBLEM), RecordList.PROBLEMS_DESCRIPTION);
            row(text, code(RecordList.ITEMS), "list", RecordList.ITEMS_DESCRIPTION);
        }
    }

    private static String link(Entity entity) {
        return "[" + entity.camelName() + "](#" + anchor(entity) + ")";
    }

    private static String anchor(Entity entity) {
        return "the-record-" + entity.camelName().toLowerCase(Locale.ROOT);
    }

    private static String type(String type, String unit) {
        String name = type.toLowerCase(Locale.ROOT);
        return unit == null ? name : name + ", " + unit;
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    private static void row(StringBuilder text, String... cells) {
        text.append(Arrays.stream(cells)
                .map(cell -> cell.replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |\n")));
    }
}
