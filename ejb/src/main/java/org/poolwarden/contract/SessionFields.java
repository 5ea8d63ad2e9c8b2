package org.poolwarden.contract;

import static org.poolwarden.contract.FieldType.INT;
import static org.poolwarden.contract.FieldType.LINES;
import static org.poolwarden.contract.FieldType.LONG;
import static org.poolwarden.contract.FieldType.TEXT;
import static org.poolwarden.contract.FieldType.TIME;

import java.util.List;

/** What the guard shows of a database session. */
final class SessionFields {

    static final Field DATABASE = Field.of("database", TEXT, "The database as DB_UNIQUE_NAME/container.");
    static final Field SESSION = Field.of("session", TEXT, "The database session as inst,sid,serial#.");
    static final Field USERNAME = Field.of("username", TEXT, "The database user of the session.");
    static final Field ACCESS = Field.of(
            "access",
            TEXT,
            "What the guard allows for the session: ALLOWED, PROTECTED or OUT_OF_SCOPE. It shows no more than the"
                    + " user of the latter two.");
    static final Field LOGON_TIME =
            Field.of("logonTime", TIME, "When the session logged on.").nullIf("the guard does not show the session");

    private static final String NOT_ENDED =
            "no known parameter makes the database end the session or the guard does not show the session";

    /** The fields that the guard shows only of a session that may be acted on. */
    static final List<Field> SHOWN = List.of(
            shown("sessionStatus", TEXT, "The status of the session: ACTIVE, INACTIVE, KILLED, SNIPED or CACHED."),
            shown("lastCallSeconds", LONG, "How long the session has been active or idle (LAST_CALL_ET).")
                    .in(Unit.SECONDS),
            shown("event", TEXT, "The event for which the session waits, or \"on CPU\"."),
            set("sqlId", "The SQL_ID of the running statement, or of the last one."),
            set("module", "V$SESSION.MODULE, as the application set it."),
            set("clientIdentifier", "V$SESSION.CLIENT_IDENTIFIER, as the application set it."),
            shown("machine", TEXT, "The machine of the client (V$SESSION.MACHINE)."),
            shown("program", TEXT, "The program of the client (V$SESSION.PROGRAM)."),
            shown("spid", TEXT, "The server process of the session on the database host (SPID)."),
            Field.of(
                            "blockingSession",
                            TEXT,
                            "The session at the head of the queue for which this session waits, as inst,sid.")
                    .nullIf("nothing blocks the session or the guard does not show it"),
            shown("blockedSessions", INT, "How many sessions wait for this session, protected ones included."),
            shown("undoRecords", LONG, "Undo records of the open transaction; 0 without a transaction."),
            shown("undoBlocks", LONG, "Undo blocks of the open transaction; 0 without a transaction."),
            Field.of(
                            "transactionPriority",
                            TEXT,
                            "The priority of the open transaction (TXN_PRIORITY): HIGH, MEDIUM or LOW.")
                    .nullIf("there is no transaction, the database knows no priorities or the guard does not show it"),
            Field.of("endsBy", TEXT, "The parameter by which the database ends the session by itself.")
                    .nullIf(NOT_ENDED),
            Field.of("endsInSeconds", LONG, "The least time until the database ends the session by itself.")
                    .in(Unit.SECONDS)
                    .nullIf(NOT_ENDED),
            Field.of("automatic", LINES, "What the database does with the session by itself, in words.")
                    .nullIf("the database is not known to act on it by itself or the guard does not show the session"));

    private static final String NOT_FREED =
            "the guard does not show the session or a pool does not count the threads that wait";

    /** What goes on when the session is ended. */
    static final List<Field> FREED = List.of(
            Field.of(
                            "frees",
                            INT,
                            "How many requests of this server go on at least when the session is ended: those inside a"
                                    + " statement that waits for it, and those that wait for a slot that comes free.")
                    .nullIf(NOT_FREED),
            Field.of("freedSlots", INT, "How many slots of pools come free then, that of its own lease included.")
                    .nullIf(NOT_FREED));

    static final Field OWNER_NODE = Field.of(
                    "ownerNode", TEXT, "The other node of the fleet that has the session, or that has left it behind.")
            .nullIf("it is of this server, or of no node that is known");

    static final Field OWNER_LEASE_ID =
            Field.of("ownerLeaseId", LONG, "The lease of that node.").nullIf("it has named none");

    private SessionFields() {}

    private static Field shown(String name, FieldType type, String description) {
        return Field.of(name, type, description).nullIf("the guard does not show the session");
    }

    private static Field set(String name, String description) {
        return Field.of(name, TEXT, description).nullIf("there is none or the guard does not show the session");
    }
}
