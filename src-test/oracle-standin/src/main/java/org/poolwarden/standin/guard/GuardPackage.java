package org.poolwarden.standin.guard;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.poolwarden.standin.database.OracleDatabase;
import org.poolwarden.standin.database.catalog.SessionRow;
import org.poolwarden.standin.engine.OraException;

/** The rules of SYS.POOLWARDEN, in their order. */
final class GuardPackage {

    private static final int DONE = 0;
    private static final int BAD_SESSION_ID = 26;
    private static final int OWN_SESSION = 27;
    private static final int NOT_USER_SESSION = 29;
    private static final int NO_SUCH_SESSION = 30;
    private static final int MARKED_FOR_KILL = 31;
    private static final int NOT_PERMITTED = 1031;
    /** What a database answers to words that it does not know. */
    private static final Set<Integer> NOT_KNOWN = Set.of(922, 933, 2000, 2065);

    private static final Set<Integer> MEANT =
            Set.of(BAD_SESSION_ID, OWN_SESSION, NOT_USER_SESSION, NO_SUCH_SESSION, MARKED_FOR_KILL, NOT_PERMITTED);

    /** What an act gives back: P_OUTCOME and P_AUDIT_ID. */
    record Act(Outcome outcome, long auditId) {
        List<Object> values() {
            return List.of(outcome.name(), BigDecimal.valueOf(auditId));
        }
    }

    private static final int MOST_STATEMENTS = 5;
    /** Bytes. */
    private static final BigDecimal MEMORY = BigDecimal.valueOf(2_500_000);

    private final OracleDatabase database;
    private final Grants grants;
    private final AuditLog audit;
    private final Runnable beforeActing;

    GuardPackage(OracleDatabase database, Grants grants, AuditLog audit, Runnable beforeActing) {
        this.beforeActing = beforeActing;
        this.database = database;
        this.grants = grants;
        this.audit = audit;
    }

    void check(Request request) throws OraException {
        target(request, null);
    }

    Act disconnect(Request request, String mode) throws OraException {
        boolean afterTransaction = "POST_TRANSACTION".equals(mode);
        String fault = afterTransaction || "IMMEDIATE".equals(mode)
                ? faultOf(request)
                : "the mode must be IMMEDIATE or POST_TRANSACTION";
        SessionRow target = target(request, fault);
        String disconnect = "ALTER SYSTEM DISCONNECT SESSION '" + request.target() + "'";
        return afterTransaction
                ? act(request, target, disconnect + " POST_TRANSACTION IMMEDIATE", null)
                : act(request, target, disconnect + " IMMEDIATE", killing(request));
    }

    Act kill(Request request) throws OraException {
        return act(request, target(request, faultOf(request)), killing(request), null);
    }

    Act force(Request request) throws OraException {
        SessionRow target = target(request, faultOf(request));
        return act(request, target, killing(request, "FORCE TIMEOUT 0"), null);
    }

    private static String killing(Request request) {
        return killing(request, "IMMEDIATE");
    }

    private static String killing(Request request, String how) {
        return "ALTER SYSTEM KILL SESSION '" + request.target() + "' " + how;
    }

    Act cancel(Request request, String sqlId) throws OraException {
        String fault = sqlId == null || sqlId.matches("[0-9a-z]{13}")
                ? faultOf(request)
                : "a sql_id is 13 digits and lower-case letters";
        String what = request.target() + (sqlId == null ? "" : "," + sqlId);
        return act(request, target(request, fault), "ALTER SYSTEM CANCEL SQL '" + what + "'", null);
    }

    /** The beginning of the statement, for a session that the caller may act on; else null. */
    String sqlText(Request request, String sqlId) {
        SessionRow session = request.identifiesSession() ? find(request) : null;
        if (session == null || grants.access(request.caller().username(), session.username()) != Access.ALLOWED) {
            return null;
        }
        String shown = session.sqlId() == null ? session.prevSqlId() : session.sqlId();
        return shown != null && shown.equals(sqlId) ? session.sqlText() : null;
    }

    /** Cursors and their statements; nothing here needs temporary space, and every process is as large. */
    List<Object> holdings(Request request) {
        SessionRow session = request.identifiesSession() ? find(request) : null;
        if (session == null || grants.access(request.caller().username(), session.username()) != Access.ALLOWED) {
            return Collections.nCopies(5, null);
        }
        List<String> open = database.cursors(session.key());
        Map<String, Long> statements = open.stream()
                .filter(sqlId -> !sqlId.isEmpty())
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        String most = statements.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(MOST_STATEMENTS)
                .map(statement -> " " + statement.getKey() + "=" + statement.getValue())
                .collect(Collectors.joining());
        return Arrays.asList(
                BigDecimal.valueOf(open.size()),
                most.isEmpty() ? null : most,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                MEMORY);
    }

    void note(Request request, String note) throws OraException {
        if (note == null || !Request.says(note) || !audit.noted(request, note)) {
            long denial = audit.refused(request, null, null, Refusal.BAD_ARGUMENT);
            throw Refusal.BAD_ARGUMENT.raise(
                    "a note is one text for a kill of your own that has none yet (audit " + denial + ")");
        }
    }

    private static String faultOf(Request request) {
        if (!request.hasReason()) {
            return "a reason is required, in letters that the character set of this database has";
        }
        return request.hasTooLongKillId() ? "a kill_id has at most 64 characters" : null;
    }

