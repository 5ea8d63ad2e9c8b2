package org.poolwarden.jmx;

import static org.poolwarden.jmx.open.Types.INT;
import static org.poolwarden.jmx.open.Types.LINES;
import static org.poolwarden.jmx.open.Types.LONG;
import static org.poolwarden.jmx.open.Types.TEXT;

import java.util.function.Function;
import org.poolwarden.jmx.open.OpenTypes;
import org.poolwarden.jmx.open.Types;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.evidence.Session;

/** One database session and what it is to this server. No SQL text. */
final class SessionShape {

    static final OpenTypes<ClassifiedSession> SHAPE = OpenTypes.<ClassifiedSession>of(
                    "Session", "One database session.", "database", "session")
            .column("database", TEXT, "DB_UNIQUE_NAME/container.", sighting -> sighting.session()
                    .id()
                    .database()
                    .toString())
            .column("session", TEXT, "inst,sid,serial#.", sighting -> sighting.session()
                    .id()
                    .key())
            .column("username", TEXT, "The database user.", sighting -> sighting.session()
                    .username())
            .column(
                    "verdict",
                    TEXT,
                    "Of its lease; or IDLE (in a pool), ORPHAN (this server's mark and no connection here), FOREIGN.",
                    sighting -> sighting.judgement().verdict().name())
            .column(
                    "reasons",
                    LINES,
                    "Why, in words.",
                    sighting -> Types.array(sighting.judgement().reasons()))
            .column("leaseId", LONG, "Its lease; null for none.", ClassifiedSession::leaseId)
            .column("pool", TEXT, "The pool whose connection it is; null for none.", ClassifiedSession::pool)
            .column(
                    "access",
                    TEXT,
                    "ALLOWED, or PROTECTED or OUT_OF_SCOPE: then the rest is hidden.",
                    sighting -> sighting.session().access().name())
            .column("status", TEXT, "ACTIVE, INACTIVE, KILLED...; null if hidden.", sighting -> sighting.session()
                    .status())
            .column(
                    "statusSeconds",
                    LONG,
                    "Seconds in that status; null if hidden.",
                    sighting -> sighting.session().status() == null
                            ? null
                            : sighting.session().lastCallSeconds())
            .column("machine", TEXT, "Where its client runs; null if hidden.", sighting -> sighting.session()
                    .machine())
            .column("program", TEXT, "v$session.program; null if hidden.", sighting -> sighting.session()
                    .program())
            .column("module", TEXT, "v$session.module; null if none or hidden.", sighting -> sighting.session()
                    .module())
            .column("sqlId", TEXT, "What it runs, or ran last; null if none or hidden.", sighting -> sighting.session()
                    .sqlId())
            .column("event", TEXT, "What it waits for; null if hidden.", sighting -> sighting.session()
                    .event())
            .column(
                    "blockedBy",
                    TEXT,
                    "inst,sid of the session that finally blocks it; null for none or if hidden.",
                    sighting -> sighting.session().blockedBy())
            .column("blocks", INT, "How many sessions wait for it; null if hidden.", shown(Session::blocks))
            .column(
                    "undoRecords",
                    LONG,
                    "Undo records of its open transaction, 0 without one; null if hidden.",
                    shown(Session::undoRecords))
            .build();

    private SessionShape() {}

    private static <V> Function<ClassifiedSession, V> shown(Function<Session, V> value) {
        return sighting -> sighting.session().isShown() ? value.apply(sighting.session()) : null;
    }
}
