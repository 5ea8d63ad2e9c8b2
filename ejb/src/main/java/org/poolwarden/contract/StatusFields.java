package org.poolwarden.contract;

import static org.poolwarden.contract.FieldType.FLAG;
import static org.poolwarden.contract.FieldType.INT;
import static org.poolwarden.contract.FieldType.LINES;
import static org.poolwarden.contract.FieldType.LONG;
import static org.poolwarden.contract.FieldType.TEXT;
import static org.poolwarden.contract.FieldType.TIME;

import java.util.List;

/** What is shown of the pools and of Poolwarden itself. */
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
}
