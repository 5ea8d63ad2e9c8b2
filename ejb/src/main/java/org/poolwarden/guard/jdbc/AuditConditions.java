package org.poolwarden.guard.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.poolwarden.guard.AuditQuery;

/** An {@link AuditQuery} as conditions of SQL, and what is bound to them. */
final class AuditConditions {

    private static final Pattern KEY = Pattern.compile("\\s*\\d{1,18}\\s*,\\s*\\d{1,18}\\s*,\\s*\\d{1,18}\\s*");

    private static final String SESSION = "inst_id || ',' || sid || ',' || serial_no";

    /** One by one: put together, they may be longer than a VARCHAR2 (ORA-01489). */
    private static final List<String> TEXTS = List.of(
            "requester",
            "reason",
            "note",
            "kill_id",
            "username",
            "action",
            "outcome",
            "machine",
            "program",
            "session_user",
            "os_user",
            "host",
            SESSION,
            "TO_CHAR(at_time, 'YYYY-MM-DD HH24:MI:SS')",
            "CASE WHEN error_code IS NOT NULL THEN 'ORA' || error_code END");

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> binds = new ArrayList<>();

    AuditConditions(AuditQuery query) {
        if (query.session() != null) {
            session(query.session());
        }
        if (query.requester() != null) {
            add(contains("requester"), query.requester());
        }
        if (query.outcome() != null) {
            add("outcome = ?", query.outcome());
        }
        for (String word : query.words()) {
            conditions.add(String.join(
                    " OR ", TEXTS.stream().map(AuditConditions::contains).toList()));
            TEXTS.forEach(text -> binds.add(word));
        }
        if (query.from() != null) {
            add("at_time >= ?", query.from());
        }
        if (query.to() != null) {
            add("at_time <= ?", query.to());
        }
    }

    /** With WHERE; empty if nothing filters. */
    String where() {
        return conditions.isEmpty() ? "" : " WHERE (" + String.join(") AND (", conditions) + ")";
    }

    /** In the order of their places. */
    List<Object> binds() {
        return List.copyOf(binds);
    }

    private void add(String condition, Object bind) {
        conditions.add(condition);
        binds.add(bind);
    }

    /** By its numbers, and not by a text that the database would have to make of each row. */
    private void session(String key) {
        if (KEY.matcher(key).matches()) {
            conditions.add("inst_id = ? AND sid = ? AND serial_no = ?");
            for (String number : key.split(",")) {
                binds.add(Long.valueOf(number.strip()));
            }
        } else {
            conditions.add("1 = 0");
        }
    }

    private static String contains(String text) {
        return "INSTR(LOWER(" + text + "), LOWER(?)) > 0";
    }
}
