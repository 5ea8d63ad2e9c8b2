package org.poolwarden.guardcontract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.poolwarden.guardcontract.engine.Ability;
import org.poolwarden.guardcontract.engine.GuardClient;
import org.poolwarden.guardcontract.engine.LastMoment;
import org.poolwarden.guardcontract.engine.Scene;
import org.poolwarden.guardcontract.engine.SessionKey;
import org.poolwarden.guardcontract.engine.Victim;
import org.poolwarden.guardcontract.engine.World;

/** How many acts a scope leaves its grantee in an hour. */
public interface LimitCases extends Contract {

    @Test
    default void theActsOfAnHourAreLimitedByTheScope() throws SQLException {
        needs(Ability.LIMITS);
        try (Scene scene = engine().limited(World.POOLWARDEN, World.SHOP, 2);
                Victim one = scene.engine().open(World.SHOP);
                Victim two = scene.engine().open(World.READER);
                Victim three = scene.engine().open(World.SHOP);
                Victim four = scene.engine().open(World.BILLING);
                Victim five = scene.engine().open(World.BILLING);
                GuardClient operator = scene.engine().as(World.OPERATOR);
                GuardClient guard = scene.engine().as(World.POOLWARDEN)) {
            for (int i = 0; i < 2; i++) {
                refused(20906, () -> disconnect(guard, four));
                refused(20902, () -> guard.kill(new SessionKey(1, 4_000_004, 1), REQUESTER, REASON));
            }
            // as many as POOLWARDEN has: they are not its own
            disconnect(operator, four);
            disconnect(operator, five);
            guard.check(three.session());
            disconnect(guard, one);
            guard.kill(two.session(), REQUESTER, REASON);
            refused(20908, () -> guard.check(three.session()));
            refused(20908, () -> disconnect(guard, three));
            refused(20908, () -> guard.cancel(three.session(), null, REQUESTER, REASON));
            assertTrue(three.lives());
            assertEquals("DENIED", guard.audit(three.session()).get(0).get("outcome"));
            disconnect(operator, three);
            assertTrue(three.ends(), "another grantee has acts of its own");
        }
    }

    @Test
    default void everyKindOfActCounts() throws SQLException {
        needs(Ability.LIMITS);
        for (int kind = 0; kind < 4; kind++) {
            try (Scene scene = engine().limited(World.POOLWARDEN, World.SHOP, 1);
                    Victim one = scene.engine().open(World.SHOP);
                    Victim two = scene.engine().open(World.SHOP);
                    GuardClient guard = scene.engine().as(World.POOLWARDEN)) {
                switch (kind) {
                    case 0 -> disconnect(guard, one);
                    case 1 -> guard.kill(one.session(), REQUESTER, REASON);
                    case 2 -> guard.force(one.session(), REQUESTER, REASON);
                    default -> guard.cancel(one.session(), null, REQUESTER, REASON);
                }
                refused(20908, () -> guard.check(two.session()));
                refused(20908, () -> guard.force(two.session(), REQUESTER, REASON));
            }
        }
    }

    @Test
    default void aLimitOfNoActsLeavesNone() throws SQLException {
        needs(Ability.LIMITS);
        try (Scene scene = engine().limited(World.POOLWARDEN, World.SHOP, 0);
                Victim victim = scene.engine().open(World.SHOP);
                GuardClient guard = scene.engine().as(World.POOLWARDEN)) {
            refused(20908, () -> guard.check(victim.session()));
            refused(20908, () -> disconnect(guard, victim));
            assertTrue(victim.lives());
        }
    }

