package org.poolwarden.guard.jdbc;

import java.util.List;
import java.util.Locale;
import org.poolwarden.leak.evidence.SessionId;

/**
 * Writes the commands that a person may run in SQL*Plus or SQLcl to end a session, and sends none of them. Every text
 * from outside, such as the name of a thread or a user, stays inside its comment or literal: characters that could end
 * either are removed, and so are those that make SQL*Plus ask for a value. Every command is a single line of less than
 * 2,400 characters, because SQL*Plus accepts no longer one.
 *
 * @param schema the guard's owner
 */
public record KillStatement(String schema) {

    /** The lines before the commands. They make the output visible and keep an ampersand from asking for a value. */
    public static final List<String> PREAMBLE = List.of("set define off", "set serveroutput on");

    private static final int LONGEST = 400;

    /** Refuses a schema that is not a simple identifier. */
    public KillStatement {
        if (!GuardSql.isSimpleIdentifier(schema)) {
            throw new IllegalArgumentException("not a simple Oracle identifier: " + schema);
        }
    }

    /** The call of the classic procedure, which takes sid, serial#, inst. */
    public String classic(SessionId session) {
        return "exec kill_session(" + session.sid() + ", " + session.serial() + ", " + session.instance() + ")";
    }

    /** The call of the package with named parameters, which cannot confuse the numbers. */
    public String named(SessionId session, String requester, String reason) {
        return "exec declare o varchar2(30); a number; begin " + schema.toLowerCase(Locale.ROOT)
                + ".poolwarden.disconnect_session(p_sid => " + session.sid() + ", p_serial => " + session.serial()
                + ", p_instance => " + session.instance() + ", p_mode => 'IMMEDIATE', p_requester => "
                + literal(requester) + ", p_reason => " + literal(reason)
                + ", p_outcome => o, p_audit_id => a); dbms_output.put_line(o || ', audit ' || a); end;";
    }

    /** The statement for a DBA, who may run it without the guard. It is a comment, so nobody runs it by mistake. */
    public String raw(SessionId session) {
        return "-- alter system disconnect session '" + session.sid() + "," + session.serial() + ",@"
                + session.instance() + "' immediate;";
    }

    /** One comment line. It ends in a full stop, because SQL*Plus continues a line that ends in a hyphen. */
    public static String comment(String text) {
        String line = line(text);
        return "-- " + line + (line.endsWith(".") ? "" : ".");
    }

    private static String literal(String text) {
        return "'" + line(text).replace("'", "''") + "'";
    }

    private static String line(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ")
                .replace('&', '+')
                .strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST);
    }
}
