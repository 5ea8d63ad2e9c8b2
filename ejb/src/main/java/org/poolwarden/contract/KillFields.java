package org.poolwarden.contract;

import static org.poolwarden.contract.FieldType.FLAG;
import static org.poolwarden.contract.FieldType.INT;
import static org.poolwarden.contract.FieldType.LINES;
import static org.poolwarden.contract.FieldType.LONG;
import static org.poolwarden.contract.FieldType.TEXT;
import static org.poolwarden.contract.FieldType.TIME;

import java.util.List;

/** What is shown of a kill, of a batch, of their previews and of the guard's audit. */
final class KillFields {

    static final Field KILL_ID = Field.of("killId", TEXT, "The id of the kill.");
    static final Field BATCH_ID = Field.of("batchId", TEXT, "The id of the batch.");
    static final Field REQUESTER = Field.of("requester", TEXT, "Who asked, through which interface, from where.");
    static final Field REASON = Field.of("reason", TEXT, "The reason that the requester gave.");
    static final Field REQUEST_TIME = Field.of("requestTime", TIME, "When it was requested.");
    static final Field OVER = Field.of("over", FLAG, "Whether it is finished and nothing more will happen.");
    static final Field MESSAGE = Field.of("message", TEXT, "The status in words, and what to do next.");
    static final Field SESSION_STATE = Field.of(
            "sessionState",
            TEXT,
            "How far the kill of the session is: REQUESTED, DENIED, SKIPPED, CANCELLING, CANCELLED, KILLING, MARKED,"
                    + " ROLLING_BACK, GONE or FAILED.");
    static final Field SLOT_STATE = Field.of(
            "slotState",
            TEXT,
            "The state of the slot in the pool: HELD, FENCED or FREED; NONE if the session has no lease.");
    static final Field AUDIT_ID = Field.of("auditId", LONG, "The row in the guard's audit.");

    private static final String NO_ROLLBACK = "no undo was seen or the rollback is complete";

    static final List<Field> KILL = List.of(
            KILL_ID,
            BATCH_ID.nullIf("the kill belongs to no batch"),
            LeaseFields.LEASE_ID
                    .described("The lease that the kill was requested for.")
                    .nullIf("it was requested for a session without a lease"),
            LeaseFields.POOL.nullIf("it was requested for a session without a lease"),
            SessionFields.DATABASE.nullIf("the session was unknown"),
            SessionFields.SESSION.nullIf("the session was unknown"),
            SessionFields.USERNAME.nullIf("the session was unknown"),
            Field.of(
                    "mode",
                    TEXT,
                    "The mode that is being tried, or was last: CANCEL, POST_TRANSACTION, IMMEDIATE, KILL or FORCE."),
            REQUESTER,
            REASON,
            REQUEST_TIME,
            SESSION_STATE,
            SLOT_STATE,
            OVER,
            MESSAGE,
            Field.of("slotFreed", TIME, "When the slot was seen back in the pool.")
                    .nullIf("it has not been seen yet"),
            Field.of("sessionGone", TIME, "When the database no longer listed the session.")
                    .nullIf("the session is still listed"),
            Field.of("locksFree", TIME, "When nothing of the transaction, and none of its row locks, was left.")
                    .nullIf("this has not been seen yet"),
            Field.of("rollback", TEXT, "The progress of the rollback in words.").nullIf(NO_ROLLBACK),
            Field.of("rollbackPercent", INT, "How much of the undo has been rolled back.")
                    .in(Unit.PERCENT)
                    .nullIf(NO_ROLLBACK),
            Field.of("rollbackSecondsLeft", LONG, "The estimated time until the rollback is complete.")
                    .in(Unit.SECONDS)
                    .nullIf("there is no rollback or too little of it was seen for an estimate"),
            AUDIT_ID.nullIf("the audit has no row of it"),
            Field.of(
                    "nextSteps",
                    LINES,
                    "The manual steps for the DBA, in order. Empty unless the kill makes no progress."),
            Field.of("steps", LINES, "Every change of state with its time, the oldest first."));

    static final List<Field> BATCH = List.of(
            BATCH_ID,
            Field.of("selection", TEXT, "Which leases were requested."),
            REQUESTER,
            REASON,
            REQUEST_TIME,
            Field.of("state", TEXT, "The state of the batch: RUNNING, STOPPED or DONE."),
            Field.of("total", INT, "How many kills the batch has."),
            Field.of("overCount", INT, "How many of them are finished."),
            OVER,
            MESSAGE,
            Field.of(
                    "kills", LINES, "One line for each kill: its id, its lease, both states and the status in words."));

