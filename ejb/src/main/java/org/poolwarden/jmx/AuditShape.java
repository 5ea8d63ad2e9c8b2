package org.poolwarden.jmx;

import static org.poolwarden.jmx.open.Types.FLAG;
import static org.poolwarden.jmx.open.Types.INT;
import static org.poolwarden.jmx.open.Types.LONG;
import static org.poolwarden.jmx.open.Types.TEXT;

import org.poolwarden.admin.AuditedKill;
import org.poolwarden.jmx.open.OpenTypes;

/** One row of a guard's audit. Its statement is an ALTER SYSTEM and no application's. */
final class AuditShape {

    static final OpenTypes<AuditedKill> SHAPE = OpenTypes.<AuditedKill>of(
                    "AuditedKill", "One row of a guard's audit.", "database", "auditId")
            .column("database", TEXT, "DB_UNIQUE_NAME/container.", kill -> kill.entry()
                    .database()
                    .toString())
            .column("auditId", LONG, "The row's number in that database.", kill -> kill.entry()
                    .id())
            .column(
                    "at",
                    TEXT,
                    "When, by the clock of the database's host.",
                    kill -> kill.entry().at() == null ? null : kill.entry().at().toString())
            .column("action", TEXT, "DISCONNECT, KILL, CANCEL, CHECK or PURGE.", kill -> kill.entry()
                    .action())
            .column("session", TEXT, "inst,sid,serial#; null where none was named.", kill -> kill.entry()
                    .session())
            .column("username", TEXT, "Whose session; null if it was not found.", kill -> kill.entry()
                    .username())
            .column("outcome", TEXT, "STARTED, DONE, MARKED, GONE, DENIED or FAILED.", kill -> kill.entry()
                    .outcome())
            .column("errorCode", INT, "Such as -20901; null without an error.", kill -> kill.entry()
                    .errorCode())
            .column("requester", TEXT, "Who asked: a claim of the client.", kill -> kill.entry()
                    .requester())
            .column("reason", TEXT, "Why: a claim of the client.", kill -> kill.entry()
                    .reason())
            .column("sessionUser", TEXT, "Whom the client was logged on as.", kill -> kill.entry()
                    .sessionUser())
            .column("osUser", TEXT, "The client's operating system user.", kill -> kill.entry()
                    .osUser())
            .column("host", TEXT, "The client's host.", kill -> kill.entry().host())
            .column("statement", TEXT, "The ALTER SYSTEM; null if none was said.", kill -> kill.entry()
                    .statement())
            .column("durationMillis", LONG, "How long it took; null if it was not completed.", kill -> kill.entry()
                    .durationMillis())
            .column("killId", TEXT, "Our kill that wrote it; null if it was none.", AuditedKill::killId)
            .column("remembered", FLAG, "Whether killState still knows that kill.", AuditedKill::remembered)
            .build();

    private AuditShape() {}
}
