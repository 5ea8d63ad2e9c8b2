package org.poolwarden.guardcontract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import oracle.sql.Datum;
import org.junit.jupiter.api.Test;
import org.poolwarden.guardcontract.engine.Ability;
import org.poolwarden.guardcontract.engine.GuardClient;
import org.poolwarden.guardcontract.engine.LastMoment;
import org.poolwarden.guardcontract.engine.Scene;
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
    default void anActChangesNoOtherRow() throws SQLException {
        try (Victim one = open(World.SHOP);
                Victim two = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            guard.kill(one.session(), REQUESTER, REASON);
            Map<String, Object> before = guard.audit(one.session()).get(0);
            disconnect(guard, two);
            assertEquals(before, guard.audit(one.session()).get(0));
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
        needs(Ability.DISCONNECT);
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

    /** Who only looks pushes nothing out of the audit, however often, and still cannot look unseen. */
    @Test
    default void aCheckThatIsRefusedAgainLeavesNoOtherRow() throws SQLException {
        try (Victim victim = open(World.BILLING);
                GuardClient guard = as(World.POOLWARDEN);
                GuardClient other = as(World.SCOPELESS)) {
            for (int i = 0; i < 5; i++) {
                refused(20906, () -> guard.check(victim.session()));
            }
            denial(guard, victim, "CHECK", -20906);
            refused(20906, () -> guard.kill(victim.session(), REQUESTER, REASON));
            refused(20906, () -> guard.kill(victim.session(), REQUESTER, REASON));
            assertEquals(3, guard.audit(victim.session()).size(), "each act has a row of its own");
            refused(20906, () -> other.check(victim.session()));
            assertEquals(4, guard.audit(victim.session()).size(), "another caller's");
        }
    }

    @Test
    default void aCheckThatIsRefusedAgainAfterAnHourLeavesARow() throws SQLException {
        needs(Ability.OLD_AUDIT);
        try (Victim victim = open(World.BILLING);
                GuardClient guard = as(World.POOLWARDEN)) {
            refused(20906, () -> guard.check(victim.session()));
            engine().ageAudit(
                            GuardClient.longOf(guard.audit(victim.session()).get(0), "audit_id"),
                            Duration.ofMinutes(61));
            refused(20906, () -> guard.check(victim.session()));
            assertEquals(2, guard.audit(victim.session()).size());
        }
    }

    /** There are as many of these as there are numbers. */
    @Test
    default void aCheckOfWhatIsNoSessionLeavesNoRow() throws SQLException {
        try (GuardClient guard = as(World.POOLWARDEN)) {
            SessionKey own = guard.session();
            SessionKey nobody = new SessionKey(own.instance(), 4_000_003, own.serial());
            refused(20902, () -> guard.check(nobody));
            assertEquals(0, guard.audit(nobody).size());
            String told = messageOf(() -> guard.check(nobody));
            assertTrue(told.contains("there is no such session"), told);
            assertFalse(told.contains("audit"), told);
            SessionKey nowhere = new SessionKey(own.instance() + 91, own.sid(), own.serial());
            refused(20905, () -> guard.check(nowhere));
            assertEquals(0, guard.audit(nowhere).size());
            int before = guard.auditLog().size();
            refused(20904, () -> guard.check(null, null, null));
            assertEquals(before, guard.auditLog().size());
        }
    }

    @Test
    default void timesAreUtc() throws SQLException {
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            guard.kill(victim.session(), REQUESTER, REASON, "utc");
            guard.noteEnd(victim.session(), "utc", "ended");
            Map<String, Object> row = guard.audit(victim.session()).get(0);
            for (String column : new String[] {"at_time", "noted_at"}) {
                Duration off = Duration.between(timeOf(row.get(column)), LocalDateTime.now(ZoneOffset.UTC));
                assertTrue(off.abs().compareTo(Duration.ofMinutes(10)) < 0, column + " is off by " + off);
            }
        }
    }

    private static LocalDateTime timeOf(Object value) throws SQLException {
        Object time = value instanceof Datum datum ? datum.toJdbc() : value;
        return ((Timestamp) time).toLocalDateTime();
    }

    @Test
    default void theRowSaysWhatKindOfProcessTheSpidIs() throws SQLException {
        try (Victim victim = open(World.SHOP);
                Victim hidden = open(World.BILLING);
                GuardClient guard = as(World.POOLWARDEN)) {
            Object server = guard.row(victim.session()).get("server");
            disconnect(guard, victim);
            assertEquals(server, guard.audit(victim.session()).get(0).get("server"));
            refused(20906, () -> disconnect(guard, hidden));
            assertNull(guard.audit(hidden.session()).get(0).get("server"));
        }
    }

    /** What was done must not be told as what was not. */
    @Test
    default void anActWhoseRowCannotBeCompletedMayHaveBeenDone() throws SQLException {
        needs(Ability.LAST_MOMENT);
        needs(Ability.BROKEN_AUDIT);
        try (Scene scene = engine().atTheLastMoment(LastMoment.AUDIT_FULL);
                Victim victim = scene.engine().open(World.SHOP);
                GuardClient guard = scene.engine().as(World.POOLWARDEN)) {
            refused(20909, () -> disconnect(guard, victim));
            assertTrue(victim.ends());
            assertEquals("STARTED", guard.audit(victim.session()).get(0).get("outcome"));
        }
    }

    @Test
    default void theClassicFormTakesAReasonAndSaysWhoseSessionItEnded() throws SQLException {
        needs(Ability.PRINTED);
        try (Victim victim = open(World.SHOP);
                Victim other = open(World.SHOP);
                Victim last = open(World.STRANGER);
                GuardClient operator = as(World.OPERATOR);
                GuardClient guard = as(World.POOLWARDEN)) {
            disconnect(operator, last);
            Object machine = guard.row(victim.session()).get("machine");
            List<String> said = engine().printed(guard, () -> guard.killClassic(victim.session(), "holds the stock"));
            assertTrue(victim.ends());
            assertTrue(said.get(0).contains(" of SHOP at " + machine + ": DONE"), said.toString());
            assertEquals("holds the stock", guard.audit(victim.session()).get(0).get("reason"));
            guard.killClassic(other.session(), null);
            assertEquals(
                    "classic kill_session", guard.audit(other.session()).get(0).get("reason"));
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
        needs(Ability.KEEPERS);
        needs(Ability.OLD_AUDIT);
        try (Victim old = open(World.SHOP);
                Victim recent = open(World.SHOP);
                Victim hidden = open(World.BILLING);
                GuardClient guard = as(World.POOLWARDEN);
                GuardClient keeper = as(World.KEEPER)) {
            refused(20906, () -> guard.check(hidden.session()));
            engine().ageAudit(disconnect(guard, old).auditId(), Duration.ofDays(40));
            long later = disconnect(guard, recent).auditId();
            keeper.purgeAudit(Contract.number("41"));
            assertEquals(1, guard.audit(old.session()).size());
            keeper.purgeAudit(Contract.number("39"));
            assertEquals(0, guard.audit(old.session()).size());
            assertEquals(1, guard.audit(recent.session()).size());
            assertEquals(
                    "DENIED", guard.audit(hidden.session()).get(0).get("outcome"), "a row that stays is as it was");
            engine().ageAudit(later, Duration.ofDays(31));
            keeper.purgeAudit(Contract.number("30"));
            assertEquals(0, guard.audit(recent.session()).size(), "no less than 30, and 30");
        }
    }

    @Test
    default void nobodyCanPurgeWhatWasJustDone() throws SQLException {
        needs(Ability.KEEPERS);
        try (GuardClient keeper = as(World.KEEPER)) {
            for (String days : new String[] {"-1", "0", "1", "29", "30.5", "100001", "1e30"}) {
                refused(20904, () -> keeper.purgeAudit(Contract.number(days)));
            }
            refused(20904, () -> keeper.purgeAudit(null));
        }
    }

    @Test
    default void aPurgeLeavesARowItself() throws SQLException {
        needs(Ability.KEEPERS);
        try (GuardClient guard = as(World.POOLWARDEN);
                GuardClient keeper = as(World.KEEPER)) {
            keeper.purgeAudit(Contract.number("40000"));
            Map<String, Object> done = last(guard);
            assertEquals("PURGE", done.get("action"));
            assertEquals("DONE", done.get("outcome"));
            assertEquals(World.KEEPER, done.get("session_user"));
            assertEquals("DELETE audit rows older than 40000 days", done.get("statement"));
            refused(20904, () -> keeper.purgeAudit(Contract.number("29")));
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
