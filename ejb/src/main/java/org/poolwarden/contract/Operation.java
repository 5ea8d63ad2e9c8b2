package org.poolwarden.contract;

import java.util.List;

/**
 * Every operation that can be called by its name. JMX has no optional parameters, so it offers all operations with the
 * parameters that are declared here. An interface with optional parameters leaves out the {@link #shortFormOf short
 * forms}.
 */
public enum Operation {
    LIST_POOLS(
            "Lists the pools of this server with their counts. Asks no database.",
            Access.READ,
            Reply.list(Entity.POOL)),
    LIST_LEASES(
            "Lists every lease with its verdict, the oldest first. Asks the databases.",
            Access.READ,
            Reply.list(Entity.LEASE)),
    LIST_LEAKS(
            "Lists the leases that are SUSPECT, LEAKED or ZOMBIE, and those that are UNMATCHED and look leaked, the"
                    + " oldest first. Asks the databases.",
            Access.READ,
            Reply.list(Entity.LEASE)),
    LIST_SESSIONS(
            "Lists every session that the last scan found in a database, with its relation to this server. scan"
                    + " refreshes the list.",
            Access.READ,
            Reply.list(Entity.SESSION)),
    LIST_PROBLEMS(
            "Lists what cannot be read now, and what to do about it. Asks the databases.",
            Access.READ,
            Reply.list(Entity.PROBLEM)),
    LIST_MEMBERS(
            "Lists the nodes of the fleet: which of them answers, and what each last told of itself. Asks the other"
                    + " nodes and no database.",
            Access.READ,
            Reply.list(Entity.MEMBER)),
    SCAN(
            "Reads every pool and every database once. Replies how many leases have which verdict.",
            Access.READ,
            Reply.LIST_OF_LINES),
    EXPLAIN(
            "Explains one lease: the reasons for its verdict, the stack of its thread, the wait of its session and who"
                    + " waits for it. Asks its database.",
            Access.READ,
            Reply.one(Entity.EXPLANATION),
            Parameters.LEASE_ID),
    FIND_SESSION_OWNER(
            "Tells a DBA which application owns a session: lease, deployment, thread and call site. Asks the"
                    + " databases.",
            Access.READ,
            Reply.one(Entity.OWNER),
            Parameters.SESSION_NUMBERS),
    PREVIEW(
            "Checks whether a lease could be ended, and ends nothing. The first line says ALLOWED or DENIED; one line"
                    + " for each rule follows, and the token of the preview if it is allowed. Asks its database.",
            Access.READ,
            Reply.LINES,
            Parameters.LEASE_ID),
    PREVIEW_SESSION(
            "Checks whether a session without a lease could be ended, and ends nothing. The first line says ALLOWED or"
                    + " DENIED; one line for each rule follows, and the token of the preview if it is allowed. Asks"
                    + " its database.",
            Access.READ,
            Reply.LINES,
            Parameters.NAMED_SESSION),
    PREVIEW_BATCH(
            "Checks which leases a batch would end, and ends nothing. The first line says ALLOWED or DENIED; one line"
                    + " for each lease follows, and the token of the preview if it is allowed. Asks the databases.",
            Access.READ,
            Reply.LIST_OF_LINES,
            Parameters.SELECTION),
    KILL_SCRIPT(
            "Writes a SQL script with which a DBA can verify and end the sessions of leases. Ends nothing.",
            Access.READ,
            Reply.LIST_OF_LINES,
            Parameters.SCRIPT_LEASES),
    KILL_STATE(
            "Shows the state of one kill. Asks no database.", Access.READ, Reply.one(Entity.KILL), Parameters.KILL_ID),
    LIST_KILLS(
            "Lists the kills that are remembered, the newest first. Asks no database.",
            Access.READ,
            Reply.list(Entity.KILL)),
    BATCH_STATE(
            "Shows the state of one batch. Asks no database.",
            Access.READ,
            Reply.one(Entity.BATCH),
            Parameters.BATCH_ID),
    LIST_BATCHES(
            "Lists the batches that are remembered, the newest first. Asks no database.",
            Access.READ,
            Reply.list(Entity.BATCH)),
    WHO_KILLED(
            "Tells from the guard's audit who ended a session, the newest row first, one line for each. Rows from"
                    + " before the last start are included. Asks the database.",
            Access.READ,
            Reply.LIST_OF_LINES,
            Parameters.DATABASE,
            Parameters.SESSION),
    LIST_AUDIT(
            "Lists rows of the guards' audits, the newest first. For older rows, give the time of the last one as"
                    + " to. Asks the databases.",
            Access.READ,
            Reply.list(Entity.AUDIT_ROW),
            Parameters.AUDIT),
    KILL(
            "Ends the session of a lease in mode IMMEDIATE and frees its slot in the pool. Uncommitted work is rolled"
                    + " back. Does not wait for the end; killState follows it.",
            Access.ACT,
            Reply.TEXT,
            Parameters.LEASE_ID,
            Parameters.REASON),
    KILL_IN_MODE(
            "Ends the session of a lease in the given modes and frees its slot in the pool. Does not wait for the end;"
                    + " killState follows it.",
            Access.ACT,
            Reply.TEXT,
            Parameters.LEASE_ID,
            Parameters.MODES,
            Parameters.ESCALATE_AFTER,
            Parameters.REASON,
            Parameters.PREVIEW_TOKEN),
    KILL_SESSION(
            "Ends a session without a lease in the given modes: an ORPHAN, or one that blocks others and"
                    + " that you name as foreign. Does not wait for the end; killState follows it.",
            Access.ACT,
            Reply.TEXT,
            Parameters.sessionAnd(
                    Parameters.MODES, Parameters.ESCALATE_AFTER, Parameters.REASON, Parameters.PREVIEW_TOKEN)),
    WITHDRAW(
            "Withdraws a kill that has not begun, or the modes of a kill that have not been tried yet.",
            Access.ACT,
            Reply.one(Entity.KILL),
            Parameters.KILL_ID),
    KILL_REPORT(
            "Writes everything that is known about a kill, SQL included, for a ticket or a service request.",
            Access.READ_SQL,
            Reply.LINES,
            Parameters.KILL_ID),
    READ_SQL(
            "Shows the beginning of the statement that the session of a lease runs, or ran last. It may contain the"
                    + " application's data. Asks its database.",
            Access.READ_SQL,
            Reply.TEXT,
            Parameters.LEASE_ID),
    KILL_BATCH(
            "Ends several leases in mode IMMEDIATE, each by a kill of its own and after a new check. Does not wait for"
                    + " the end; batchState follows it.",
            Access.ACT,
            Reply.TEXT,
            Parameters.selectionAnd(Parameters.REASON)),
    KILL_BATCH_IN_MODE(
            "Ends several leases in the given modes, each by a kill of its own and after a new check. Does not wait for"
                    + " the end; batchState follows it.",
            Access.ACT,
            Reply.TEXT,
            Parameters.selectionAnd(
                    Parameters.MODES, Parameters.ESCALATE_AFTER, Parameters.REASON, Parameters.PREVIEW_TOKEN)),
    STOP_BATCH(
            "Stops a batch. Kills that have begun are followed to their end; no other kill of it begins.",
            Access.ACT,
            Reply.one(Entity.BATCH),
            Parameters.BATCH_ID),
    JUDGE_POOL(
            "Judges the leases of one pool by another age than suspect-after, for one hour. Ends nothing, and a leak"
                    + " needs the same proof as before. Scans, so that it counts at once; the reply says what the scan"
                    + " could not read.",
            Access.ACT,
            Reply.TEXT,
            Parameters.POOL,
            Parameters.SUSPECT_AFTER);

