package org.poolwarden.contract;

import static org.poolwarden.contract.FieldType.FLAG;
import static org.poolwarden.contract.FieldType.INT;
import static org.poolwarden.contract.FieldType.LINES;
import static org.poolwarden.contract.FieldType.LONG;
import static org.poolwarden.contract.FieldType.TEXT;
import static org.poolwarden.contract.FieldType.TIME;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What is shown of the pools, of Poolwarden itself and of its other nodes. */
final class StatusFields {

    private static final String NOT_COUNTED = "the pool does not count";
    private static final String NO_SCAN = "there was no scan yet";
    private static final String NOT_READ = "there was no scan yet or the leases cannot be read";
    private static final String NOT_JUDGED =
            NOT_READ + ", and also if none was found while something could not be read";

    private static final Field LAST_SCAN_TIME =
            Field.of("lastScanTime", TIME, "When the last scan began.").nullIf(NO_SCAN);

    static final Field NODE =
            Field.of("node", TEXT, "The name of this server, which the ids of its kills and its requesters have too.");

    static final List<Field> POOL = List.of(
            LeaseFields.POOL,
            Field.of(
                    "kind",
                    TEXT,
                    "How the pool is managed: LOCAL or XA; AGROAL or UNSUPPORTED if its leases cannot be read."),
            Field.of("maxPoolSize", INT, "How many connections the pool may hold.")
                    .nullIf("the pool cannot be read"),
            Field.of("inUse", INT, "How many connections are checked out.").nullIf(NOT_COUNTED),
            Field.of(
                            "available",
                            INT,
                            "How many checkouts would succeed immediately. It is read after inUse, and the two need not"
                                    + " add up.")
                    .nullIf(NOT_COUNTED),
            Field.of("waitingThreads", INT, "How many threads wait for a connection; an estimate.")
                    .nullIf(NOT_COUNTED));

    static final List<Field> POOL_SCANNED = List.of(
            LAST_SCAN_TIME,
            Field.of(
                            "lastScanComplete",
                            FLAG,
                            "Whether the last scan read and judged every lease of the pool. If not, the counts are of"
                                    + " those that it could judge.")
                    .nullIf(NO_SCAN),
            counted("leaseCount", "Leases of the pool at the last scan."),
            judged("suspectCount", "Leases of the pool with the verdict SUSPECT at the last scan."),
            judged("leakedCount", "Leases of the pool with the verdict LEAKED at the last scan."),
            judged("zombieCount", "Leases of the pool with the verdict ZOMBIE at the last scan."),
            counted("unmatchedCount", "Leases of the pool with the verdict UNMATCHED at the last scan."),
            Field.of("oldestLeaseSeconds", LONG, "The age of the oldest lease at the last scan.")
                    .in(Unit.SECONDS)
                    .nullIf("there was no lease, there was no scan yet or the leases cannot be read"));

    static final List<Field> STATUS = List.of(
            Field.of("version", TEXT, "The version of the deployed Poolwarden."),
            NODE,
            Field.of(
                    "status",
                    TEXT,
                    "Whether leases can be read, which guards answered last, and what to do if one did not."),
            LAST_SCAN_TIME,
            Field.of("lastScanMillis", LONG, "How long the last scan took.")
                    .in(Unit.MILLISECONDS)
                    .nullIf(NO_SCAN),
            Field.of(
                            "lastScanComplete",
                            FLAG,
                            "Whether the last scan read everything. If not, the counts are of what it could judge, and"
                                    + " lastScanProblems says what is missing.")
                    .nullIf(NO_SCAN),
            Field.of("lastScanProblems", LINES, "What the last scan could not read, and what to do about it.")
                    .nullIf(NO_SCAN),
            counted("leaseCount", "Connections that were checked out at the last scan."),
            judged("suspectCount", "Leases with the verdict SUSPECT at the last scan."),
            judged("leakedCount", "Leases with the verdict LEAKED at the last scan."),
            judged("zombieCount", "Leases with the verdict ZOMBIE at the last scan."),
            counted("unmatchedCount", "Leases with the verdict UNMATCHED at the last scan."),
            Field.of(
                            "leaks",
                            LINES,
                            "What listLeaks would have shown at the last scan, one line for each lease, the oldest"
                                    + " first; no more than 100.")
                    .nullIf(NOT_READ),
            Field.of("runningKillCount", INT, "Kills that are in progress."),
            Field.of("killCount", INT, "Kills that are remembered."),
            Field.of("lastKillTime", TIME, "When the newest kill was requested.")
                    .nullIf("no kill is remembered"));

    static final List<Field> PROBLEM = List.of(
            Field.of("code", TEXT, "The number of the message, such as PWARDEN0203."),
            Field.of("subject", TEXT, "What it concerns, such as the JNDI name of a guard datasource."),
            Field.of("text", TEXT, "What is wrong."),
            Field.of("action", TEXT, "What to do about it.").nullIf("there is nothing to do"));

