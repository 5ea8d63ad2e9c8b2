package org.poolwarden.guardcontract.engine;

import java.math.BigDecimal;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The guard as one of its callers sees it: the SQL API over one JDBC connection. */
public final class GuardClient implements AutoCloseable {

    /** The columns of poolwarden_sessions that are null where access is not ALLOWED. */
    public static final List<String> DETAILS = Stream.of(
                    "status last_call_et logon_time osuser machine program process module action client_info"
                            .split(" "),
                    "client_identifier sql_id prev_sql_id event wait_class seconds_in_wait blocking_instance"
                            .split(" "),
                    "blocking_session final_blocking_instance final_blocking_session blocked_count spid server"
                            .split(" "),
                    "undo_records undo_blocks rolling_back".split(" "),
                    "state schemaname command resource_consumer_group audsid xid txn_priority".split(" "))
            .flatMap(Arrays::stream)
            .toList();

    /** The columns of poolwarden_audit_log. */
    public static final List<String> AUDIT =
            List.of(("audit_id at_time session_user os_user host ip_address proxy_user action"
                            + " requester reason kill_id inst_id sid serial_no username machine program spid server"
                            + " statement outcome error_code duration_ms note noted_at")
                    .split(" "));

    /** What is let through. */
    public static final int ALLOWED = 0;

    private static final int GONE = 20902;

    private final Connection connection;
    private final SessionKey session;
    private final String packagePrefix;
    private final String schema;

    /**
     * @param session the connection's own
     * @param packagePrefix what a procedure of the package is called by: {@code sys.poolwarden.}
     * @param schema the guard's
     */
    public GuardClient(Connection connection, SessionKey session, String packagePrefix, String schema) {
        this.connection = connection;
        this.session = session;
        this.packagePrefix = packagePrefix;
        this.schema = schema;
    }

    /** What an action answered. */
    public record Answer(String outcome, long auditId) {}

    public Connection connection() {
        return connection;
    }

    public SessionKey session() {
        return session;
    }

    public void check(SessionKey target) throws SQLException {
        check(number(target.sid()), number(target.serial()), number(target.instance()));
    }

    public void check(BigDecimal sid, BigDecimal serial, BigDecimal instance) throws SQLException {
        call(packagePrefix + "check_session", sid, serial, instance);
    }

    public Answer disconnect(SessionKey target, String mode, String requester, String reason) throws SQLException {
        return disconnect(target, mode, requester, reason, null);
    }

    public Answer disconnect(SessionKey target, String mode, String requester, String reason, String killId)
            throws SQLException {
        return act("disconnect_session", target, List.of(Optional.ofNullable(mode)), requester, reason, killId);
    }

    public Answer kill(SessionKey target, String requester, String reason) throws SQLException {
        return kill(target, requester, reason, null);
    }

    public Answer kill(SessionKey target, String requester, String reason, String killId) throws SQLException {
        return act("kill_session", target, List.of(), requester, reason, killId);
    }

    public Answer force(SessionKey target, String requester, String reason) throws SQLException {
        return force(target, requester, reason, null);
    }

    public Answer force(SessionKey target, String requester, String reason, String killId) throws SQLException {
        return act("force_session", target, List.of(), requester, reason, killId);
    }

    public Answer cancel(SessionKey target, String sqlId, String requester, String reason) throws SQLException {
        return cancel(target, sqlId, requester, reason, null);
    }

    public Answer cancel(SessionKey target, String sqlId, String requester, String reason, String killId)
            throws SQLException {
        return act("cancel_sql", target, List.of(Optional.ofNullable(sqlId)), requester, reason, killId);
    }

    /** The classic form. */
    public void killClassic(SessionKey target) throws SQLException {
        call(schema + ".kill_session", number(target.sid()), number(target.serial()), number(target.instance()));
    }

    /** The classic form with a reason. */
    public void killClassic(SessionKey target, String reason) throws SQLException {
        try (CallableStatement call = connection.prepareCall("{call " + schema + ".kill_session(?, ?, ?, ?)}")) {
            name(call, target);
            call.setString(4, reason);
            call.execute();
        }
    }

    /** The text of a statement of that session's. */
    public String sqlText(SessionKey target, String sqlId) throws SQLException {
        try (CallableStatement call = connection.prepareCall("{call " + packagePrefix + "sql_text(?, ?, ?, ?, ?)}")) {
            name(call, target);
            call.setString(4, sqlId);
            call.registerOutParameter(5, Types.VARCHAR);
            call.execute();
            return call.getString(5);
        }
    }

