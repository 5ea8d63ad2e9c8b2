package org.poolwarden.contract;

import static org.poolwarden.contract.FieldType.INT;
import static org.poolwarden.contract.FieldType.LINES;
import static org.poolwarden.contract.FieldType.LONG;
import static org.poolwarden.contract.FieldType.TEXT;
import static org.poolwarden.contract.FieldType.TIME;

import java.util.List;

/** What this server knows of a lease, and what an explanation adds. */
final class LeaseFields {

    private static final String NOT_HELD = "the guard does not show the session or the database does not say";

    private static final String NO_TRACE = "none is known";

    static final Field LEASE_ID =
            Field.of("leaseId", LONG, "The number of the lease, by which it is explained, previewed and ended.");
    static final Field POOL = Field.of("pool", TEXT, "The JNDI name of the pool.");
    static final Field VERDICT =
            Field.of("verdict", TEXT, "The verdict on the lease: IN_USE, BUSY, SUSPECT, LEAKED, ZOMBIE or UNMATCHED.");
    static final Field REASONS = Field.of("reasons", LINES, "The reasons for the verdict, the weightiest first.");
    static final Field DEPLOYMENT = Field.of("deployment", TEXT, "The deployment that borrowed the connection.")
            .nullIf("the deployment is unknown");
    static final Field CALL_SITE = Field.of(
                    "callSite",
                    TEXT,
                    "The place that borrowed: the application's first line of its own, or the server's module.")
            .nullIf("the call site was not recorded");
    static final Field THREAD = Field.of("thread", TEXT, "The name of the thread that borrowed the connection.")
            .nullIf("the thread is unknown");
    static final Field SCAN_TIME = Field.of("scanTime", TIME, "When the pools and the database were read.");

    static final Field PROBLEMS = Field.of("problems", LINES, "What could not be read, and what to do about it.");

    static final List<Field> OWN = List.of(
            LEASE_ID,
            POOL,
            VERDICT,
            Field.of("proof", TEXT, "How strongly the verdict is proven: STRONG, WEAK or NONE."),
            REASONS,
            Field.of("pin", TEXT, "Who says that it is held on purpose, and why. No batch ends it.")
                    .nullIf("it is not pinned"),
            Field.of("codes", LINES, "The same reasons as codes for programs, in the same order."),
            Field.of("ageSeconds", LONG, "The time since the checkout.").in(Unit.SECONDS),
            Field.of("checkoutTime", TIME, "When the connection was checked out."),
            DEPLOYMENT,
            CALL_SITE,
            Field.of(
                    "callChain",
                    LINES,
                    "The application's own frames at the checkout, the call site first, its callers after it. Empty if"
                            + " none was recorded."),
            Field.of("poolOver", TEXT, "The pool that the application has laid over this one and that holds the lease.")
                    .nullIf("none was seen"),
            THREAD,
            Field.of(
                    "whereabouts",
                    TEXT,
                    "Where the borrowing thread is now: GONE, IDLE, ELSEWHERE, IN_BORROWING_FRAMES or UNKNOWN."),
            Field.of(
                    "invocation",
                    TEXT,
                    "What the server says of the request or call that borrowed: RUNNING, DETACHED, OVER or UNKNOWN."),
            Field.of("request", TEXT, "The HTTP request that borrowed, such as GET /shop/orders.")
                    .nullIf("it was not borrowed in a request, or the server does not say"),
            Field.of("invocationOverSeconds", LONG, "How long ago that request or call ended.")
                    .in(Unit.SECONDS)
                    .nullIf("it is not known to have ended"),
            Field.of("traceId", TEXT, "The id of the trace that the lease belongs to, as 32 hexadecimal digits.")
                    .nullIf(NO_TRACE),
            Field.of("spanId", TEXT, "The id of the span of that trace, as 16 hexadecimal digits.")
                    .nullIf(NO_TRACE),
            Field.of(
                            "traceSource",
                            TEXT,
                            "Where the trace was found: CHECKOUT (the span that was current then), ACTION or"
                                    + " CLIENT_IDENTIFIER (the session's traceparent. It stays until another is set. If"
                                    + " this borrower sets none, the trace may be an earlier borrower's).")
                    .nullIf(NO_TRACE),
            Field.of("handles", INT, "How many handles of the application share the connection."),
            Field.of("transaction", TEXT, "The JTA transaction: NONE, ACTIVE, ROLLBACK_ONLY or IN_DOUBT."),
            SessionFields.DATABASE.nullIf("the session is unknown"),
            SessionFields.SESSION.nullIf("the session is unknown"),
            SessionFields.USERNAME.nullIf("the session is unknown"));