    static final List<Field> OWN_SESSIONS = List.of(
            Field.of("process", TEXT, "The id of the node's process, as its host counts."),
            Field.of(
                    "processStartTime", TIME, "When that process began, by its own clock: it tells two of them apart."),
            Field.of("mark", TEXT, "The mark of the node's sessions (V$SESSION.PROGRAM).")
                    .nullIf("they have none"),
            Field.of("machines", LINES, "What the databases call the machine of the node's sessions."),
            Field.of("notKnown", TEXT, "Why a session of the node may be missing.")
                    .nullIf("none may be missing"),
            Field.of("scanEverySeconds", LONG, "How often the node reads its databases.")
                    .in(Unit.SECONDS),
            Field.of("scanAgeSeconds", LONG, "How long before it told them the node had read its sessions.")
                    .in(Unit.SECONDS),
            Field.of("sessionCount", INT, "How many sessions are the node's own, also those that are not listed."),
            Field.of(
                    "ownSessions",
                    LINES,
                    "The sessions, at most 1,000: database, instance, SID and serial#, server process, verdict, lease"
                            + " and pool of each, with - for what it does not have."),
            Field.of(
                    "holders",
                    LINES,
                    "Of at most 50 leases whose session waits, or is waited for: the lease, and who holds it."));

    static final List<Field> LIST = List.of(
            NODE,
            Field.of(
                    "complete",
                    FLAG,
                    "Whether everything was read that the list is made from. If not, something may be missing, and"
                            + " the problems say why."),
            LeaseFields.SCAN_TIME
                    .described("When it was read; for what is kept in memory, the time of the reply.")
                    .nullIf(NO_SCAN));

    private StatusFields() {}

    private static Field counted(String name, String description) {
        return Field.of(name, INT, description).nullIf(NOT_READ);
    }

    private static Field judged(String name, String description) {
        return Field.of(name, INT, description).nullIf(NOT_JUDGED);
    }

    /** What is shown of several nodes at once. */
    static final class OfFleet {

        static final Field NODE = StatusFields.NODE.described("The name of the node that tells it.");

        private static final String NOT_TOLD = "the node runs a version that does not tell it";
        private static final String NOT_ASKED = "no node was asked in the last minute";
        private static final String NEVER = "the node has never answered";

        private static final Field MEMBER_COUNT = Field.of("memberCount", INT, "How many nodes were asked.");

        private static final Field ANSWERED_COUNT =
                Field.of("answeredCount", INT, "How many of them answered in time, this one included.");

        private static final Field ANSWER_TIME = Field.of(
                "answerTime",
                TIME,
                "When the node told it, by this server's"
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
                        "How this server reaches the other nodes: CLUSTER by the server's command dispatcher, or ALONE"
                                + " if it reaches none."),
                Field.of(
                        "membership",
                        TEXT,
                        "Whether this server is in its cluster: JOINED; JOINING while it looks for the cluster; ALONE"
                                + " if it is not to join or is in none; NO_DISPATCHER if it has nothing to join by;"
                                + " FAILED if it cannot join."),
                MEMBER_COUNT
                        .described("Nodes that this server knows, itself included.")
                        .nullIf(NOT_ASKED),
                ANSWERED_COUNT
                        .described("Nodes that answered when they were asked last, this one included.")
                        .nullIf(NOT_ASKED),
                Field.of("silentNodes", LINES, "The nodes that did not answer, each with what to do about it.")
                        .nullIf(NOT_ASKED),
                Field.of(
                                "answerAgeSeconds",
                                LONG,
                                "How long ago the oldest of the answers was given from which the counts of leases are"
                                        + " made.")
                        .in(Unit.SECONDS)
                        .nullIf(NOT_ASKED + ", or a node has never answered"),
                sum("leaseCount", "Leases of all nodes."),
                sum("suspectCount", "Leases of all nodes with the verdict SUSPECT."),
                sum("leakedCount", "Leases of all nodes with the verdict LEAKED."),
                sum("zombieCount", "Leases of all nodes with the verdict ZOMBIE."),
                sum("unmatchedCount", "Leases of all nodes with the verdict UNMATCHED."));

        static final List<Field> LIST = listed();

        private OfFleet() {}

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
                    "What came of the last question: ANSWERED; SILENT if no answer came in time; REFUSED if the node"
                            + " does not understand it or cannot answer it; ABSENT if no Poolwarden runs there; GONE if"
                            + " the node has left the cluster."));
            fields.add(ANSWER_TIME
                    .described("When the node answered last, by this server's clock.")
                    .nullIf(NEVER));
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
            return Field.of(
                            name,
                            INT,
                            description + " A node that is silent or gone counts for a minute with what it told last.")
                    .nullIf("there is a node that has not told it in the last minute");
        }
    }
}