    private final String description;
    private final Access access;
    private final Reply reply;
    private final List<Parameter> parameters;

    Operation(String description, Access access, Reply reply, Parameter... parameters) {
        this(description, access, reply, List.of(parameters));
    }

    Operation(String description, Access access, Reply reply, List<Parameter> parameters) {
        this.description = description;
        this.access = access;
        this.reply = reply;
        this.parameters = parameters;
    }

    /** Who may call an operation. */
    public enum Access {
        /** It changes nothing. Everybody who may read may call it. */
        READ,
        /** It changes nothing, but it shows SQL. Only operators may call it. */
        READ_SQL,
        /** It ends something, or changes what is ended or judged. Only operators may call it. */
        ACT
    }

    /** The name in camelCase, such as {@code listPools}. */
    public String camelName() {
        return Spelling.camel(name());
    }

    /** What the operation does and replies, in one to four sentences. */
    public String description() {
        return description;
    }

    /** Who may call it. Never null. */
    public Access access() {
        return access;
    }

    /** What it replies. Never null. */
    public Reply reply() {
        return reply;
    }

    /** The parameters, in the order of the MBean's signature. Unmodifiable. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /** The operation that does the same with more parameters. This one uses their defaults. Null if there is none. */
    public Operation shortFormOf() {
        return switch (this) {
            case KILL -> KILL_IN_MODE;
            case KILL_BATCH -> KILL_BATCH_IN_MODE;
            default -> null;
        };
    }