    /** What the session holds: cursors, statements, blocks of temporary space, those of LOBs, bytes of memory. */
    public List<Object> holdings(SessionKey target) throws SQLException {
        try (CallableStatement call =
                connection.prepareCall("{call " + packagePrefix + "holdings(?, ?, ?, ?, ?, ?, ?, ?)}")) {
            name(call, target);
            for (int out = 4; out <= 8; out++) {
                call.registerOutParameter(out, out == 5 ? Types.VARCHAR : Types.NUMERIC);
            }
            call.execute();
            List<Object> found = new ArrayList<>();
            for (int out = 4; out <= 8; out++) {
                BigDecimal number = out == 5 ? null : call.getBigDecimal(out);
                found.add(out == 5 ? call.getString(5) : number == null ? null : number.longValueExact());
            }
            return found;
        }
    }

    /** One note for what was done to that session under that kill id. */
    public void noteEnd(SessionKey target, String killId, String note) throws SQLException {
        noteEnd(number(target.sid()), number(target.serial()), number(target.instance()), killId, note);
    }

    public void noteEnd(BigDecimal sid, BigDecimal serial, BigDecimal instance, String killId, String note)
            throws SQLException {
        try (CallableStatement call = connection.prepareCall("{call " + packagePrefix + "note_end(?, ?, ?, ?, ?)}")) {
            call.setBigDecimal(1, sid);
            call.setBigDecimal(2, serial);
            call.setBigDecimal(3, instance);
            call.setString(4, killId);
            call.setString(5, note);
            call.execute();
        }
    }

    public void purgeAudit(BigDecimal olderThanDays) throws SQLException {
        call(packagePrefix.replace("poolwarden.", "poolwarden_admin.") + "purge_audit", olderThanDays);
    }

    /** All rows of poolwarden_sessions. */
    public List<Map<String, Object>> sessions() throws SQLException {
        return query("SELECT inst_id, sid, serial_no, username, access_status, " + String.join(", ", DETAILS) + " FROM "
                + schema + ".poolwarden_sessions");
    }

