package org.poolwarden.guard.jdbc;

import java.util.Collections;
import java.util.regex.Pattern;
import org.poolwarden.guard.KillMode;

/**
 * Every statement that Poolwarden sends to a database. All of them go to the guard.
 *
 * @param schema the guard's owner; a simple identifier, as it is put into the text
 */
public record GuardSql(String schema) {

    /** So many waiters are named; how many there are in all is in the list. */
    static final int MAX_WAITERS = 20;

    /** So many rows come in one round trip. */
    static final int SESSIONS_FETCH_SIZE = 10_000;

    /** So many sessions are asked for by key in one round trip. */
    static final int MAX_KEYS = 256;

    /** Seconds for what only reads. */
    static final int READ_TIMEOUT = 10;

    /** Seconds for ALTER SYSTEM, which itself waits up to 60 s for the session. */
    static final int END_TIMEOUT = 90;

    private static final String SESSION_COLUMNS =
            "SELECT inst_id, sid, serial_no, username, access_status, status, last_call_et,"
                    + " logon_time, osuser, machine, program, module, action, client_identifier, sql_id, prev_sql_id,"
                    + " event, final_blocking_instance, final_blocking_session, blocked_count, spid, undo_records,"
                    + " undo_blocks, rolling_back, state, xid, process, txn_priority";

    /** As the index of the audit has them; last bind: how many. */
    private static final String NEWEST_FIRST = " ORDER BY at_time DESC, audit_id DESC FETCH FIRST ? ROWS ONLY";

    private static final Pattern SIMPLE_IDENTIFIER = Pattern.compile("[A-Za-z][A-Za-z0-9_$#]{0,127}");

    public GuardSql {
        if (!isSimpleIdentifier(schema)) {
            throw new IllegalArgumentException("not a simple Oracle identifier: " + schema);
        }
    }

    /** Whether it may stand in SQL without quotes, as Oracle has it up to 128 characters. */
    public static boolean isSimpleIdentifier(String name) {
        return SIMPLE_IDENTIFIER.matcher(name).matches();
    }

    String identify() {
        return "SELECT db_unique_name, container_name, version, guard_version, SYS_CONTEXT('USERENV','HOST'),"
                + " db_name, dbid, container_dbid, container_uid FROM " + schema + ".poolwarden_database";
    }

    /** What the database does by itself. */
    String parameters() {
        return "SELECT inst_id, name, value FROM " + schema + ".poolwarden_parameters";
    }

    /** The ids of the sessionless transactions that live. */
    String sessionless() {
        return "SELECT transaction_id FROM " + schema + ".poolwarden_sessionless";
    }

    String sessions() {
        return SESSION_COLUMNS + " FROM " + schema + ".poolwarden_sessions";
    }

    /**
     * So many sessions by instance, sid, serial#, and one session of each instance: a session that is not listed has
     * gone only if its instance lists others, and only if the same statement says so.
     */
    String sessionsByKey(int keys) {
        return SESSION_COLUMNS + " FROM (SELECT s.*, ROW_NUMBER() OVER (PARTITION BY s.inst_id ORDER BY s.sid)"
                + " AS nth_of_instance FROM " + schema
                + ".poolwarden_sessions s) t WHERE (inst_id, sid, serial_no) IN ("
                + String.join(",", Collections.nCopies(keys, "(?,?,?)")) + ") OR nth_of_instance = 1";
    }

    /** So many sessions by instance, sid, serial#, each with what decides whether an act on it would be let through. */
    String rulings(int keys) {
        return "SELECT t.inst_id, t.sid, t.serial_no, t.username, t.access_status, w.coordinator, l.acts_left,"
                + " SYS_CONTEXT('USERENV','SID') AS own_sid, SYS_CONTEXT('USERENV','INSTANCE') AS own_instance"
                + " FROM (SELECT s.inst_id, s.sid, s.serial_no, s.username, s.access_status, ROW_NUMBER() OVER"
                + " (PARTITION BY s.inst_id ORDER BY s.sid) AS nth_of_instance FROM " + schema
                + ".poolwarden_sessions s) t LEFT JOIN " + schema + ".poolwarden_slaves w ON w.inst_id = t.inst_id"
                + " AND w.sid = t.sid AND w.serial_no = t.serial_no LEFT JOIN " + schema
                + ".poolwarden_acts l ON l.username = t.username WHERE (t.inst_id, t.sid, t.serial_no) IN ("
                + String.join(",", Collections.nCopies(keys, "(?,?,?)")) + ") OR t.nth_of_instance = 1";
    }