    private static final String NO_KILL = "the row belongs to no kill of Poolwarden";
    private static final String FORGOTTEN = "Poolwarden does not remember the kill";

    static final List<Field> AUDIT = List.of(
            SessionFields.DATABASE,
            AUDIT_ID.described("The number of the row in the audit of that database."),
            Field.of(
                            "time",
                            TEXT,
                            "When the guard was called, in UTC by the clock of the database host, such as"
                                    + " 2026-11-21T10:00:00.")
                    .nullIf("the row has no time"),
            Field.of("action", TEXT, "What the guard was asked for: DISCONNECT, KILL, CANCEL, CHECK or PURGE."),
            SessionFields.SESSION.nullIf("the request named no session"),
            SessionFields.USERNAME.nullIf("the session was not found"),
            Field.of("machine", TEXT, "The machine of that session's client.").nullIf("it is unknown"),
            Field.of("program", TEXT, "The program of that session's client.").nullIf("it is unknown"),
            Field.of("spid", TEXT, "The server process of that session.").nullIf("it is unknown or withheld"),
            REQUESTER.described("Who asked, as the client claimed.").nullIf("the client named nobody"),
            REASON.described("The reason, as the client claimed.").nullIf("the client gave none"),
            Field.of("outcome", TEXT, "What the guard answered: STARTED, DONE, MARKED, GONE, DENIED or FAILED."),
            Field.of("errorCode", INT, "The Oracle error, such as -20901.").nullIf("there was no error"),
            Field.of("durationMillis", LONG, "How long the call took.")
                    .in(Unit.MILLISECONDS)
                    .nullIf("the call was not completed"),
            Field.of("statement", TEXT, "The ALTER SYSTEM statement that the guard ran.")
                    .nullIf("it ran none"),
            Field.of("sessionUser", TEXT, "The database user that called the guard.")
                    .nullIf("it is unknown"),
            Field.of("osUser", TEXT, "The operating system user of the caller.").nullIf("it is unknown"),
            Field.of("host", TEXT, "The host of the caller.").nullIf("it is unknown"),
            Field.of("address", TEXT, "The IP address of the caller.").nullIf("it is unknown"),
            KILL_ID.described("The kill that wrote the row.").nullIf(NO_KILL),
            Field.of("remembered", FLAG, "Whether killState still knows that kill."),
            SESSION_STATE.described("How far that kill is, or how it ended.").nullIf(FORGOTTEN),
            SLOT_STATE.nullIf(FORGOTTEN),
            Field.of("endNote", TEXT, "How that kill ended, as Poolwarden noted in the audit.")
                    .nullIf("nothing was noted"),
            Field.of("endNoteTime", TEXT, "When that was noted, in UTC by the clock of the database host.")
                    .nullIf("nothing was noted"));

    private static final String REFUSED = "the request would be refused now";
    private static final Field ALLOWED = Field.of("allowed", FLAG, "Whether nothing refuses it.");
    private static final Field ANSWERS =
            Field.of("answers", LINES, "The refusals if there are any, then the answer of each rule.");
    private static final Field TOKEN = Field.of(
                    "previewToken",
                    TEXT,
                    "What a request brings to be refused if its lease, session, checkout or verdict has changed.")
            .nullIf(REFUSED);
    private static final Field EXPIRES = Field.of("previewTokenExpires", TIME, "Until when the token is taken.")
            .nullIf(REFUSED);

    static final List<Field> PREVIEW = List.of(
            LeaseFields.LEASE_ID.described("The lease that would be ended.").nullIf("the session has no lease"),
            LeaseFields.POOL.nullIf("the session has no lease"),
            SessionFields.DATABASE.nullIf("the session is unknown"),
            SessionFields.SESSION.nullIf("the session is unknown"),
            LeaseFields.VERDICT.described("The verdict on the lease, or on the session without one."),
            LeaseFields.REASONS,
            ALLOWED,
            Field.of(
                    "guard",
                    TEXT,
                    "What the guard says, whatever else refuses: LETS_THROUGH, DENIES, or UNKNOWN if it was not asked"
                            + " or did not answer."),
            ANSWERS,
            TOKEN,
            EXPIRES);

    static final List<Field> BATCH_PREVIEW = List.of(
            Field.of("leaseCount", INT, "How many leases match."),
            Field.of("refusedCount", INT, "How many of them would not be ended."),
            ALLOWED,
            ANSWERS,
            Field.of(
                    "leases",
                    LINES,
                    "One line for each lease: its number, its pool, its session, whether it would be ended, its"
                            + " verdict and the reasons."),
            TOKEN,
            EXPIRES,
            LeaseFields.SCAN_TIME,
            LeaseFields.PROBLEMS);

    private KillFields() {}
}