    /** The session that may be acted on; a refusal is audited and raised. */
    private SessionRow target(Request request, String fault) throws OraException {
        if (fault != null) {
            throw refused(request, null, Refusal.BAD_ARGUMENT, fault);
        }
        if (!request.identifiesSession()) {
            throw refused(
                    request, null, Refusal.BAD_ARGUMENT, "sid, serial# and instance must be positive whole numbers");
        }
        SessionRow target = find(request);
        if (target == null) {
            Refusal absence = absence(request);
            throw refused(
                    request,
                    null,
                    absence,
                    absence == Refusal.NOT_POSSIBLE ? "its instance does not answer" : "there is no such session");
        }
        if (request.names(request.caller())) {
            throw refused(request, target, Refusal.OWN_SESSION, "it is the session that asks");
        }
        String grantee = request.caller().username();
        return switch (grants.access(grantee, target.username())) {
            case ALLOWED -> {
                if (target.worksFor() != null) {
                    throw refused(request, target, Refusal.SLAVE, "it is " + target.worksFor() + ", act on that");
                }
                yield target;
            }
            case PROTECTED ->
                throw refused(
                        request,
                        target,
                        Refusal.PROTECTED,
                        "it belongs to protected user "
                                + (target.username() == null ? "(background)" : target.username()));
            case OUT_OF_SCOPE ->
                throw refused(
                        request,
                        target,
                        Refusal.OUT_OF_SCOPE,
                        grants.hasScope(grantee)
                                ? "this session of " + target.username() + " is out of scope of " + grantee
                                : "EXECUTE alone is not enough: poolwarden_scope has no row for grantee " + grantee);
        };
    }

    private OraException refused(Request request, SessionRow target, Refusal refusal, String why) throws OraException {
        long auditId = audit.refused(request, target, spidOf(target), refusal);
        return refusal.raise(request.action() + " of session " + request.target() + " refused: " + why
                + (auditId == AuditLog.NOT_AUDITED ? "" : " (audit " + auditId + ")"));
    }

    /**
     * Audits, looks again, acts, completes the audit.
     *
     * @param fallback what to run where the statement is answered with ORA-00026 or ORA-01031, or null
     */
    private Act act(Request request, SessionRow target, String statement, String fallback) throws OraException {
        long auditId = audit.started(request, target, spidOf(target), statement);
        beforeActing.run();
        Refusal changed = refusalNow(request, target);
        if (changed != null) {
            audit.completed(auditId, statement, changed.outcome(), changed.errorCode());
            throw changed.raise("session " + request.target()
                    + " is no longer what was judged, nothing was done (audit " + auditId + ")");
        }
        String ran = statement;
        int answer;
        try {
            answer = answer(statement);
            if ((answer == BAD_SESSION_ID || answer == NOT_PERMITTED) && fallback != null) {
                ran = fallback;
                answer = answer(fallback);
            }
        } catch (OraException e) {
            audit.completed(auditId, ran, Outcome.FAILED, -e.code());
            throw e;
        }
        Refusal refusal =
                switch (answer) {
                    case DONE, MARKED_FOR_KILL -> null;
                    case NO_SUCH_SESSION -> Refusal.NO_SUCH_SESSION;
                    case OWN_SESSION -> Refusal.OWN_SESSION;
                    case NOT_USER_SESSION -> Refusal.PROTECTED;
                    default -> Refusal.NOT_POSSIBLE;
                };
        if (refusal != null) {
            audit.completed(auditId, ran, refusal.outcome(), refusal.errorCode());
            throw refusal.raise(ran + String.format(Locale.ROOT, " was answered with ORA-%05d", answer)
                    + (NOT_KNOWN.contains(answer)
                            ? ": this database does not know that statement, nothing was done"
                            : "")
                    + " (audit " + auditId + ")");
        }
        Outcome outcome = answer == DONE ? Outcome.DONE : Outcome.MARKED;
        audit.completed(auditId, ran, outcome, null);
        return new Act(outcome, auditId);
    }

    /** 0, or the number of an answer that has a meaning here; others are thrown. */
    private int answer(String statement) throws OraException {
        try {
            database.alterSystem(statement);
            return DONE;
        } catch (OraException e) {
            if (MEANT.contains(e.code()) || NOT_KNOWN.contains(e.code())) {
                return e.code();
            }
            throw e;
        }
    }

    /** Why this caller may no longer act on what was judged; null if it still may. */
    private Refusal refusalNow(Request request, SessionRow judged) {
        SessionRow now = find(request);
        if (now == null || !judged.logonTime().equals(now.logonTime())) {
            return absence(request);
        }
        return switch (grants.access(request.caller().username(), now.username())) {
            case ALLOWED -> now.worksFor() == null ? null : Refusal.SLAVE;
            case PROTECTED -> Refusal.PROTECTED;
            case OUT_OF_SCOPE -> Refusal.OUT_OF_SCOPE;
        };
    }

    /**
     * A list without any session of its instance says nothing of a session. But in a cluster, every instance is a
     * member here, and one that is not has no sessions.
     */
    private Refusal absence(Request request) {
        BigDecimal instance = request.instance();
        boolean shown = database.backgroundSessions().stream()
                .anyMatch(row -> instance.compareTo(BigDecimal.valueOf(row.instance())) == 0);
        boolean inCluster = database.instances() > 1;
        return shown || inCluster ? Refusal.NO_SUCH_SESSION : Refusal.NOT_POSSIBLE;
    }

    private SessionRow find(Request request) {
        return Stream.concat(database.sessions(request::names).stream(), database.backgroundSessions().stream())
                .filter(request::names)
                .findFirst()
                .orElse(null);
    }

    private String spidOf(SessionRow target) {
        return target == null ? null : GuardViews.spid(database, target);
    }
}
