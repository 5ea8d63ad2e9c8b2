package org.poolwarden.contract;

import static org.poolwarden.contract.FieldType.INT;
import static org.poolwarden.contract.FieldType.LINES;
import static org.poolwarden.contract.FieldType.LONG;
import static org.poolwarden.contract.FieldType.TEXT;
import static org.poolwarden.contract.FieldType.TIME;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What is shown of several nodes at once. */
final class FleetFields {

    static final Field NODE = StatusFields.NODE.described("The name of the node that tells it.");

    private static final String NOT_TOLD = "the node runs a version that does not tell it";
    private static final String NEVER = "the node has never answered";

    private static final Field MEMBER_COUNT = Field.of("memberCount", INT, "How many nodes were asked.");

    private static final Field ANSWERED_COUNT =
            Field.of("answeredCount", INT, "How many of them answered in time, this one included.");

    private static final Field ANSWER_TIME = Field.of("answerTime", TIME, "When the node told it, by this server's"
            + " clock. It is older than the list if the node has not answered since.");

    private static final List<String> OF_STATUS = List.of(
            "version",
            "status",
            "lastScanTime",
            "lastScanComplete",
            "leaseCount",
            "suspectCount",
            "leakedCount",
            "zombieCount",
            "unmatchedCount",
            "runningKillCount");

    static final List<Field> MEMBER = member();

    static final List<Field> FLEET = List.of(
            StatusFields.NODE,
            Field.of(
                    "transport",
                    TEXT,
                    "How this server reaches the other nodes: CLUSTER by the server's command dispatcher, or ALONE if it"
                            + " reaches none."),
            MEMBER_COUNT.described("Nodes that this server knows, itself included."),
            ANSWERED_COUNT.described("Nodes that answered when they were asked last, this one included."),
            Field.of("silentNodes", LINES, "The nodes that did not answer, each with what is known of it."),
            sum("leaseCount", "Leases of all nodes."),
            sum("suspectCount", "Leases of all nodes with the verdict SUSPECT."),
            sum("leakedCount", "Leases of all nodes with the verdict LEAKED."),
            sum("zombieCount", "Leases of all nodes with the verdict ZOMBIE."),
            sum("unmatchedCount", "Leases of all nodes with the verdict UNMATCHED."));

    static final List<Field> LIST = listed();

    private FleetFields() {}

    /** The fields of a record that a node tells of itself. Only its keys are told by every version. */
    static List<Field> of(Entity entity) {
        List<Field> fields = new ArrayList<>(List.of(NODE, ANSWER_TIME));
        for (Field field : entity.fields(Audience.EVERYONE)) {
            if (!field.name().equals(NODE.name())) {
                fields.add(entity.keys().contains(field.name()) ? field : mayBeMissing(field));
            }
        }
        return List.copyOf(fields);
    }

    /** Two nodes may have the same. */
    static List<String> keys(Entity entity) {
        return Stream.concat(Stream.of(NODE.name()), entity.keys().stream()).toList();
    }

    private static Field mayBeMissing(Field field) {
        return field.nullIf(field.isNullable() ? field.unknownIf() + ", or " + NOT_TOLD : NOT_TOLD);
    }

    private static List<Field> member() {
        List<Field> fields = new ArrayList<>();
        fields.add(NODE.described("The name of the node."));
        fields.add(Field.of(
                "answer",
                TEXT,
                "What came of the last question: ANSWERED; SILENT if no answer came in time; REFUSED if the node runs a"
                        + " version that does not understand it; ABSENT if no Poolwarden runs there; GONE if the node has"
                        + " left the cluster."));
        fields.add(ANSWER_TIME.described("When the node answered last, by this server's clock.").nullIf(NEVER));
        fields.add(Field.of("answerAgeSeconds", LONG, "How long ago that was.")
                .in(Unit.SECONDS)
                .nullIf(NEVER));
        fields.add(Field.of("trouble", LINES, "Why the node did not answer, and what to do. Empty if it did."));
        for (Field field : StatusFields.STATUS) {
            if (OF_STATUS.contains(field.name())) {
                Field known = mayBeMissing(field);
                fields.add(known.nullIf(NEVER + ", or " + known.unknownIf()));
            }
        }
        return List.copyOf(fields);
    }

    private static List<Field> listed() {
        List<Field> fields = new ArrayList<>(StatusFields.LIST);
        fields.add(MEMBER_COUNT);
        fields.add(ANSWERED_COUNT);
        return List.copyOf(fields);
    }

    private static Field sum(String name, String description) {
        return Field.of(name, INT, description + " A node that is silent counts with what it told last.")
                .nullIf("there is a node of which it is not known");
    }
}
