package org.poolwarden.oracle;

import java.util.regex.Pattern;

/**
 * Every statement that Poolwarden sends to a database. All of them go to the guard.
 *
 * @param schema the guard's owner; a simple identifier, as it is put into the text
 */
record Sql(String schema) {

    /** So many rows come in one round trip. */
    static final int SESSIONS_FETCH_SIZE = 10_000;

    /** Seconds for what only reads. */
    static final int READ_TIMEOUT = 10;

    /** Seconds for ALTER SYSTEM, which itself waits up to 60 s for the session. */
    static final int END_TIMEOUT = 90;

    private static final Pattern SIMPLE_IDENTIFIER = Pattern.compile("[A-Za-z][A-Za-z0-9_$#]{0,127}");

    Sql {
        if (!isSimpleIdentifier(schema)) {
            throw new IllegalArgumentException("not a simple Oracle identifier: " + schema);
        }
    }

    static boolean isSimpleIdentifier(String name) {
        return SIMPLE_IDENTIFIER.matcher(name).matches();
    }

    String identify() {
        return "SELECT db_unique_name, container_name, version, guard_version," + " SYS_CONTEXT('USERENV','HOST') FROM "
                + schema + ".poolwarden_database";
    }

    String sessions() {
        return "SELECT inst_id, sid, serial_no, username, access_status, status, last_call_et,"
                + " logon_time, osuser, machine, program, module, action, client_identifier, sql_id, prev_sql_id,"
                + " event, final_blocking_instance, final_blocking_session, blocked_count, spid, undo_records,"
                + " undo_blocks, rolling_back FROM " + schema + ".poolwarden_sessions";
    }

    /** sid, serial#, instance. */
    String check() {
        return call("check_session(?,?,?)");
    }

    /** sid, serial#, instance, sql_id; out: text. */
    String sqlText() {
        return call("sql_text(?,?,?,?,?)");
    }

    /** sid, serial#, instance, mode, requester, reason; out: outcome, audit id. */
    String disconnect() {
        return call("disconnect_session(?,?,?,?,?,?,?,?)");
    }

    /** sid, serial#, instance, requester, reason; out: outcome, audit id. */
    String kill() {
        return call("kill_session(?,?,?,?,?,?,?)");
    }

    private String call(String procedure) {
        return "{call " + schema + ".poolwarden." + procedure + "}";
    }
}
