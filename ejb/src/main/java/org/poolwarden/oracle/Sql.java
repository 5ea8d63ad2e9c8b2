package org.poolwarden.oracle;

/** Every statement that Poolwarden sends to a database. All of them go to the guard. */
final class Sql {

    static final String IDENTIFY = "SELECT db_unique_name, container_name, version, guard_version,"
            + " SYS_CONTEXT('USERENV','HOST') FROM sys.poolwarden_database";

    static final String SESSIONS = "SELECT inst_id, sid, serial_no, username, access_status, status, last_call_et,"
            + " logon_time, osuser, machine, program, module, action, client_identifier, sql_id, prev_sql_id, sql_text,"
            + " event, final_blocking_instance, final_blocking_session, blocked_count, spid, undo_records,"
            + " undo_blocks, rolling_back FROM sys.poolwarden_sessions";

    /** sid, serial#, instance. */
    static final String CHECK = "{call sys.poolwarden.check_session(?,?,?)}";

    /** sid, serial#, instance, mode, requester, reason; out: outcome, audit id. */
    static final String DISCONNECT = "{call sys.poolwarden.disconnect_session(?,?,?,?,?,?,?,?)}";

    /** sid, serial#, instance, requester, reason; out: outcome, audit id. */
    static final String KILL = "{call sys.poolwarden.kill_session(?,?,?,?,?,?,?)}";

    /** So many rows come in one round trip. */
    static final int SESSIONS_FETCH_SIZE = 10_000;

    /** Seconds for what only reads. */
    static final int READ_TIMEOUT = 10;

    /** Seconds for ALTER SYSTEM, which itself waits up to 60 s for the session. */
    static final int END_TIMEOUT = 90;

    private Sql() {}
}
