package org.poolwarden.management;

import java.util.List;
import java.util.Map;
import javax.management.MBeanOperationInfo;

/** What JConsole shows beside each attribute and operation of {@link WardenMXBean}. */
final class Text {

    static final String BEAN = "Poolwarden: the connections that applications have checked out of this server's pools, "
            + "each with its database session, and the way to end a leaked one.";

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
            Map.entry(
                    "kill",
                    new Operation(
                            "Ends the session of a lease and takes its slot back. Its uncommitted work is rolled back."
                                    + " Returns at once the id to ask killState with.",
                            MBeanOperationInfo.ACTION,
                            List.of(
                                    new Parameter("leaseId", "The lease, by its id in listLeases."),
                                    new Parameter(
                                            "reason", "Why, in at most 400 characters; it goes into the audit.")))));

    private Text() {}

    private static Map.Entry<String, Operation> info(String name, String text, Parameter... parameters) {
        return Map.entry(name, new Operation(text, MBeanOperationInfo.INFO, List.of(parameters)));
    }

    /** An operation's impact is what WildFly's rbac goes by. */
    record Operation(String text, int impact, List<Parameter> parameters) {}

    record Parameter(String name, String text) {}
}
