package org.poolwarden.management;

import java.util.List;
import java.util.Map;
import javax.management.MBeanOperationInfo;

/** What JConsole shows beside each attribute and operation of {@link WardenMXBean}. */
final class Text {

    static final String BEAN = "Poolwarden: the connections that applications have checked out of this server's pools, "
            + "each with its database session, and the way to end a leaked one.";

    private static final Parameter REASON =
            new Parameter("reason", "Why, in at most 400 characters; it goes into the audit.");
    private static final Parameter KILL_ID = new Parameter("killId", "The kill, by the id that kill returned.");
    private static final Parameter BATCH_ID = new Parameter("batchId", "The batch, by the id that killBatch returned.");
    private static final Parameter LEASE_IDS =
            new Parameter("leaseIds", "Separated by commas; empty to choose every LEAKED lease by what follows.");
    private static final Parameter POOL = new Parameter("pool", "Only of this pool (JNDI name); empty for any.");
    private static final Parameter DEPLOYMENT = new Parameter("deployment", "Only of this one; empty for any.");
    private static final Parameter CALL_SITE = new Parameter("callSite", "Only borrowed there; empty for any.");
    private static final Parameter MOST =
            new Parameter("most", "How many may match at most; if more do, none is touched.");

    static final Map<String, String> ATTRIBUTES = Map.of(
            "Version", "The version of Poolwarden.",
            "Tracking",
                    "What is recorded of each checkout: OFF (nothing), STAMP (the thread), SITES (and the place)."
                            + " Can be set while the server runs, for every pool and until the next deployment.",
            "Status",
                    "Whether leases can be read, which guards answered last, and what to do if not. Asks no database.");

    static final Map<String, Operation> OPERATIONS = Map.ofEntries(
            info("listPools", "Every pool of this server with its counts."),
            info("listLeases", "Every lease with its verdict, the oldest first. Asks the database."),
            info("listLeaks", "The leases that are SUSPECT, LEAKED or ZOMBIE. Asks the database."),
            info("listProblems", "What cannot be seen now, and what to do about it. Asks the database."),
            info(
                    "preview",
                    "What a kill of a lease would meet, a line for each rule; the first says ALLOWED or DENIED. Touches"
                            + " nothing.",
                    new Parameter("leaseId", "The lease, by its id in listLeases.")),
            info(
                    "killState",
                    "One kill as it stands now.",
                    new Parameter("killId", "The kill, by the id that kill returned.")),
            info("listKills", "The kills that are remembered, the newest first."),
            info("batchState", "One batch as it stands now.", BATCH_ID),
            info(
                    "previewBatch",
                    "What a batch would meet; the first line says ALLOWED or DENIED. Touches nothing.",
                    LEASE_IDS,
                    POOL,
                    DEPLOYMENT,
                    CALL_SITE,
                    MOST),
            info(
                    "whoKilled",
                    "What the guard's audit says of a session, the newest first. Asks the database.",
                    new Parameter("database", "Such as FREE/FREEPDB1; empty where there is only one."),
                    new Parameter("session", "inst,sid,serial#, as listLeases shows it.")),
            info(
                    "listAudit",
                    "The newest rows of the guards' audits, also of before the last start. Asks the databases.",
                    new Parameter("most", "How many of each database.")),
            action(
                    "kill",
                    "Ends the session of a lease and takes its slot back. Its uncommitted work is rolled back."
                            + " Returns at once the id to ask killState with.",
                    new Parameter("leaseId", "The lease, by its id in listLeases."),
                    REASON),
            action(
                    "killInMode",
                    "The same in a mode, or in several one after the other.",
                    new Parameter("leaseId", "The lease, by its id in listLeases."),
                    new Parameter(
                            "modes",
                            "CANCEL, POST_TRANSACTION, IMMEDIATE, KILL; several separated by commas, the mildest"
                                    + " first."),
                    new Parameter("escalateAfterSeconds", "How long each mode but the last is given."),
                    REASON),
            action(
                    "killReport",
                    "Everything that is known of a kill as text, with the SQL: for a ticket, or for Oracle.",
                    KILL_ID),
            action(
                    "withdraw",
                    "Takes a kill back that waits for its turn, or the harsher modes that were still to come.",
                    KILL_ID),
            action(
                    "killBatch",
                    "Ends several leases, each by a kill of its own. Returns at once the id to ask batchState with.",
                    LEASE_IDS,
                    POOL,
                    DEPLOYMENT,
                    CALL_SITE,
                    MOST,
                    REASON),
            action(
                    "stopBatch",
                    "Lets nothing of a batch begin any more; what is under way goes to its end.",
                    BATCH_ID));

    private Text() {}

    private static Map.Entry<String, Operation> action(String name, String text, Parameter... parameters) {
        return Map.entry(name, new Operation(text, MBeanOperationInfo.ACTION, List.of(parameters)));
    }

    private static Map.Entry<String, Operation> info(String name, String text, Parameter... parameters) {
        return Map.entry(name, new Operation(text, MBeanOperationInfo.INFO, List.of(parameters)));
    }

    /** An operation's impact is what WildFly's rbac goes by. */
    record Operation(String text, int impact, List<Parameter> parameters) {}

    record Parameter(String name, String text) {}
}
