package org.poolwarden.guard.jdbc;

import java.util.List;
import java.util.Locale;
import org.poolwarden.leak.evidence.SessionId;

/**
 * Writes the commands that a person may run to end a session, in SQL*Plus or SQLcl; sends none. Whatever comes from
 * outside (the name of a thread, of a user) stays inside its comment or its literal: what could end either is taken
 * out, and so is what makes SQL*Plus ask for a value. Every command is one line of less than 2,400 characters, for
 * SQL*Plus takes no longer one.
 *
 * @param schema the guard's owner
 */
public record KillStatement(String schema) {

    /** Lines that stand once before the commands: what they print is shown, and no ampersand asks for a value. */
    public static final List<String> PREAMBLE = List.of("set define off", "set serveroutput on");

    private static final int LONGEST = 400;

    /** Refuses what is not a simple identifier. */
    public KillStatement {
        if (!Sql.isSimpleIdentifier(schema)) {
            throw new IllegalArgumentException("not a simple Oracle identifier: " + schema);
        }
    }

    /** The classic procedure, which takes sid, serial#, inst. */
    public String classic(SessionId session) {
        return "exec kill_session(" + session.sid() + ", " + session.serial() + ", " + session.instance() + ")";
    }

    /** The same by the package and with named parameters, so that no number can be taken for another. */
    public String named(SessionId session, String requester, String reason) {
        return "exec declare o varchar2(30); a number; begin " + schema.toLowerCase(Locale.ROOT)
                + ".poolwarden.disconnect_session(p_sid => " + session.sid() + ", p_serial => " + session.serial()
                + ", p_instance => " + session.instance() + ", p_mode => 'IMMEDIATE', p_requester => "
                + literal(requester) + ", p_reason => " + literal(reason)
                + ", p_outcome => o, p_audit_id => a); dbms_output.put_line(o || ', audit ' || a); end;";
    }

    /** For a DBA, who may say it without the guard; a comment, so that it is never run by mistake. */
    public String raw(SessionId session) {
        return "-- alter system disconnect session '" + session.sid() + "," + session.serial() + ",@"
                + session.instance() + "' immediate;";
    }

    /** One comment line. It ends in a full stop, for SQL*Plus continues a line that ends in a hyphen. */
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
