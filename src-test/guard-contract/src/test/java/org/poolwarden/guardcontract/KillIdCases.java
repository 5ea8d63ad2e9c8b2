package org.poolwarden.guardcontract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.poolwarden.guardcontract.engine.Ability;
import org.poolwarden.guardcontract.engine.GuardClient;
import org.poolwarden.guardcontract.engine.SessionKey;
import org.poolwarden.guardcontract.engine.Victim;
import org.poolwarden.guardcontract.engine.World;

/** The caller's own name for a kill, beside what it asks for. */
public interface KillIdCases extends Contract {

    String KILL = "20261121T100000-3";

    @Test
    default void everyActIsWrittenDownWithItsKillId() throws SQLException {
        try (Victim one = open(World.SHOP);
                Victim two = open(World.SHOP);
                Victim three = open(World.SHOP);
                Victim four = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            guard.force(four.session(), REQUESTER, REASON, KILL);
            guard.disconnect(one.session(), "IMMEDIATE", REQUESTER, REASON, KILL);
            guard.kill(two.session(), REQUESTER, REASON, KILL);
            guard.cancel(three.session(), null, REQUESTER, REASON, KILL);
            for (Victim victim : new Victim[] {one, two, three, four}) {
                Map<String, Object> row = guard.audit(victim.session()).get(0);
                assertEquals(KILL, row.get("kill_id"));
                assertEquals(REQUESTER, row.get("requester"), "the requester is only that");
            }
        }
    }

    /** What the database knows of whoever asks, and not only what that one claims. */
    @Test
    default void whoAskedIsWrittenDownAsTheListShowsIt() throws SQLException {
        try (Victim victim = open(World.SHOP);
                GuardClient operator = as(World.OPERATOR)) {
            operator.kill(victim.session(), REQUESTER, REASON, KILL);
            writtenDown(operator.audit(victim.session()).get(0), operator.row(operator.session()));
        }
    }

    @Test
    default void whoPurgedIsWrittenDownAsTheListShowsIt() throws SQLException {
        needs(Ability.KEEPERS);
        try (GuardClient keeper = as(World.KEEPER);
                GuardClient operator = as(World.OPERATOR)) {
            keeper.purgeAudit(Contract.number("40000"));
            List<Map<String, Object>> rows = operator.auditLog();
            writtenDown(rows.get(rows.size() - 1), operator.row(keeper.session()));
        }
    }

    private static void writtenDown(Map<String, Object> row, Map<String, Object> session) {
        assertEquals(session.get("username"), row.get("session_user"));
        assertEquals(session.get("osuser"), row.get("os_user"));
        assertEquals(session.get("machine"), row.get("host"));
    }

    @Test
    default void anActThatIsGivenNoneHasNone() throws SQLException {
        try (Victim one = open(World.SHOP);
                Victim two = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            guard.kill(one.session(), REQUESTER, REASON, null);
            guard.killClassic(two.session());
            assertNull(guard.audit(one.session()).get(0).get("kill_id"));
            assertNull(guard.audit(two.session()).get(0).get("kill_id"));
        }
    }

    @Test
    default void aRefusalIsWrittenDownWithTheKillIdToo() throws SQLException {
        try (Victim outOfScope = open(World.BILLING);
                GuardClient guard = as(World.POOLWARDEN)) {
            refused(20906, () -> guard.kill(outOfScope.session(), REQUESTER, REASON, KILL));
            assertEquals(KILL, guard.audit(outOfScope.session()).get(0).get("kill_id"));
        }
    }

    @Test
    default void anIdOfSixtyFourCharactersFits() throws SQLException {
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            String id = "\u00e4".repeat(64);
            guard.kill(victim.session(), REQUESTER, REASON, id);
            assertEquals(id, guard.audit(victim.session()).get(0).get("kill_id"));
        }
    }

    /** Cut, it might be the id of another kill. */
    @Test
    default void anIdThatIsTooLongIsRefusedAndNotCut() throws SQLException {
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            SessionKey key = victim.session();
            String id = "k".repeat(65);
            refused(20904, () -> guard.disconnect(key, "IMMEDIATE", REQUESTER, REASON, id));
            refused(20904, () -> guard.kill(key, REQUESTER, REASON, id));
            refused(20904, () -> guard.cancel(key, null, REQUESTER, REASON, id));
            assertTrue(victim.lives());
            assertEquals(3, guard.audit(key).size());
            for (Map<String, Object> row : guard.audit(key)) {
                assertEquals("DENIED", row.get("outcome"));
                assertNull(row.get("kill_id"));
            }
        }
    }
}
