package org.poolwarden.guardcontract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.poolwarden.guardcontract.engine.Ability;
import org.poolwarden.guardcontract.engine.GuardClient;
import org.poolwarden.guardcontract.engine.SessionKey;
import org.poolwarden.guardcontract.engine.Victim;
import org.poolwarden.guardcontract.engine.World;

/** What is written down, and when. */
public interface AuditCases extends Contract {

    @Test
    default void anActLeavesOneCompletedRow() throws SQLException {
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            SessionKey key = victim.session();
            Object spid = guard.row(key).get("spid");
            Object machine = guard.row(key).get("machine");
            Object program = guard.row(key).get("program");
            long id = disconnect(guard, victim).auditId();
            List<Map<String, Object>> rows = guard.audit(key);
            assertEquals(1, rows.size());
            Map<String, Object> row = rows.get(0);
            assertEquals(id, GuardClient.longOf(row, "audit_id"));
            assertEquals("DONE", row.get("outcome"));
            assertEquals("DISCONNECT", row.get("action"));
            assertEquals(World.POOLWARDEN, row.get("session_user"));
            assertEquals(REQUESTER, row.get("requester"));
            assertEquals(REASON, row.get("reason"));
            assertEquals(World.SHOP, row.get("username"));
            assertEquals(spid, row.get("spid"));
            assertEquals(machine, row.get("machine"));
            assertEquals(program, row.get("program"));
            assertNull(row.get("error_code"));
            assertTrue(GuardClient.longOf(row, "duration_ms") >= 0);
            for (String known : new String[] {"at_time", "os_user", "host", "ip_address"}) {
                assertNotNull(row.get(known), known);
            }
        }
    }

    @Test
    default void theLogHasTheAgreedColumns() throws SQLException {
        try (GuardClient guard = as(World.POOLWARDEN)) {
            refused(20903, () -> guard.check(guard.session()));
            assertEquals(Set.copyOf(GuardClient.AUDIT), guard.auditLog().get(0).keySet());
        }
    }

    @Test
    default void theStatementNamesTheInstanceAlways() throws SQLException {
        try (Victim one = open(World.SHOP);
                Victim two = open(World.SHOP);
                Victim three = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            guard.disconnect(one.session(), "IMMEDIATE", REQUESTER, REASON);
            guard.disconnect(two.session(), "POST_TRANSACTION", REQUESTER, REASON);
            guard.kill(three.session(), REQUESTER, REASON);
            statement("ALTER SYSTEM DISCONNECT SESSION %s IMMEDIATE", guard, one);
            statement("ALTER SYSTEM DISCONNECT SESSION %s POST_TRANSACTION IMMEDIATE", guard, two);
            statement("ALTER SYSTEM KILL SESSION %s IMMEDIATE", guard, three);
        }
    }

    private static void statement(String expected, GuardClient guard, Victim victim) throws SQLException {
        SessionKey key = victim.session();
        String id = "'" + key.sid() + "," + key.serial() + ",@" + key.instance() + "'";
        assertEquals(expected.formatted(id), guard.audit(key).get(0).get("statement"));
    }

    @Test
    default void aRefusalLeavesARow() throws SQLException {
        try (Victim protectedOne = open(World.NESTED_DBA);
                Victim outOfScope = open(World.BILLING);
                GuardClient guard = as(World.POOLWARDEN)) {
            refused(20901, () -> disconnect(guard, protectedOne));
            refused(20906, () -> guard.kill(outOfScope.session(), REQUESTER, REASON));
            denial(guard, protectedOne, "DISCONNECT", -20901);
            denial(guard, outOfScope, "KILL", -20906);
        }
    }

    @Test
    default void aRefusedCheckLeavesARowToo() throws SQLException {
        try (Victim victim = open(World.BILLING);
                GuardClient guard = as(World.POOLWARDEN)) {
            refused(20906, () -> guard.check(victim.session()));
            denial(guard, victim, "CHECK", -20906);
            refused(20903, () -> guard.check(guard.session()));
            assertEquals(-20903, GuardClient.longOf(guard.audit(guard.session()).get(0), "error_code"));
        }
    }

    private static void denial(GuardClient guard, Victim victim, String action, long code) throws SQLException {
        List<Map<String, Object>> rows = guard.audit(victim.session());
        assertEquals(1, rows.size(), "rows about the refusal");
        assertEquals("DENIED", rows.get(0).get("outcome"));
        assertEquals(action, rows.get(0).get("action"));
        assertEquals(code, GuardClient.longOf(rows.get(0), "error_code"));
        assertEquals(World.POOLWARDEN, rows.get(0).get("session_user"));
    }

    @Test
    default void theCallersRollbackTakesNoRowWithIt() throws SQLException {
        try (Victim victim = open(World.SHOP);
                Victim refused = open(World.BILLING);
                GuardClient guard = as(World.POOLWARDEN)) {
            guard.connection().setAutoCommit(false);
            disconnect(guard, victim);
            guard.connection().rollback();
            refused(20906, () -> disconnect(guard, refused));
            guard.connection().rollback();
            assertEquals(1, guard.audit(victim.session()).size());
            assertEquals(1, guard.audit(refused.session()).size());
            guard.connection().rollback();
        }
    }

    @Test
    default void aSessionThatIsNotThereLeavesARow() throws SQLException {
        try (GuardClient guard = as(World.POOLWARDEN)) {
            SessionKey nobody = new SessionKey(1, 4_000_002, guard.session().serial());
            refused(20902, () -> guard.kill(nobody, REQUESTER, REASON));
            Map<String, Object> row = guard.audit(nobody).get(0);
            assertEquals("GONE", row.get("outcome"));
            assertEquals(-20902, GuardClient.longOf(row, "error_code"));
            assertNull(row.get("username"));
        }
    }

    @Test
    default void longClaimsAreCut() throws SQLException {
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            guard.kill(victim.session(), "r".repeat(300), "w".repeat(500));
            Map<String, Object> row = guard.audit(victim.session()).get(0);
            assertEquals("r".repeat(256), row.get("requester"));
            assertEquals("w".repeat(400), row.get("reason"));
        }
    }

    @Test
    default void withoutARowThereIsNoAct() throws SQLException {
        needs(Ability.BROKEN_AUDIT);
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            engine().breakAudit(true);
            try {
                disconnect(guard, victim);
                throw new AssertionError("was not refused");
            } catch (SQLException expected) {
                assertTrue(victim.lives());
            }
        } finally {
            engine().breakAudit(false);
        }
    }

    @Test
    default void whatWasRefusedRevealsNoMoreThanTheListDoes() throws SQLException {
        try (Victim victim = open(World.NESTED_DBA);
                GuardClient guard = as(World.POOLWARDEN)) {
            refused(20901, () -> disconnect(guard, victim));
            Map<String, Object> row = guard.audit(victim.session()).get(0);
            assertEquals(World.NESTED_DBA, row.get("username"));
            assertNull(row.get("machine"));
            assertNull(row.get("program"));
            assertNull(row.get("spid"));
        }
    }

    @Test
    default void aPurgeTakesOnlyWhatIsOldEnough() throws SQLException {
        needs(Ability.OLD_AUDIT);
        try (Victim old = open(World.SHOP);
                Victim recent = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            engine().ageAudit(disconnect(guard, old).auditId(), 40);
            disconnect(guard, recent);
            guard.purgeAudit(Contract.number("41"));
            assertEquals(1, guard.audit(old.session()).size());
            guard.purgeAudit(Contract.number("39"));
            assertEquals(0, guard.audit(old.session()).size());
            assertEquals(1, guard.audit(recent.session()).size());
        }
    }

    @Test
    default void nobodyCanPurgeWhatWasJustDone() throws SQLException {
        try (GuardClient guard = as(World.POOLWARDEN)) {
            for (String days : new String[] {"-1", "0", "1", "29", "30.5", "100001", "1e30"}) {
                refused(20904, () -> guard.purgeAudit(Contract.number(days)));
            }
            refused(20904, () -> guard.purgeAudit(null));
        }
    }

    @Test
    default void aPurgeLeavesARowItself() throws SQLException {
        try (GuardClient guard = as(World.POOLWARDEN)) {
            guard.purgeAudit(Contract.number("40000"));
            Map<String, Object> done = last(guard);
            assertEquals("PURGE", done.get("action"));
            assertEquals("DONE", done.get("outcome"));
            assertEquals(World.POOLWARDEN, done.get("session_user"));
            assertEquals("DELETE audit rows older than 40000 days", done.get("statement"));
            refused(20904, () -> guard.purgeAudit(Contract.number("29")));
            assertEquals("PURGE", last(guard).get("action"));
            assertEquals("DENIED", last(guard).get("outcome"));
            assertEquals(-20904, GuardClient.longOf(last(guard), "error_code"));
        }
    }

    private static Map<String, Object> last(GuardClient guard) throws SQLException {
        List<Map<String, Object>> rows = guard.auditLog();
        return rows.get(rows.size() - 1);
    }

    @Test
    default void actsReachTheAlertLogAndRefusalsDoNot() throws SQLException {
        needs(Ability.ALERT_LOG);
        needs(Ability.SCRIPTED_ANSWERS);
        try (Victim victim = open(World.SHOP);
                Victim failing = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            long id = disconnect(guard, victim).auditId();
            assertTrue(engine().alertLog().contains("Poolwarden: audit " + id + ": ALTER SYSTEM DISCONNECT SESSION"));
            engine().answer(failing.session(), "KILL", 600);
            refused(600, () -> guard.kill(failing.session(), REQUESTER, REASON));
            long failed = GuardClient.longOf(guard.audit(failing.session()).get(0), "audit_id");
            String line = "Poolwarden: audit " + failed + ": ALTER SYSTEM KILL SESSION";
            assertTrue(engine().alertLog().lines().anyMatch(l -> l.contains(line) && l.contains("FAILED with -600")));
            refused(20903, () -> guard.check(guard.session()));
            for (Map<String, Object> refusal : guard.audit(guard.session())) {
                assertFalse(engine().alertLog().contains("audit " + refusal.get("audit_id") + ":"));
            }
        }
    }
}
