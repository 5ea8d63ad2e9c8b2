package org.poolwarden.standin.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.poolwarden.standin.database.EngineClient;
import org.poolwarden.standin.engine.OraException;

class GuardRulesTest extends GuardCase {

    @Test
    void aDbaThroughNestedRolesIsDeniedAndTheDenialIsAudited() throws OraException {
        EngineClient ops = client("OPSDBA");
        warden.sql("SAVEPOINT before");
        OraException denied = assertThrows(OraException.class, () -> disconnect(ops, "IMMEDIATE"));
        warden.rollback();
        assertEquals(20901, denied.code());
        assertTrue(ops.isThere());
        assertFalse(ops.isCut());
        Map<String, Object> row = audited();
        assertEquals("DENIED", row.get("OUTCOME"));
        assertEquals(-20901, number(row.get("ERROR_CODE")));
        assertEquals("DISCONNECT", row.get("ACTION"));
        assertEquals("POOLWARDEN", row.get("SESSION_USER"));
        assertEquals("jane", row.get("REQUESTER"));
        assertEquals("POOLWARDEN", warden.value("SELECT session_user FROM sys.poolwarden_audit_log a"));
        assertEquals("OPSDBA", row.get("USERNAME"));
        assertNull(row.get("MACHINE"), "a protected session's machine stays hidden");
        assertTrue(denied.getMessage().contains("(audit " + row.get("AUDIT_ID") + ")"), denied.getMessage());
    }

    @Test
    void anotherSerialIsAnotherSession() throws OraException {
        assertEquals(20902, checkError(shop.session.sid(), shop.session.serial() + 1, 1));
        assertEquals(0, warden.number("SELECT COUNT(*) FROM sys.poolwarden_audit_log"), "a check of nobody");
        assertEquals(
                20902,
                error("kill_session", 2, shop.session.sid(), shop.session.serial() + 1, 1, "jane", "stuck", null));
        assertEquals("GONE", audited().get("OUTCOME"));
        assertEquals("KILL", audited().get("ACTION"));
        assertEquals(20905, checkError(shop.session.sid(), shop.session.serial(), 2));
        assertEquals(
                20905, error("kill_session", 2, shop.session.sid(), shop.session.serial(), 2, "jane", "stuck", null));
        assertEquals("FAILED", audited().get("OUTCOME"));
        assertEquals(20902, checkError(4_000_000_000L, 1, 1));
    }

    @Test
    void theOwnSessionIsRefused() {
        assertEquals(20903, checkError(warden.session.sid(), warden.session.serial(), 1));
    }

    @Test
    void badArgumentsAreRefusedBeforeAnythingElse() throws OraException {
        int sid = shop.session.sid();
        int serial = shop.session.serial();
        assertEquals(20904, error("disconnect_session", 2, sid, serial, 1, "SOFTLY", "jane", "leaked", null));
        assertEquals(20904, error("disconnect_session", 2, sid, serial, 1, null, "jane", "leaked", null));
        assertEquals(20904, error("disconnect_session", 2, sid, serial, 1, "IMMEDIATE", "jane", "  ", null));
        assertEquals(20904, error("kill_session", 2, sid, serial, 1, "jane", null, null));
        assertEquals(20904, error("kill_session", 2, sid, serial + 1, 1, "jane", "", null));
        assertEquals(20904, error("cancel_sql", 2, sid, serial, 1, "DROP TABLE x;", "jane", "slow", null));
        assertEquals(20904, checkError(null, serial, 1));
        assertEquals(20904, checkError(-1, serial, 1));
        assertEquals("DENIED", audited().get("OUTCOME"));
        assertEquals(6502, checkError("x", serial, 1));
        assertTrue(shop.isThere());
    }

    @Test
    void aUserOutOfScopeIsRefused() throws OraException {
        EngineClient billing = client("BILLING");
        assertEquals(20906, checkError(billing.session.sid(), billing.session.serial(), 1));
        warden.call(PACKAGE + "check_session", 0, shop.session.sid(), shop.session.serial(), 1);
    }

    @Test
    void whoIsNoGranteeFindsNoGuard() {
        assertEquals(942, shop.error("SELECT * FROM sys.poolwarden_sessions"));
        assertEquals(942, shop.error("SELECT * FROM \"SYS\" . \"POOLWARDEN_AUDIT_LOG\" a"));
        assertEquals(6550, shop.error("BEGIN sys.poolwarden.check_session(1,1,1); END;"));
        assertEquals(6550, shop.error("BEGIN kill_session(1,1,1); END;"));
        assertEquals(942, warden.error("SELECT * FROM poolwarden_sessions"));
    }

    @Test
    void aGuardThatIsNotInstalledIsNotThere() throws OraException {
        parts.guard().installed(false);
        assertEquals(942, warden.error("SELECT * FROM sys.poolwarden_database"));
        assertEquals(6550, warden.error("BEGIN sys.poolwarden.check_session(1,1,1); END;"));
        parts.guard().installed(true);
        assertEquals("2.1", warden.value("SELECT guard_version FROM sys.poolwarden_database"));
    }

    @Test
    void callsThatDoNotFitDoNotCompile() {
        assertEquals(6550, warden.error("BEGIN sys.poolwarden.check_session(1,1); END;"));
        assertEquals(6550, warden.error("BEGIN sys.poolwarden.nope(1,1); END;"));
        assertEquals(6550, warden.error("BEGIN poolwarden.check_session(1,1,1); END;"));
        assertEquals(6550, warden.error("BEGIN sys.poolwarden.kill_session(1,1,1,'a','b','c','d',:1); END;", "x"));
        assertEquals(
                20902, warden.error("BEGIN sys.poolwarden.check_session(p_instance=>1, p_sid=>9, p_serial=>1); END;"));
    }
}