    /**
     * The rows of these sessions, and one row of each instance: that one tells whether the instance shows any at all.
     * As the client asks it.
     */
    public List<Map<String, Object>> sessionsOf(SessionKey... keys) throws SQLException {
        String columns = "inst_id, sid, serial_no, username, access_status, " + String.join(", ", DETAILS);
        String marks = String.join(", ", Collections.nCopies(keys.length, "(?, ?, ?)"));
        String sql =
                "SELECT " + columns + " FROM (SELECT s.*, ROW_NUMBER() OVER (PARTITION BY s.inst_id ORDER BY s.sid)"
                        + " AS nth_of_instance FROM " + schema + ".poolwarden_sessions s) t"
                        + " WHERE (inst_id, sid, serial_no) IN (" + marks + ") OR nth_of_instance = 1";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int next = 1;
            for (SessionKey key : keys) {
                statement.setLong(next++, key.instance());
                statement.setLong(next++, key.sid());
                statement.setLong(next++, key.serial());
            }
            try (ResultSet rows = statement.executeQuery()) {
                return read(rows);
            }
        }
    }

    /**
     * How a check would judge these sessions, in one question as the client asks it: each by its key, with
     * {@link #ALLOWED} or the ORA- number of the refusal.
     */
    public Map<SessionKey, Integer> rulings(SessionKey... keys) throws SQLException {
        String marks = String.join(", ", Collections.nCopies(keys.length, "(?, ?, ?)"));
        String sql = "SELECT t.inst_id, t.sid, t.serial_no, t.username, t.access_status, w.coordinator, l.acts_left"
                + " FROM (SELECT s.inst_id, s.sid, s.serial_no, s.username, s.access_status, ROW_NUMBER() OVER"
                + " (PARTITION BY s.inst_id ORDER BY s.sid) AS nth_of_instance FROM " + schema
                + ".poolwarden_sessions s) t"
                + " LEFT JOIN " + schema + ".poolwarden_slaves w ON w.inst_id = t.inst_id AND w.sid = t.sid"
                + " AND w.serial_no = t.serial_no LEFT JOIN " + schema + ".poolwarden_acts l ON l.username = t.username"
                + " WHERE (t.inst_id, t.sid, t.serial_no) IN (" + marks
                + ") OR t.nth_of_instance = 1";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int next = 1;
            for (SessionKey key : keys) {
                statement.setLong(next++, key.instance());
                statement.setLong(next++, key.sid());
                statement.setLong(next++, key.serial());
            }
            try (ResultSet rows = statement.executeQuery()) {
                Map<SessionKey, Integer> rulings = new HashMap<>();
                for (Map<String, Object> row : read(rows)) {
                    if (rulings.put(keyOf(row), ruling(row)) != null) {
                        throw new AssertionError("two rows for " + keyOf(row));
                    }
                }
                for (SessionKey key : keys) {
                    rulings.putIfAbsent(key, GONE);
                }
                return rulings;
            }
        }
    }

    private int ruling(Map<String, Object> row) {
        if (keyOf(row).equals(session)) {
            return 20903;
        }
        return switch ((String) row.get("access_status")) {
            case "ALLOWED" -> row.get("coordinator") == null ? allowed(row) : 20907;
            case "PROTECTED" -> 20901;
            default -> 20906;
        };
    }

    private static int allowed(Map<String, Object> row) {
        return row.get("acts_left") == null || longOf(row, "acts_left") > 0 ? ALLOWED : 20908;
    }

    /** How many acts are left on sessions of that user; null for any number. */
    public Long actsLeft(String username) throws SQLException {
        List<Long> found = query("SELECT username, acts_left FROM " + schema + ".poolwarden_acts").stream()
                .filter(row -> username.equals(row.get("username")))
                .map(row -> longOf(row, "acts_left"))
                .toList();
        if (found.size() > 1) {
            throw new AssertionError(found.size() + " rows for " + username);
        }
        return found.isEmpty() ? null : found.get(0);
    }

    /** The sessions that are shown as slaves. */
    public Set<SessionKey> slaves() throws SQLException {
        return query("SELECT inst_id, sid, serial_no FROM " + schema + ".poolwarden_slaves").stream()
                .map(GuardClient::keyOf)
                .collect(Collectors.toSet());
    }

    /** What the session works for; null if it works for itself, or is none that the caller may act on. */
    public String coordinator(SessionKey key) throws SQLException {
        List<Map<String, Object>> found =
                query("SELECT inst_id, sid, serial_no, coordinator FROM " + schema + ".poolwarden_slaves").stream()
                        .filter(row -> keyOf(row).equals(key))
                        .toList();
        if (found.size() > 1) {
            throw new AssertionError(found.size() + " rows for " + key);
        }
        return found.isEmpty() ? null : (String) found.get(0).get("coordinator");
    }

    /** The one row of a session. */
    public Map<String, Object> row(SessionKey key) throws SQLException {
        List<Map<String, Object>> rows =
                sessions().stream().filter(row -> keyOf(row).equals(key)).toList();
        if (rows.size() != 1) {
            throw new AssertionError(rows.size() + " rows for " + key);
        }
        return rows.get(0);
    }

    /** The audit rows about a session, oldest first. */
    public List<Map<String, Object>> audit(SessionKey key) throws SQLException {
        return auditLog().stream()
                .filter(row -> Stream.of("inst_id", "sid", "serial_no").noneMatch(id -> row.get(id) == null))
                .filter(row -> keyOf(row).equals(key))
                .toList();
    }

    /** All rows of poolwarden_audit_log. By *, as SESSION_USER by name is a function to some databases. */
    public List<Map<String, Object>> auditLog() throws SQLException {
        return query("SELECT * FROM " + schema + ".poolwarden_audit_log ORDER BY audit_id");
    }

    public List<Map<String, Object>> query(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return read(rows);
        }
    }

    private static List<Map<String, Object>> read(ResultSet rows) throws SQLException {
        List<Map<String, Object>> result = new ArrayList<>();
        while (rows.next()) {
            Map<String, Object> row = new HashMap<>();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                row.put(rows.getMetaData().getColumnLabel(i).toLowerCase(Locale.ROOT), rows.getObject(i));
            }
            result.add(row);
        }
        return result;
    }

    public static SessionKey keyOf(Map<String, Object> row) {
        return new SessionKey(longOf(row, "inst_id"), longOf(row, "sid"), longOf(row, "serial_no"));
    }

    /** A number column as a long. */
    public static long longOf(Map<String, Object> row, String column) {
        return ((Number) row.get(column)).longValue();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private Answer act(
            String procedure,
            SessionKey target,
            List<Optional<String>> extra,
            String requester,
            String reason,
            String killId)
            throws SQLException {
        int inputs = 6 + extra.size();
        String marks = ", ?".repeat(inputs + 1);
        try (CallableStatement call =
                connection.prepareCall("{call " + packagePrefix + procedure + "(?" + marks + ")}")) {
            name(call, target);
            int next = 4;
            for (Optional<String> text : extra) {
                call.setString(next++, text.orElse(null));
            }
            call.setString(next++, requester);
            call.setString(next++, reason);
            call.setString(next++, killId);
            call.registerOutParameter(next, Types.VARCHAR);
            call.registerOutParameter(next + 1, Types.NUMERIC);
            call.execute();
            return new Answer(call.getString(next), call.getBigDecimal(next + 1).longValueExact());
        }
    }

    private void call(String procedure, BigDecimal... arguments) throws SQLException {
        String marks = "?" + ", ?".repeat(arguments.length - 1);
        try (CallableStatement call = connection.prepareCall("{call " + procedure + "(" + marks + ")}")) {
            for (int i = 0; i < arguments.length; i++) {
                call.setBigDecimal(i + 1, arguments[i]);
            }
            call.execute();
        }
    }

    private static void name(CallableStatement call, SessionKey target) throws SQLException {
        call.setBigDecimal(1, number(target.sid()));
        call.setBigDecimal(2, number(target.serial()));
        call.setBigDecimal(3, number(target.instance()));
    }

    private static BigDecimal number(long value) {
        return BigDecimal.valueOf(value);
    }
}