    static final List<Field> EXPLAINED = List.of(
            SCAN_TIME,
            Field.of("traceUrl", TEXT, "Where the trace can be read, by the setting poolwarden.trace-url.")
                    .nullIf("no trace is known or the setting is not set"),
            Field.of("checkoutStack", LINES, "The stack at the checkout. Empty if it was not recorded."),
            Field.of(
                    "currentStack",
                    LINES,
                    "The current stack of the borrowing thread. Empty if the thread has ended or is unknown."),
            Field.of("waitClass", TEXT, "The class of the event for which the session waits.")
                    .nullIf("the session waits for nothing or the guard does not show it"),
            Field.of(
                            "waiters",
                            LINES,
                            "The sessions that wait for this session, one line each. Protected sessions are not"
                                    + " listed.")
                    .nullIf("the guard does not show the session"),
            held("openCursors", "How many cursors the session has open."),
            Field.of(
                            "cursorStatements",
                            LINES,
                            "The statements that hold most of the open cursors, as SQL_ID: number, five at most.")
                    .nullIf(NOT_HELD),
            held("tempBlocks", "Blocks of the temporary segments of the session, those of LOBs included."),
            held("tempLobBlocks", "Blocks of the temporary LOBs of the session."),
            held("memoryBytes", "Memory that the server process of the session has allocated (PGA), in bytes."),
            grown("openCursorsGrowth", "How many more cursors are open than growthSeconds ago."),
            grown("tempBlocksGrowth", "How many more blocks of temporary segments there are than growthSeconds ago."),
            grown("memoryBytesGrowth", "How many more bytes of memory there are than growthSeconds ago."),
            grown("growthSeconds", "How far the growth goes back, an hour at most.")
                    .in(Unit.SECONDS),
            Field.of("holdingsText", TEXT, "What the session holds and how that has grown, in words.")
                    .nullIf(NOT_HELD),
            Field.of(
                            "finalBlocker",
                            TEXT,
                            "Whom the session finally waits for, with its lease and its place, in words.")
                    .nullIf("it waits for nobody or the guard does not show it"),
            Field.of(
                    "waitTree",
                    LINES,
                    "Everybody who waits, from the final blocker down, one line each. Each line is indented below the"
                            + " one that it waits for. Empty if nobody waits or the guard does not show the session."),
            Field.of("freesText", TEXT, "What goes on when the session is ended, in words.")
                    .nullIf("the guard does not show the session or a pool does not count the threads that wait"),
            SessionFields.LOGON_TIME,
            Field.of("killId", TEXT, "The kill of this lease that is in progress.")
                    .nullIf("there is none"),
            PROBLEMS,
            Field.of(
                            "sqlText",
                            TEXT,
                            "The beginning of the statement that sqlId names. It may contain the application's data.")
                    .nullIf("there is no statement or the guard does not show it")
                    .forOperators());

    private LeaseFields() {}

    private static Field held(String name, String description) {
        return Field.of(name, LONG, description).nullIf(NOT_HELD);
    }

    private static Field grown(String name, String description) {
        return Field.of(name, LONG, description).nullIf("the session was not asked before in the last hour");
    }
}