    /** The row is another user's, or has no limit. */
    @Test
    default void aLimitIsThatOfTheRowsThatFit() throws SQLException {
        needs(Ability.LIMITS);
        try (Scene reader = engine().limited(World.POOLWARDEN, World.READER, 50);
                Scene shop = reader.engine().limited(World.POOLWARDEN, World.SHOP, 1);
                Scene doubly = shop.engine().limited(World.DOUBLY, World.SHOP, 0);
                Victim one = doubly.engine().open(World.SHOP);
                Victim two = doubly.engine().open(World.SHOP);
                Victim three = doubly.engine().open(World.READER);
                GuardClient other = doubly.engine().as(World.DOUBLY);
                GuardClient guard = doubly.engine().as(World.POOLWARDEN)) {
            disconnect(guard, one);
            refused(20908, () -> guard.check(two.session()));
            refused(20908, () -> disconnect(guard, two));
            guard.check(three.session());
            disconnect(guard, three);
            assertTrue(three.ends());
            disconnect(other, two);
            assertTrue(two.ends(), "the row with * has no limit");
        }
    }

    @Test
    default void actsOfMoreThanAnHourAgoDoNotCount() throws SQLException {
        needs(Ability.LIMITS);
        needs(Ability.OLD_AUDIT);
        try (Scene scene = engine().limited(World.POOLWARDEN, World.SHOP, 1);
                Victim one = scene.engine().open(World.SHOP);
                Victim two = scene.engine().open(World.SHOP);
                GuardClient guard = scene.engine().as(World.POOLWARDEN)) {
            scene.engine().ageAudit(disconnect(guard, one).auditId(), Duration.ofMinutes(61));
            disconnect(guard, two);
            assertTrue(two.ends());
        }
    }

    /** What is told beforehand is what an act will meet. */
    @Test
    default void theActsThatAreLeftAreTold() throws SQLException {
        needs(Ability.LIMITS);
        try (Scene reader = engine().limited(World.POOLWARDEN, World.READER, 50);
                Scene scene = reader.engine().limited(World.POOLWARDEN, World.SHOP, 2);
                Victim one = scene.engine().open(World.SHOP);
                Victim two = scene.engine().open(World.SHOP);
                Victim three = scene.engine().open(World.SHOP);
                Victim four = scene.engine().open(World.READER);
                GuardClient operator = scene.engine().as(World.OPERATOR);
                GuardClient guard = scene.engine().as(World.POOLWARDEN)) {
            assertEquals(2L, guard.actsLeft(World.SHOP));
            assertEquals(GuardClient.ALLOWED, guard.rulings(one.session()).get(one.session()));
            disconnect(guard, one);
            assertEquals(1L, guard.actsLeft(World.SHOP));
            assertEquals(49L, guard.actsLeft(World.READER));
            assertNull(guard.actsLeft(World.BILLING), "who is out of scope has none to count");
            assertNull(operator.actsLeft(World.SHOP), "another grantee has a scope of its own");
            disconnect(guard, two);
            assertEquals(0L, guard.actsLeft(World.SHOP));
            Map<SessionKey, Integer> rulings = guard.rulings(three.session(), four.session());
            assertEquals(20908, rulings.get(three.session()));
            assertEquals(GuardClient.ALLOWED, rulings.get(four.session()));
            refused(20908, () -> guard.check(three.session()));
        }
    }

    /** Not even one who was judged while there was one left. */
    @Test
    default void theLastActOfTheHourIsDoneOnce() throws SQLException {
        needs(Ability.LIMITS);
        needs(Ability.LAST_MOMENT);
        try (Scene limit = engine().limited(World.POOLWARDEN, World.SHOP, 1);
                Scene scene = limit.engine().atTheLastMoment(LastMoment.ANOTHER_ACT);
                Victim victim = scene.engine().open(World.SHOP);
                GuardClient guard = scene.engine().as(World.POOLWARDEN)) {
            String told = messageOf(() -> disconnect(guard, victim));
            assertTrue(told.contains("the acts of an hour are used up, nothing was done"), told);
            assertTrue(victim.lives());
            assertEquals("DENIED", guard.audit(victim.session()).get(0).get("outcome"));
            assertEquals(
                    -20908, GuardClient.longOf(guard.audit(victim.session()).get(0), "error_code"));
        }
    }
}