    /**
     * The operation that shows the state of what this one began, by the id that this one replies. Null if this one
     * replies no id.
     */
    public Operation followedBy() {
        return switch (this) {
            case KILL, KILL_IN_MODE, KILL_SESSION -> KILL_STATE;
            case KILL_BATCH, KILL_BATCH_IN_MODE -> BATCH_STATE;
            default -> null;
        };
    }

    /**
     * What it replies when it is called for all nodes, by the parameter {@link #scope} or by the MBean of the fleet.
     * Each node tells what its last scan saw, so that no database is asked. Null if it can only be called for this
     * server.
     */
    public Reply replyOfFleet() {
        return switch (this) {
            case LIST_POOLS -> Reply.list(Entity.FLEET_POOL);
            case LIST_LEASES, LIST_LEAKS -> Reply.list(Entity.FLEET_LEASE);
            case LIST_SESSIONS -> Reply.list(Entity.FLEET_SESSION);
            case LIST_PROBLEMS -> Reply.list(Entity.FLEET_PROBLEM);
            case LIST_KILLS -> Reply.list(Entity.FLEET_KILL);
            default -> null;
        };
    }

    /** What it does when it is called for all nodes. Null if it can only be called for this server. */
    public String descriptionOfFleet() {
        return switch (this) {
            case LIST_POOLS -> "Lists the pools of all nodes with their counts. Asks no database.";
            case LIST_LEASES ->
                "Lists the leases of all nodes with their verdicts, as the last scan of each node saw them.";
            case LIST_LEAKS ->
                "Lists the leases of all nodes that look leaked, as the last scan of each node saw them.";
            case LIST_SESSIONS ->
                "Lists the sessions that the last scan of each node found, with their relation to that node.";
            case LIST_PROBLEMS -> "Lists what the nodes could not read at their last scans.";
            case LIST_KILLS -> "Lists the kills that the nodes remember, the newest of each node first.";
            default -> null;
        };
    }

    /** By which an interface with optional parameters reaches the other nodes: {@code SERVER} or {@code FLEET}. */
    public static Parameter scope() {
        return Parameters.SCOPE;
    }

    /** The only parameter of an operation that is called for all nodes: the name of the one that is meant. */
    public static Parameter node() {
        return Parameters.NODE;
    }

    /** What it does when it is called for one pool. Null if it cannot be called for one pool. */
    public String descriptionForPool() {
        return switch (this) {
            case LIST_LEASES ->
                "Lists the leases of this pool with their verdicts, the oldest first. Asks the databases.";
            case LIST_LEAKS ->
                "Lists the leases of this pool that are SUSPECT, LEAKED or ZOMBIE, and those that are UNMATCHED and"
                        + " look leaked, the oldest first. Asks the"
                        + " databases.";
            default -> null;
        };
    }
}
