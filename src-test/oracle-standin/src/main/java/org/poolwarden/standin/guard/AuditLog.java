package org.poolwarden.standin.guard;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.poolwarden.standin.database.catalog.SessionRow;
import org.poolwarden.standin.engine.OraException;

/** The audit. It lives outside of every transaction: what is written stays written. */
final class AuditLog {

    /** In place of the number of a row that was not written. */
    static final long NOT_AUDITED = 0;

    private static final Set<Refusal> NOT_WRITTEN_FOR_CHECKS =
            EnumSet.of(Refusal.NO_SUCH_SESSION, Refusal.BAD_ARGUMENT, Refusal.NOT_POSSIBLE);
    private static final int REQUESTER_LENGTH = 256;
    private static final int REASON_LENGTH = 400;
    private static final int NOTE_LENGTH = 400;
    private static final Set<Action> ACTS = EnumSet.of(Action.DISCONNECT, Action.KILL, Action.FORCE, Action.CANCEL);

    /** A row; what it is about is null where there was no such session. */
    record Entry(
            long id,
            LocalDateTime at,
            Request request,
            SessionRow target,
            String spid,
            String statement,
            Outcome outcome,
            Integer errorCode,
            Long durationMillis,
            String note,
            LocalDateTime notedAt) {

        Entry withNote(String newNote, LocalDateTime newNotedAt) {
            return new Entry(
                    id, at, request, target, spid, statement, outcome, errorCode, durationMillis, newNote, newNotedAt);
        }
    }

    private static final int NO_SPACE = 1653;
    private static final int NOT_COMPLETED = 20909;

    private final Map<Long, Entry> entries = new TreeMap<>();
    private long lastId;
    private boolean full;

    /** With true, its tablespace has no room: no row can be written or completed. */
    synchronized void full(boolean newFull) {
        full = newFull;
    }

    /** What is refused to a check is written down once an hour for each caller, session and reason, and not always. */
    synchronized long refused(Request request, SessionRow target, String spid, Refusal refusal) throws OraException {
        if (request.action() == Action.CHECK) {
            LocalDateTime anHourAgo = LocalDateTime.now(ZoneOffset.UTC).minusHours(1);
            for (Entry row : entries.values()) {
                if (row.at.isAfter(anHourAgo)
                        && row.request.action() == Action.CHECK
                        && row.errorCode == refusal.errorCode()
                        && row.request.asksTheSameAs(request)) {
                    return row.id;
                }
            }
            if (NOT_WRITTEN_FOR_CHECKS.contains(refusal)) {
                return NOT_AUDITED;
            }
        }
        return add(request, target, spid, null, refusal.outcome(), refusal.errorCode());
    }

    synchronized long started(Request request, SessionRow target, String spid, String statement) throws OraException {
        return add(request, target, spid, statement, Outcome.STARTED, null);
    }

    synchronized void completed(long id, String statement, Outcome outcome, Integer errorCode) throws OraException {
        if (full) {
            throw new OraException(
                    NOT_COMPLETED,
                    statement + " came to " + outcome + (errorCode == null ? "" : errorCode)
                            + ", and its audit row could not be completed: look whether it was done (audit " + id
                            + ")");
        }
        entries.computeIfPresent(
                id,
                (same, entry) -> new Entry(
                        id,
                        entry.at,
                        entry.request,
                        entry.target,
                        entry.spid,
                        statement,
                        outcome,
                        errorCode,
                        Duration.between(entry.at, LocalDateTime.now(ZoneOffset.UTC))
                                .toMillis(),
                        entry.note,
                        entry.notedAt));
    }

    /** Whether that was written anywhere: only into acts of that kill and caller that are no refusals and have none. */
    synchronized boolean noted(Request request, String note) {
        List<Entry> rows = entries.values().stream()
                .filter(row -> row.note == null
                        && row.outcome != Outcome.DENIED
                        && ACTS.contains(row.request.action())
                        && row.request.isOfSameKillAs(request))
                .toList();
        LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
        rows.forEach(row -> entries.put(row.id, row.withNote(cut(note, NOTE_LENGTH), now)));
        return !rows.isEmpty();
    }

    /** As POOLWARDEN_AUDIT_LOG has them: a refused session's machine, program and process stay hidden. */
    synchronized List<Object[]> rows() {
        return entries.values().stream().map(AuditLog::row).toList();
    }

    private long add(
            Request request, SessionRow target, String spid, String statement, Outcome outcome, Integer errorCode)
            throws OraException {
        if (full) {
            throw new OraException(
                    NO_SPACE,
                    "unable to extend table SYS.POOLWARDEN_AUDIT by 8 in tablespace POOLWARDEN_AUDIT\n"
                            + "ORA-06512: at \"SYS.POOLWARDEN\"");
        }
        lastId++;
        entries.put(
                lastId,
                new Entry(
                        lastId,
                        LocalDateTime.now(ZoneOffset.UTC),
                        request,
                        target,
                        spid,
                        statement,
                        outcome,
                        errorCode,
                        null,
                        null,
                        null));
        return lastId;
    }

    private static Object[] row(Entry entry) {
        Request request = entry.request;
        SessionRow caller = request.caller();
        SessionRow target = entry.target;
        boolean told = target != null && entry.outcome != Outcome.DENIED;
        return new Object[] {
            entry.id,
            entry.at,
            caller.username(),
            caller.osuser(),
            caller.machine(),
            "127.0.0.1",
            null, // nobody logs on here by way of a proxy
            request.action(),
            cut(request.requester(), REQUESTER_LENGTH),
            cut(request.reason(), REASON_LENGTH),
            request.hasTooLongKillId() ? null : request.killId(),
            request.instance(),
            request.sid(),
            request.serial(),
            target == null ? null : target.username(),
            told ? target.machine() : null,
            told ? target.program() : null,
            told ? entry.spid : null,
            told ? "DEDICATED" : null,
            entry.statement,
            entry.outcome,
            entry.errorCode,
            entry.durationMillis,
            entry.note,
            entry.notedAt
        };
    }

    private static String cut(String text, int length) {
        return text == null || text.length() <= length ? text : text.substring(0, length);
    }
}
