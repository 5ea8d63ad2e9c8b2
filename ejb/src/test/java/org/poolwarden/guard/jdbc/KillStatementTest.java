package org.poolwarden.guard.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.SessionId;

@DisplayName("The generator of kill commands")
class KillStatementTest {

    private static final SessionId SESSION = new SessionId(new DatabaseId("FREE", "FREEPDB1"), 2, 46, 99);

    private final KillStatement script = new KillStatement("SYS");

    @Test
    @DisplayName("gives the classic procedure sid, serial# and instance, in this order")
    void classic() {
        assertEquals("exec kill_session(46, 99, 2)", script.classic(SESSION));
    }

    @Test
    @DisplayName("names every parameter of the package's procedure")
    void named() {
        assertEquals(
                "exec declare o varchar2(30); a number; begin sys.poolwarden.disconnect_session(p_sid => 46,"
                        + " p_serial => 99, p_instance => 2, p_mode => 'IMMEDIATE', p_requester => 'ops via JMX',"
                        + " p_reason => 'it leaks', p_outcome => o, p_audit_id => a);"
                        + " dbms_output.put_line(o || ', audit ' || a); end;",
                script.named(SESSION, "ops via JMX", "it leaks"));
    }

    @Test
    @DisplayName("writes ALTER SYSTEM as a comment only")
    void raw() {
        assertEquals("-- alter system disconnect session '46,99,@2' immediate;", script.raw(SESSION));
    }

    @Test
    @DisplayName("lets nothing out of a literal or a comment, and nothing ask for a value")
    void nothingEscapes() {
        String evil = "x'); drop table t; --\n/\r\u2028host rm -rf & ${x} \u202e-";

        String named = script.named(SESSION, evil, evil);
        String comment = KillStatement.comment(evil);

        for (String line : new String[] {named, comment}) {
            assertTrue(line.chars().noneMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x202e), line);
            assertFalse(line.contains("&"), line);
            assertFalse(line.endsWith("-"), line);
        }
        assertTrue(named.contains("p_requester => 'x''); drop table t; -- / host"), named);
        assertEquals(0, named.chars().filter(c -> c == '\'').count() % 2);
    }

    @Test
    @DisplayName("keeps a line as short as SQL*Plus can take it")
    void shortLines() {
        assertTrue(script.named(SESSION, "'".repeat(5000), "'".repeat(5000)).length() < 2400);
    }

    @Test
    @DisplayName("refuses a schema that is no identifier")
    void schema() {
        assertThrows(IllegalArgumentException.class, () -> new KillStatement("sys; drop"));
    }
}
