package org.poolwarden.guardcontract.postgres;

import java.util.ArrayList;
import java.util.List;
import org.poolwarden.guardcontract.engine.LastMoment;

/** What happens between the audit row and the act, by a trigger on the audit. */
final class LastMoments {

    /** Takes the trigger away again, and what it has done. */
    static String[] end(String schema) {
        return new String[] {
            "DROP TRIGGER last_moment ON " + schema + ".poolwarden_audit",
            "DROP FUNCTION sys.last_moment()",
            "DROP TRIGGER IF EXISTS audit_full ON " + schema + ".poolwarden_audit",
            "DROP FUNCTION IF EXISTS sys.audit_full()",
            "DELETE FROM sys.password_file WHERE username = 'SHOP'",
            "DELETE FROM sys.px_sessions",
            "DELETE FROM sys.pretended",
            "UPDATE " + schema + ".poolwarden_scope SET username = 'SHOP' WHERE username = 'LATER'"
        };
    }

    private LastMoments() {}

    /** Lets it happen from now on. */
    static String[] begin(LastMoment event, String schema) {
        List<String> ddl = new ArrayList<>(List.of(
                "CREATE FUNCTION sys.last_moment() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN "
                        + deed(event, schema) + "; RETURN NULL; END $$",
                "CREATE TRIGGER last_moment AFTER INSERT ON " + schema + ".poolwarden_audit FOR EACH ROW"
                        + " WHEN (new.outcome = 'STARTED') EXECUTE FUNCTION sys.last_moment()"));
        if (event == LastMoment.AUDIT_FULL) {
            ddl.add("CREATE FUNCTION sys.audit_full() RETURNS trigger LANGUAGE plpgsql AS"
                    + " $$ BEGIN RAISE EXCEPTION 'the tablespace is full'; END $$");
            ddl.add("CREATE TRIGGER audit_full BEFORE UPDATE ON " + schema + ".poolwarden_audit FOR EACH ROW"
                    + " EXECUTE FUNCTION sys.audit_full()");
        }
        return ddl.toArray(String[]::new);
    }

    private static String deed(LastMoment event, String schema) {
        return switch (event) {
            case PROTECTED -> "INSERT INTO sys.password_file VALUES ('SHOP')";
            case OUT_OF_SCOPE ->
                "UPDATE " + schema + ".poolwarden_scope SET username = 'LATER' WHERE username = 'SHOP'";
            case SLAVE -> "INSERT INTO sys.px_sessions VALUES (new.inst_id, new.sid, new.serial_no, 1, 1, new.inst_id)";
            case REUSED -> "INSERT INTO sys.pretended VALUES (new.sid, 'SHOP', 'USER', new.serial_no + 1, NULL)";
            case LOGGED_ON_ANEW -> "INSERT INTO sys.pretended VALUES (new.sid, 'SHOP', 'USER', NULL, '2001-01-01')";
            case ENDED -> "PERFORM pg_terminate_backend(new.sid::int, 15000)";
            case ANOTHER_ACT ->
                "INSERT INTO " + schema + ".poolwarden_audit (audit_id, caller, action, outcome)"
                        + " VALUES (-new.audit_id, new.caller, new.action, 'DONE')";
            case AUDIT_FULL -> "NULL";
        };
    }
}
