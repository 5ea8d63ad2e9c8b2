package org.poolwarden.guardcontract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.poolwarden.guardcontract.engine.Ability;
import org.poolwarden.guardcontract.engine.GuardClient;
import org.poolwarden.guardcontract.engine.Scene;
import org.poolwarden.guardcontract.engine.SessionKey;
import org.poolwarden.guardcontract.engine.Victim;
import org.poolwarden.guardcontract.engine.World;

/** What a caller may say later of its own kill, and what not. */
public interface NoteCases extends Contract {

    String NOTE = "GONE/FREED after 12 s";
    String KILL = KillIdCases.KILL;

    @Test
    default void aNoteStandsBesideWhatTheDatabaseKnewAndChangesNothingOfIt() throws SQLException {
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            Map<String, Object> before = killed(guard, victim);
            assertNull(before.get("note"));
            assertNull(before.get("noted_at"));
            guard.noteEnd(victim.session(), KILL, NOTE);
            Map<String, Object> after = row(guard, victim);
            assertEquals(NOTE, after.get("note"));
            assertNotNull(after.get("noted_at"));
            assertEquals(withoutNote(before), withoutNote(after));
        }
    }

    /** From the mild to the harsh, one act after the other. */
    @Test
    default void everyActOfAKillIsNoted() throws SQLException {
        needs(Ability.SCRIPTED_ANSWERS);
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            engine().answer(victim.session(), "DISCONNECT", 31);
            engine().answer(victim.session(), "KILL", 31);
            guard.disconnect(victim.session(), "IMMEDIATE", REQUESTER, REASON, KILL);
            guard.cancel(victim.session(), null, REQUESTER, REASON, KILL);
            guard.kill(victim.session(), REQUESTER, REASON, KILL);
            guard.force(victim.session(), REQUESTER, REASON, KILL);
            guard.noteEnd(victim.session(), KILL, NOTE);
            List<Map<String, Object>> rows = guard.audit(victim.session());
            assertEquals(4, rows.size());
            rows.forEach(row -> assertEquals(NOTE, row.get("note")));
        }
    }

    /** By whatever means it was tried, if by that one alone. */
    @Test
    default void aKillOfAnyKindTakesANote() throws SQLException {
        for (int kind = 0; kind < 4; kind++) {
            try (Victim victim = open(World.SHOP);
                    GuardClient guard = as(World.POOLWARDEN)) {
                SessionKey key = victim.session();
                switch (kind) {
                    case 0 -> guard.disconnect(key, "IMMEDIATE", REQUESTER, REASON, KILL);
                    case 1 -> guard.kill(key, REQUESTER, REASON, KILL);
                    case 2 -> guard.force(key, REQUESTER, REASON, KILL);
                    default -> guard.cancel(key, null, REQUESTER, REASON, KILL);
                }
                guard.noteEnd(key, KILL, NOTE);
                assertEquals(NOTE, row(guard, victim).get("note"));
            }
        }
    }

    @Test
    default void aNoteIsWrittenOnce() throws SQLException {
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            killed(guard, victim);
            guard.noteEnd(victim.session(), KILL, NOTE);
            Map<String, Object> first = row(guard, victim);
            refused(20904, () -> guard.noteEnd(victim.session(), KILL, "it never happened"));
            assertEquals(first, row(guard, victim));
        }
    }

    @Test
    default void whatAnotherGranteeDidTakesNoNote() throws SQLException {
        try (Victim victim = open(World.SHOP);
                GuardClient other = as(World.OPERATOR);
                GuardClient guard = as(World.POOLWARDEN)) {
            killed(other, victim);
            refused(20904, () -> guard.noteEnd(victim.session(), KILL, NOTE));
            assertNull(row(guard, victim).get("note"));
            Map<String, Object> denial = last(guard);
            assertEquals("NOTE", denial.get("action"));
            assertEquals("DENIED", denial.get("outcome"));
            assertEquals(-20904, GuardClient.longOf(denial, "error_code"));
            assertEquals(World.POOLWARDEN, denial.get("session_user"));
            assertEquals(KILL, denial.get("kill_id"));
            assertEquals(victim.session(), GuardClient.keyOf(denial));
            other.noteEnd(victim.session(), KILL, NOTE);
        }
    }

    @Test
    default void anotherKillTakesNoNoteOfThisOne() throws SQLException {
        try (Victim victim = open(World.SHOP);
                Victim sameId = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            killed(guard, victim);
            killed(guard, sameId);
            refused(20904, () -> guard.noteEnd(victim.session(), KILL + "0", NOTE));
            guard.noteEnd(victim.session(), KILL, NOTE);
            assertEquals(NOTE, row(guard, victim).get("note"));
            assertNull(row(guard, sameId).get("note"), "of another session");
        }
    }

    @Test
    default void whatWasNoActTakesNoNote() throws SQLException {
        try (Victim victim = open(World.BILLING);
                Victim unnamed = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            refused(20906, () -> guard.kill(victim.session(), REQUESTER, REASON, KILL));
            refused(20904, () -> guard.noteEnd(victim.session(), KILL, NOTE));
            assertNull(row(guard, victim).get("note"));
            guard.kill(unnamed.session(), REQUESTER, REASON, null);
            refused(20904, () -> guard.noteEnd(unnamed.session(), null, NOTE));
            assertNull(row(guard, unnamed).get("note"), "an act without a kill id");
        }
    }

    @Test
    default void anActThatFailedTakesANote() throws SQLException {
        try (GuardClient guard = as(World.POOLWARDEN)) {
            SessionKey nobody = new SessionKey(1, 4_000_013, guard.session().serial());
            refused(20902, () -> guard.kill(nobody, REQUESTER, REASON, KILL));
            guard.noteEnd(nobody, KILL, NOTE);
            assertEquals(NOTE, guard.audit(nobody).get(0).get("note"));
        }
    }

    @Test
    default void aNoteIsSomeTextForAKillThatIsThere() throws SQLException {
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            killed(guard, victim);
            SessionKey key = victim.session();
            refused(20904, () -> guard.noteEnd(key, KILL, null));
            refused(20904, () -> guard.noteEnd(key, KILL, ""));
            refused(20904, () -> guard.noteEnd(key, KILL, "  "));
            refused(20904, () -> guard.noteEnd(key, null, NOTE));
            refused(20904, () -> guard.noteEnd(key, "k".repeat(100), NOTE));
            refused(20904, () -> guard.noteEnd(null, null, null, KILL, NOTE));
            for (String none : new String[] {"-1", "0", "0.5", "1e30"}) {
                BigDecimal serial = BigDecimal.valueOf(key.serial());
                BigDecimal instance = BigDecimal.valueOf(key.instance());
                refused(20904, () -> guard.noteEnd(Contract.number(none), serial, instance, KILL, NOTE));
            }
            assertNull(row(guard, victim).get("note"));
        }
    }

    @Test
    default void longNotesAreCut() throws SQLException {
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            killed(guard, victim);
            guard.noteEnd(victim.session(), KILL, "n".repeat(500));
            assertEquals("n".repeat(400), row(guard, victim).get("note"));
        }
    }

    @Test
    default void theCallersRollbackTakesNoNoteWithIt() throws SQLException {
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            killed(guard, victim);
            guard.connection().setAutoCommit(false);
            guard.noteEnd(victim.session(), KILL, NOTE);
            guard.connection().rollback();
            assertEquals(NOTE, row(guard, victim).get("note"));
            guard.connection().rollback();
        }
    }

    private Map<String, Object> killed(GuardClient guard, Victim victim) throws SQLException {
        guard.disconnect(victim.session(), "IMMEDIATE", REQUESTER, REASON, KILL);
        return row(guard, victim);
    }

    /** The act upon it: the first that was written down of it. */
    private static Map<String, Object> row(GuardClient guard, Victim victim) throws SQLException {
        return guard.audit(victim.session()).get(0);
    }

    private static Map<String, Object> last(GuardClient guard) throws SQLException {
        List<Map<String, Object>> rows = guard.auditLog();
        return rows.get(rows.size() - 1);
    }

    private static Map<String, String> withoutNote(Map<String, Object> row) {
        Map<String, String> rest = new HashMap<>();
        row.forEach((column, value) -> rest.put(column, Objects.toString(value)));
        rest.remove("note");
        rest.remove("noted_at");
        return rest;
    }

    /** Neither of another kill, another caller, another session or a refusal, however much else is the same. */
    @Test
    default void aNoteGoesIntoTheRowsOfItsOwnKillAlone() throws SQLException {
        needs(Ability.SCRIPTED_ANSWERS);
        needs(Ability.TWINS);
        try (Victim victim = open(World.SHOP);
                GuardClient operator = as(World.OPERATOR);
                GuardClient guard = as(World.POOLWARDEN)) {
            SessionKey key = victim.session();
            engine().answer(key, "KILL", 31);
            long noted = guard.kill(key, REQUESTER, REASON, "k1").auditId();
            guard.kill(key, REQUESTER, REASON, "k2");
            operator.kill(key, REQUESTER, REASON, "k1");
            refused(20904, () -> guard.cancel(key, "not a sql_id", REQUESTER, REASON, "k1"));
            for (SessionKey other : key.namesakes()) {
                try (Scene scene = engine().twin(key, other, World.SHOP);
                        GuardClient again = scene.engine().as(World.POOLWARDEN)) {
                    messageOf(() -> {
                        again.kill(other, REQUESTER, REASON, "k1");
                        throw new SQLException("marked");
                    });
                    assertEquals(1, again.audit(other).size());
                }
            }
            guard.kill(key, REQUESTER, REASON, "k3");
            for (SessionKey other : key.namesakes()) {
                refused(20904, () -> guard.noteEnd(other, "k3", "ended"));
            }
            String note = "the end of " + key;
            guard.noteEnd(key, "k1", note);
            List<Long> rows = guard.auditLog().stream()
                    .filter(row -> note.equals(row.get("note")))
                    .map(row -> GuardClient.longOf(row, "audit_id"))
                    .toList();
            assertEquals(List.of(noted), rows);
        }
    }
}
