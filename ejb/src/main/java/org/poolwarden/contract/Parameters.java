package org.poolwarden.contract;

import static org.poolwarden.contract.FieldType.INT;
import static org.poolwarden.contract.FieldType.LONG;
import static org.poolwarden.contract.FieldType.TEXT;

import java.util.List;
import java.util.stream.Stream;

/** The parameters of the operations. A parameter that several operations have is declared once. */
final class Parameters {

    static final Parameter LEASE_ID = Parameter.required("leaseId", LONG, "The lease, by its number in listLeases.")
            .atLeast(1);
    static final Parameter KILL_ID = Parameter.required("killId", TEXT, "The kill, by the id that kill replied.");
    static final Parameter BATCH_ID =
            Parameter.required("batchId", TEXT, "The batch, by the id that killBatch replied.");
    static final Parameter REASON = Parameter.required(
            "reason",
            TEXT,
            "The reason, in at most 400 characters. It is kept in the history and in the audit of the database, with"
                    + " your name.");
    static final Parameter MODES = Parameter.required(
                    "modes",
                    TEXT,
                    "CANCEL, POST_TRANSACTION, IMMEDIATE, KILL or FORCE. Several, separated by commas and the mildest"
                            + " first, are tried in turn.")
            .otherwise("IMMEDIATE");
    static final Parameter ESCALATE_AFTER = Parameter.required(
                    "escalateAfterSeconds", INT, "How long each mode but the last is given before the next is tried.")
            .in(Unit.SECONDS)
            .atLeast(0)
            .otherwise(0);
    static final Parameter POOL = Parameter.required("pool", TEXT, "The pool, by its name in listPools.");
    static final Parameter SUSPECT_AFTER = Parameter.optional(
                    "suspectAfter",
                    "The age, such as PT30S or a number of seconds. Write DEFAULT to take an earlier one back.")
            .otherwise("PT1S");
    static final Parameter PREVIEW_TOKEN = Parameter.optional(
            "previewToken",
            "The token of a preview of the last minute. With it, the request is refused if what would be ended has"
                    + " changed since: its lease, session, checkout or verdict.");
    static final Parameter LEASE_IDS = Parameter.optional(
            "leaseIds",
            "The leases, separated by commas. Leave it empty to choose LEAKED leases by pool, deployment or call"
                    + " site.");
    static final Parameter SCRIPT_LEASES =
            Parameter.optional("leaseIds", "The leases, separated by commas. Leave it empty for every LEAKED lease.");
    static final Parameter MAX_KILLS = Parameter.required(
                    "max", INT, "How many leases may match. If more match, none of them is ended.")
            .atLeast(1);
    static final Parameter DATABASE = Parameter.optional(
            "database", "The database, such as FREE/FREEPDB1. It may be left empty if there is only one.");
    static final Parameter SESSION =
            Parameter.required("session", TEXT, "The session as inst,sid,serial#, as listLeases shows it.");

    /** By which an interface with optional parameters reaches {@link Operation#replyOfFleet}. */
    static final Parameter SCOPE = Parameter.optional(
                    "scope", "SERVER for this server, or FLEET for every node of the cluster.")
            .otherwise("SERVER");

    static final Parameter NODE =
            Parameter.optional("node", "Only what this node tells. Leave it empty for all nodes.");

    static final List<Parameter> SELECTION = List.of(
            LEASE_IDS,
            Parameter.optional("pool", "Choose only LEAKED leases of the pool with this JNDI name."),
            Parameter.optional("deployment", "Choose only LEAKED leases of this deployment."),
            Parameter.optional("callSite", "Choose only LEAKED leases that were borrowed at this call site."),
            Parameter.optional("proof", "Choose only LEAKED leases with this proof: STRONG or WEAK."),
            MAX_KILLS);

    static final List<Parameter> SESSION_NUMBERS = List.of(
            DATABASE,
            Parameter.required("inst", INT, "INST_ID of GV$SESSION; 1 without a cluster.")
                    .atLeast(1)
                    .otherwise(1),
            Parameter.required("sid", INT, "SID of GV$SESSION.").atLeast(0),
            Parameter.required("serial", INT, "SERIAL# of GV$SESSION.").atLeast(0));

    static final Parameter FOREIGN = Parameter.optional(
                    "foreign", "YES if the session is meant although it does not belong to this server; NO otherwise.")
            .otherwise("NO");

    static final List<Parameter> NAMED_SESSION = concat(SESSION_NUMBERS, FOREIGN);

    static final List<Parameter> AUDIT = List.of(
            Parameter.optional("database", "Only rows of this database, such as FREE/FREEPDB1."),
            Parameter.optional("session", "Only rows of this session, as inst,sid,serial#."),
            Parameter.optional("requester", "Only rows whose requester contains this text, in upper or lower case."),
            Parameter.optional(
                    "from",
                    "Only rows from this time on, in UTC by the clock of the database host: 2026-11-21T10:00:00."),
            Parameter.optional("to", "Only rows up to this time, by the same clock."),
            Parameter.required("max", INT, "How many rows to list.")
                    .between(1, 1000)
                    .otherwise(100));

    private Parameters() {}

    static List<Parameter> selectionAnd(Parameter... others) {
        return concat(SELECTION, others);
    }

    static List<Parameter> sessionAnd(Parameter... others) {
        return concat(NAMED_SESSION, others);
    }

    private static List<Parameter> concat(List<Parameter> first, Parameter... others) {
        return Stream.concat(first.stream(), Stream.of(others)).toList();
    }
}
