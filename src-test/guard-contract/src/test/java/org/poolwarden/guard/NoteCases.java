package org.poolwarden.guard;

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

/** What a caller may say later of its own act, and what not. */
interface NoteCases extends Contract {

    String NOTE = "GONE/FREED after 12 s";

    @Test
    default void aNoteStandsBesideWhatTheDatabaseKnewAndChangesNothingOfIt() throws SQLException {
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            BigDecimal id = BigDecimal.valueOf(disconnect(guard, victim).auditId());
            Map<String, Object> before = row(guard, id);
            assertNull(before.get("note"));
            assertNull(before.get("noted_at"));
            guard.noteEnd(id, NOTE);
            Map<String, Object> after = row(guard, id);
            assertEquals(NOTE, after.get("note"));
            assertNotNull(after.get("noted_at"));
            assertEquals(withoutNote(before), withoutNote(after));
        }
    }

    @Test
    default void aNoteIsWrittenOnce() throws SQLException {
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            BigDecimal id = BigDecimal.valueOf(disconnect(guard, victim).auditId());
            guard.noteEnd(id, NOTE);
            Map<String, Object> first = row(guard, id);
            refused(20904, () -> guard.noteEnd(id, "it never happened"));
            assertEquals(first, row(guard, id));
        }
    }

    @Test
    default void whatAnotherGranteeDidTakesNoNote() throws SQLException {
        try (Victim victim = open(World.SHOP);
                GuardClient other = as(World.OPERATOR);
                GuardClient guard = as(World.POOLWARDEN)) {
            BigDecimal id = BigDecimal.valueOf(disconnect(other, victim).auditId());
            refused(20904, () -> guard.noteEnd(id, NOTE));
            assertNull(row(guard, id).get("note"));
            Map<String, Object> denial = last(guard);
            assertEquals("NOTE", denial.get("action"));
            assertEquals("DENIED", denial.get("outcome"));
            assertEquals(World.POOLWARDEN, denial.get("session_user"));
            assertEquals("NOTE in audit row " + id, denial.get("statement"));
            other.noteEnd(id, NOTE);
        }
    }

    @Test
    default void whatWasNoActTakesNoNote() throws SQLException {
        try (Victim victim = open(World.BILLING);
                GuardClient guard = as(World.POOLWARDEN)) {
            refused(20906, () -> disconnect(guard, victim));
            guard.purgeAudit(Contract.number("40000"));
            BigDecimal purge = id(last(guard));
            refused(20904, () -> guard.noteEnd(purge, NOTE));
            BigDecimal denial = id(guard.audit(victim.session()).get(0));
            refused(20904, () -> guard.noteEnd(denial, NOTE));
            assertNull(row(guard, purge).get("note"));
            assertNull(row(guard, denial).get("note"));
        }
    }

    @Test
    default void anActThatFailedTakesANote() throws SQLException {
        try (GuardClient guard = as(World.POOLWARDEN)) {
            SessionKey nobody = new SessionKey(1, 4_000_003, guard.session().serial());
            refused(20902, () -> guard.kill(nobody, REQUESTER, REASON));
            BigDecimal id = id(guard.audit(nobody).get(0));
            guard.noteEnd(id, NOTE);
            assertEquals(NOTE, row(guard, id).get("note"));
        }
    }

    @Test
    default void aNoteIsSomeTextForARowThatIsThere() throws SQLException {
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            BigDecimal id = BigDecimal.valueOf(disconnect(guard, victim).auditId());
            refused(20904, () -> guard.noteEnd(id, null));
            refused(20904, () -> guard.noteEnd(id, ""));
            refused(20904, () -> guard.noteEnd(id, "  "));
            refused(20904, () -> guard.noteEnd(null, NOTE));
            for (String none : new String[] {"-1", "0", "0.5", "1e30"}) {
                refused(20904, () -> guard.noteEnd(Contract.number(none), NOTE));
            }
            assertNull(row(guard, id).get("note"));
        }
    }

    @Test
    default void longNotesAreCut() throws SQLException {
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            BigDecimal id = BigDecimal.valueOf(disconnect(guard, victim).auditId());
            guard.noteEnd(id, "n".repeat(500));
            assertEquals("n".repeat(400), row(guard, id).get("note"));
        }
    }

    @Test
    default void theCallersRollbackTakesNoNoteWithIt() throws SQLException {
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            BigDecimal id = BigDecimal.valueOf(disconnect(guard, victim).auditId());
            guard.connection().setAutoCommit(false);
            guard.noteEnd(id, NOTE);
            guard.connection().rollback();
            assertEquals(NOTE, row(guard, id).get("note"));
            guard.connection().rollback();
        }
    }

    private static Map<String, Object> row(GuardClient guard, BigDecimal id) throws SQLException {
        return guard.auditLog().stream()
                .filter(row -> id.compareTo(id(row)) == 0)
                .findFirst()
                .orElseThrow();
    }

    private static BigDecimal id(Map<String, Object> row) {
        return BigDecimal.valueOf(GuardClient.longOf(row, "audit_id"));
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
}
