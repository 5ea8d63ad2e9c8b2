package org.poolwarden.standin.guard;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.poolwarden.standin.engine.OraException;
import org.poolwarden.standin.engine.OracleDatabase;
import org.poolwarden.standin.engine.SessionRow;

/** The rules of SYS.POOLWARDEN, in their order. */
final class GuardPackage {

    private static final int SHORTEST_KEEPING_DAYS = 30;
    private static final int LONGEST_KEEPING_DAYS = 100_000;

    /** What an act gives back: P_OUTCOME and P_AUDIT_ID. */
    record Act(Outcome outcome, long auditId) {
        List<Object> values() {
            return List.of(outcome.name(), BigDecimal.valueOf(auditId));
        }
    }

    private final OracleDatabase database;
    private final Grants grants;
    private final AuditLog audit;

    GuardPackage(OracleDatabase database, Grants grants, AuditLog audit) {
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
        return act(
                request,
                target,
                "ALTER SYSTEM DISCONNECT SESSION '" + request.target() + "'"
                        + (afterTransaction ? " POST_TRANSACTION IMMEDIATE" : " IMMEDIATE"),
                () -> afterTransaction
                        ? database.endAfterTransaction(target.sid(), target.serial())
                        : database.end(target.sid(), target.serial()));
    }

    Act kill(Request request) throws OraException {
        SessionRow target = target(request, faultOf(request));
        return act(
                request,
                target,
                "ALTER SYSTEM KILL SESSION '" + request.target() + "' IMMEDIATE",
                () -> database.end(target.sid(), target.serial()));
    }

    Act cancel(Request request, String sqlId) throws OraException {
        String fault = sqlId == null || sqlId.matches("[0-9a-z]{13}")
                ? faultOf(request)
                : "a sql_id is 13 digits and lower-case letters";
        SessionRow target = target(request, fault);
        return act(
                request,
                target,
                "ALTER SYSTEM CANCEL SQL '" + request.target() + (sqlId == null ? "'" : "," + sqlId + "'"),
                () -> {
                    database.cancel(target.sid(), target.serial(), sqlId);
                    return true;
                });
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

    void purge(SessionRow caller, BigDecimal olderThanDays) throws OraException {
        Request request = new Request(caller, Action.PURGE, null, null, null, null, null);
        if (olderThanDays == null
                || olderThanDays.compareTo(BigDecimal.valueOf(SHORTEST_KEEPING_DAYS)) < 0
                || olderThanDays.compareTo(BigDecimal.valueOf(LONGEST_KEEPING_DAYS)) > 0
                || olderThanDays.stripTrailingZeros().scale() > 0) {
            long auditId = audit.refused(request, null, Refusal.BAD_ARGUMENT);
            throw Refusal.BAD_ARGUMENT.raise(
                    "audit rows are kept for at least 30 days: give a whole number from 30 to 100000 (audit " + auditId
                            + ")");
        }
        String what = "DELETE audit rows older than " + olderThanDays.toPlainString() + " days";
        long auditId = audit.started(request, null, what);
        audit.purge(LocalDateTime.now(ZoneId.systemDefault()).minusDays(olderThanDays.longValue()));
        audit.completed(auditId, Outcome.DONE, null);
    }

    private static String faultOf(Request request) {
        return request.hasReason() ? null : "a reason is required";
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
            throw refused(request, null, Refusal.NO_SUCH_SESSION, "there is no such session");
        }
        if (request.names(request.caller())) {
            throw refused(request, target, Refusal.OWN_SESSION, "it is the session that asks");
        }
        String grantee = request.caller().username();
        return switch (grants.access(grantee, target.username())) {
            case ALLOWED -> target;
            case PROTECTED ->
                throw refused(request, target, Refusal.PROTECTED, "it belongs to protected user " + target.username());
            case OUT_OF_SCOPE ->
                throw refused(
                        request,
                        target,
                        Refusal.OUT_OF_SCOPE,
                        "sessions of " + target.username() + " are out of scope of " + grantee);
        };
    }

    private OraException refused(Request request, SessionRow target, Refusal refusal, String why) {
        long auditId = audit.refused(request, target, refusal);
        return refusal.raise(
                request.action() + " of session " + request.target() + " refused: " + why + " (audit " + auditId + ")");
    }

    /** Audits, looks again, acts, completes the audit. {@code act} answers whether it is done, or only marked. */
    private Act act(Request request, SessionRow target, String statement, BooleanSupplier act) throws OraException {
        long auditId = audit.started(request, target, statement);
        if (find(request) == null) {
            audit.completed(auditId, Outcome.GONE, Refusal.NO_SUCH_SESSION.errorCode());
            throw Refusal.NO_SUCH_SESSION.raise(statement + " was answered with ORA-00030 (audit " + auditId + ")");
        }
        Outcome outcome = act.getAsBoolean() ? Outcome.DONE : Outcome.MARKED;
        audit.completed(auditId, outcome, null);
        return new Act(outcome, auditId);
    }

    private SessionRow find(Request request) {
        return database.sessions().stream().filter(request::names).findFirst().orElse(null);
    }
}
