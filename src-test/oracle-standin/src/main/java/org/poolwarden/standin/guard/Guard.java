package org.poolwarden.standin.guard;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import org.poolwarden.standin.database.OracleDatabase;
import org.poolwarden.standin.database.SystemObjects;
import org.poolwarden.standin.database.catalog.Procedure;
import org.poolwarden.standin.database.catalog.Procedure.Parameter;
import org.poolwarden.standin.database.catalog.Procedure.Type;
import org.poolwarden.standin.database.catalog.SessionRow;
import org.poolwarden.standin.database.catalog.SystemView;

/**
 * A model of what install.sql creates: the same names, rules, order of the rules, errors and audit.
 */
public final class Guard implements SystemObjects {

    private static final Parameter SID = Parameter.number("P_SID");
    private static final Parameter SERIAL = Parameter.number("P_SERIAL");
    private static final Parameter INSTANCE = Parameter.number("P_INSTANCE");
    private static final Parameter REQUESTER = Parameter.text("P_REQUESTER");
    private static final Parameter REASON = Parameter.text("P_REASON");
    private static final Parameter KILL_ID = Parameter.text("P_KILL_ID");
    private static final Parameter OUTCOME = Parameter.out("P_OUTCOME", Type.VARCHAR2);
    private static final Parameter AUDIT_ID = Parameter.out("P_AUDIT_ID", Type.NUMBER);

    /** That of install.sql. */
    private static final String VERSION = "2.1";

    private final Grants grants;
    private final AuditLog audit = new AuditLog();
    private volatile boolean installed = true;
    private volatile String version = VERSION;
    private volatile Runnable beforeActing = () -> {};

    /** For one database. */
    public Guard(Grants grants) {
        this.grants = grants;
    }

    /** False: nobody finds any object of the guard's. The audit stays. */
    public void installed(boolean newInstalled) {
        installed = newInstalled;
    }

    /** The version that it says it has; null is that of install.sql. */
    public void version(String newVersion) {
        version = newVersion == null ? VERSION : newVersion;
    }

    /** With true, no row of the audit can be written: ORA-01653, and nothing is done. */
    public void auditFull(boolean full) {
        audit.full(full);
    }

    /** What happens between the audit row STARTED and the act, from now on. */
    public void beforeActing(Runnable event) {
        beforeActing = event;
    }

    /** GRANT role TO user. */
    public void grant(String role, String username) {
        grants.grant(role, username);
    }

    /** Takes the user out of every grantee's scope. */
    public void outOfScope(String username) {
        grants.outOfScope(username);
    }

    @Override
    public List<SystemView> views(OracleDatabase database) {
        return new GuardViews(database, grants, audit, () -> version).all();
    }

    @Override
    public boolean readable(String username) {
        return installed && ("SYS".equals(username) || grants.isGrantee(username));
    }

    @Override
    public boolean mayAlterSystem(String username) {
        return grants.mayAlterSystem(username);
    }

    @Override
    public Procedure procedure(OracleDatabase database, String name, String username) {
        if (!readable(username)) {
            return null;
        }
        GuardPackage rules = new GuardPackage(database, grants, audit, () -> beforeActing.run());
        String own = "SYS".equals(username) && !name.startsWith("SYS.") ? "SYS." + name : name;
        return switch (own) {
            case "SYS.POOLWARDEN.CHECK_SESSION" ->
                new Procedure(List.of(SID, SERIAL, INSTANCE), (caller, in) -> {
                    rules.check(request(caller, Action.CHECK, in, null, null, null));
                    return List.of();
                });
            case "SYS.POOLWARDEN.DISCONNECT_SESSION" ->
                new Procedure(
                        List.of(
                                SID,
                                SERIAL,
                                INSTANCE,
                                Parameter.text("P_MODE"),
                                REQUESTER,
                                REASON,
                                KILL_ID,
                                OUTCOME,
                                AUDIT_ID),
                        (caller, in) -> rules.disconnect(
                                        request(caller, Action.DISCONNECT, in, in.get(4), in.get(5), in.get(6)),
                                        (String) in.get(3))
                                .values());
            case "SYS.POOLWARDEN.KILL_SESSION" ->
                new Procedure(
                        List.of(SID, SERIAL, INSTANCE, REQUESTER, REASON, KILL_ID, OUTCOME, AUDIT_ID),
                        (caller, in) -> rules.kill(request(caller, Action.KILL, in, in.get(3), in.get(4), in.get(5)))
                                .values());
            case "SYS.POOLWARDEN.FORCE_SESSION" ->
                new Procedure(
                        List.of(SID, SERIAL, INSTANCE, REQUESTER, REASON, KILL_ID, OUTCOME, AUDIT_ID),
                        (caller, in) -> rules.force(request(caller, Action.FORCE, in, in.get(3), in.get(4), in.get(5)))
                                .values());
            case "SYS.POOLWARDEN.CANCEL_SQL" ->
                new Procedure(
                        List.of(
                                SID,
                                SERIAL,
                                INSTANCE,
                                Parameter.text("P_SQL_ID"),
                                REQUESTER,
                                REASON,
                                KILL_ID,
                                OUTCOME,
                                AUDIT_ID),
                        (caller, in) -> rules.cancel(
                                        request(caller, Action.CANCEL, in, in.get(4), in.get(5), in.get(6)),
                                        (String) in.get(3))
                                .values());
            case "SYS.POOLWARDEN.SQL_TEXT" ->
                new Procedure(
                        List.of(
                                SID,
                                SERIAL,
                                INSTANCE,
                                Parameter.text("P_SQL_ID"),
                                Parameter.out("P_TEXT", Type.VARCHAR2)),
                        (caller, in) -> Collections.singletonList(rules.sqlText(
                                request(caller, Action.CHECK, in, null, null, null), (String) in.get(3))));
            case "SYS.POOLWARDEN.HOLDINGS" ->
                new Procedure(
                        List.of(
                                SID,
                                SERIAL,
                                INSTANCE,
                                Parameter.out("P_CURSORS", Type.NUMBER),
                                Parameter.out("P_STATEMENTS", Type.VARCHAR2),
                                Parameter.out("P_TEMP_BLOCKS", Type.NUMBER),
                                Parameter.out("P_LOB_BLOCKS", Type.NUMBER),
                                Parameter.out("P_PGA_BYTES", Type.NUMBER)),
                        (caller, in) -> rules.holdings(request(caller, Action.CHECK, in, null, null, null)));
            case "SYS.POOLWARDEN.NOTE_END" ->
                new Procedure(List.of(SID, SERIAL, INSTANCE, KILL_ID, Parameter.text("P_NOTE")), (caller, in) -> {
                    rules.note(request(caller, Action.NOTE, in, null, null, in.get(3)), (String) in.get(4));
                    return List.of();
                });
            case "SYS.KILL_SESSION", "KILL_SESSION" ->
                new Procedure(List.of(SID, SERIAL, INSTANCE), (caller, in) -> {
                    rules.disconnect(
                            request(caller, Action.DISCONNECT, in, null, "classic kill_session", null), "IMMEDIATE");
                    return List.of();
                });
            default -> null;
        };
    }

    private static Request request(
            SessionRow caller, Action action, List<Object> in, Object requester, Object reason, Object killId) {
        return new Request(
                caller,
                action,
                (BigDecimal) in.get(0),
                (BigDecimal) in.get(1),
                (BigDecimal) in.get(2),
                (String) requester,
                (String) reason,
                (String) killId);
    }
}