    /** sid, serial#, instance. */
    String check() {
        return call("check_session(?,?,?)");
    }

    /** sid, serial#, instance, sql_id; out: text. */
    String sqlText() {
        return call("sql_text(?,?,?,?,?)");
    }

    /** sid, serial#, instance; out: cursors, statements, temporary blocks, those of LOBs, bytes of memory. */
    String holdings() {
        return call("holdings(?,?,?,?,?,?,?,?)");
    }

    /** The procedure that ends a session, or its statement, in this mode. */
    String ending(KillMode mode) {
        return switch (mode) {
            case CANCEL -> cancel();
            case POST_TRANSACTION, IMMEDIATE -> disconnect();
            case KILL -> kill();
            case FORCE -> force();
        };
    }

    /** sid, serial#, instance, mode, requester, reason, kill id; out: outcome, audit id. */
    public String disconnect() {
        return call("disconnect_session(?,?,?,?,?,?,?,?,?)");
    }

    /** sid, serial#, instance, requester, reason, kill id; out: outcome, audit id. */
    public String kill() {
        return call("kill_session(?,?,?,?,?,?,?,?)");
    }

    /** sid, serial#, instance, requester, reason, kill id; out: outcome, audit id. */
    public String force() {
        return call("force_session(?,?,?,?,?,?,?,?)");
    }

    /** sid, serial#, instance, sql_id, requester, reason, kill id; out: outcome, audit id. */
    public String cancel() {
        return call("cancel_sql(?,?,?,?,?,?,?,?,?)");
    }

    /** sid, serial#, instance, kill id, note. */
    String noteEnd() {
        return call("note_end(?,?,?,?,?)");
    }

    /** instance, sid, serial#. */
    String detail() {
        return "SELECT state, event, wait_class, seconds_in_wait, server, status FROM " + schema
                + ".poolwarden_sessions" + " WHERE inst_id = ? AND sid = ? AND serial_no = ?";
    }

    /** instance, sid, serial#. */
    String cleanup() {
        return "SELECT state, dead_time, cleanup_attempts, last_attempt FROM " + schema + ".poolwarden_cleanup"
                + " WHERE inst_id = ? AND sid = ? AND serial_no = ? ORDER BY dead_time DESC";
    }

    /** instance, sid, instance, sid of the one that is waited for. */
    String waiters() {
        return "SELECT inst_id, sid, serial_no, username, machine, state, event, seconds_in_wait FROM " + schema
                + ".poolwarden_sessions WHERE (blocking_instance = ? AND blocking_session = ?)"
                + " OR (final_blocking_instance = ? AND final_blocking_session = ?) ORDER BY seconds_in_wait DESC";
    }

    String recovery() {
        return "SELECT inst_id, usn, slot, seq, state, undo_blocks_done, undo_blocks_total FROM " + schema
                + ".poolwarden_recovery";
    }

    /** The newest first: by their time, as each instance takes its ids from a cache of its own. Last: how many. */
    String audit(AuditConditions conditions) {
        return auditColumns() + conditions.where() + NEWEST_FIRST;
    }

    /** instance, sid, serial#, how many. */
    String auditOfSession() {
        return auditColumns() + " WHERE inst_id = ? AND sid = ? AND serial_no = ?" + NEWEST_FIRST;
    }

    private String auditColumns() {
        return "SELECT audit_id, at_time, session_user, os_user, host, ip_address, action, requester, reason, kill_id,"
                + " inst_id, sid, serial_no, username, machine, program, spid, statement, outcome, error_code,"
                + " duration_ms, note, noted_at FROM " + schema + ".poolwarden_audit_log";
    }

    private String call(String procedure) {
        return "{call " + schema + ".poolwarden." + procedure + "}";
    }
}
