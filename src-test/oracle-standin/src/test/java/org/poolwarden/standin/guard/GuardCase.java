package org.poolwarden.standin.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.poolwarden.standin.database.EngineCase;
import org.poolwarden.standin.database.EngineClient;
import org.poolwarden.standin.engine.Bind;
import org.poolwarden.standin.engine.OraException;
import org.poolwarden.standin.engine.Result;

/** A grantee besides, who asks the guard. */
public abstract class GuardCase extends EngineCase {

    protected static final String PACKAGE = "sys.poolwarden.";

    protected EngineClient warden;

    @BeforeEach
    protected void openWarden() throws OraException {
        warden = client("POOLWARDEN");
    }

    /** Returns P_OUTCOME. */
    protected String disconnect(EngineClient victim, String mode) throws OraException {
        return (String) disconnectOuts(victim, mode).get(0).outValue();
    }

    protected List<Bind> disconnectOuts(EngineClient victim, String mode) throws OraException {
        return warden.call(
                PACKAGE + "disconnect_session",
                2,
                victim.session.sid(),
                victim.session.serial(),
                1,
                mode,
                "jane",
                "leaked",
                "kill 1");
    }

    protected int checkError(Object sid, Object serial, Object instance) {
        return error("check_session", 0, sid, serial, instance);
    }

    protected int error(String procedure, int outs, Object... ins) {
        return assertThrows(OraException.class, () -> warden.call(PACKAGE + procedure, outs, ins))
                .code();
    }

    /** The guard's row of a session, by column name. */
    protected Map<String, Object> seen(EngineClient client) throws OraException {
        return onlyRow("SELECT * FROM sys.poolwarden_sessions WHERE sid = :1", client.session.sid());
    }

    /** The text of that statement of the session's, if the guard tells it. */
    protected Object sqlText(EngineClient client, Object sqlId) throws OraException {
        return warden.call(PACKAGE + "sql_text", 1, client.session.sid(), client.session.serial(), 1, sqlId)
                .get(0)
                .outValue();
    }

    /** The newest row of the audit. */
    protected Map<String, Object> audited() throws OraException {
        return onlyRow("SELECT * FROM sys.poolwarden_audit_log"
                + " WHERE audit_id = (SELECT MAX(audit_id) FROM sys.poolwarden_audit_log)");
    }

    private Map<String, Object> onlyRow(String sql, Object... values) throws OraException {
        Result result = warden.sql(sql, values);
        assertEquals(1, result.rows().size(), sql);
        Map<String, Object> row = new LinkedHashMap<>();
        IntStream.range(0, result.columns().size())
                .forEach(i ->
                        row.put(result.columns().get(i).name(), result.rows().get(0)[i]));
        return row;
    }

    protected static long number(Object value) {
        return ((Number) value).longValue();
    }
}
