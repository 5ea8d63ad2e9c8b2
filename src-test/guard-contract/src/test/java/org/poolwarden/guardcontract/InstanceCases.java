package org.poolwarden.guardcontract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.poolwarden.guardcontract.engine.Ability;
import org.poolwarden.guardcontract.engine.GuardClient;
import org.poolwarden.guardcontract.engine.LastMoment;
import org.poolwarden.guardcontract.engine.Scene;
import org.poolwarden.guardcontract.engine.SessionKey;
import org.poolwarden.guardcontract.engine.Victim;
import org.poolwarden.guardcontract.engine.World;

/** Sessions that have the same numbers: on another instance, or one after the other. */
public interface InstanceCases extends Contract {

    @Test
    default void theSameNumbersOnAnotherInstanceAreAnotherSession() throws SQLException {
        needs(Ability.TWINS);
        try (Victim victim = open(World.SHOP);
                Scene scene = engine().twin(victim.session(), twinOf(victim), World.BILLING);
                GuardClient guard = scene.engine().as(World.POOLWARDEN)) {
            SessionKey twin = twinOf(victim);
            assertEquals("ALLOWED", guard.row(victim.session()).get("access_status"));
            assertEquals("OUT_OF_SCOPE", guard.row(twin).get("access_status"));
            refused(20906, () -> guard.check(twin));
            refused(20906, () -> guard.kill(twin, REQUESTER, REASON));
            guard.check(victim.session());
            Object spid = guard.row(victim.session()).get("spid");
            disconnect(guard, victim);
            assertTrue(victim.ends());
            assertEquals(1, guard.audit(victim.session()).size());
            assertEquals(spid, guard.audit(victim.session()).get(0).get("spid"));
        }
    }

    @Test
    default void eachInstanceHasItsOwnProcessesAndTransactions() throws SQLException {
        needs(Ability.TWINS);
        needs(Ability.ROW_LOCKS);
        try (Victim victim = open(World.SHOP)) {
            victim.lockRow(21);
            try (Scene scene = engine().twin(victim.session(), twinOf(victim), World.SHOP);
                    GuardClient guard = scene.engine().as(World.POOLWARDEN)) {
                Map<String, Object> row = guard.row(victim.session());
                Map<String, Object> twin = guard.row(twinOf(victim));
                assertNotNull(row.get("spid"));
                assertNotEquals(row.get("spid"), twin.get("spid"));
                assertNotNull(row.get("undo_records"));
                assertNull(twin.get("undo_records"));
                assertNotNull(guard.sqlText(victim.session(), (String) row.get("prev_sql_id")));
            }
        }
    }

    /** Another instance knows the statement too, and not the session. */
    @Test
    default void theTextOfAStatementIsToldForTheSessionOfThatInstanceOnly() throws SQLException {
        needs(Ability.TWINS);
        needs(Ability.ROW_LOCKS);
        try (Victim victim = open(World.SHOP)) {
            victim.lockRow(23);
            SessionKey key = victim.session();
            SessionKey other = new SessionKey(2, key.sid() + 1_000_000, key.serial());
            try (Scene scene = engine().twin(key, other, World.SHOP);
                    GuardClient guard = scene.engine().as(World.POOLWARDEN)) {
                String sqlId = (String) guard.row(key).get("prev_sql_id");
                assertNotNull(guard.sqlText(key, sqlId));
                assertNotNull(guard.sqlText(other, sqlId));
                assertNull(guard.sqlText(new SessionKey(2, key.sid(), key.serial()), sqlId));
            }
        }
    }

    @Test
    default void whoWaitsForOneWaitsForNoSessionOfAnotherInstance() throws Exception {
        needs(Ability.TWINS);
        needs(Ability.ROW_LOCKS);
        try (Victim holder = open(World.SHOP);
                Victim waiter = open(World.SHOP);
                Scene scene = engine().twin(holder.session(), twinOf(holder), World.SHOP);
                GuardClient guard = scene.engine().as(World.POOLWARDEN)) {
            holder.lockRow(22);
            CompletableFuture<Void> waiting = waiter.lockingRow(22);
            assertTrue(Victim.within(() -> GuardClient.longOf(guard.row(holder.session()), "blocked_count") == 1));
            assertEquals(0, GuardClient.longOf(guard.row(twinOf(holder)), "blocked_count"));
            holder.rollback();
            waiting.join();
        }
    }

    @Test
    default void aSlaveOfAnotherInstanceMakesNoSlaveHere() throws SQLException {
        needs(Ability.TWINS);
        needs(Ability.PARALLEL_SLAVES);
        try (Victim victim = open(World.SHOP);
                Victim coordinator = open(World.SHOP);
                Victim neighbour = open(World.SHOP);
                Scene scene = engine().twin(victim.session(), twinOf(victim), World.SHOP);
                GuardClient guard = scene.engine().as(World.POOLWARDEN)) {
            engine().makeSlave(twinOf(victim), coordinator.session());
            assertNotNull(guard.coordinator(twinOf(victim)));
            assertNull(guard.coordinator(victim.session()));
            refused(20907, () -> guard.check(twinOf(victim)));
            refused(20907, () -> guard.kill(twinOf(victim), REQUESTER, REASON));
            guard.check(victim.session());
            guard.check(neighbour.session());
        }
    }

    /** What another session may be told of is not told of this one, however much of their keys is the same. */
    @Test
    default void whatASlaveWorksForIsAskedOfThatVerySession() throws SQLException {
        needs(Ability.TWINS);
        needs(Ability.PARALLEL_SLAVES);
        try (Victim hidden = open(World.BILLING);
                Victim coordinator = open(World.SHOP)) {
            SessionKey key = hidden.session();
            engine().makeSlave(key, coordinator.session());
            for (SessionKey other : key.namesakes()) {
                try (Scene scene = engine().twin(key, other, World.SHOP);
                        GuardClient guard = scene.engine().as(World.POOLWARDEN)) {
                    assertNull(guard.coordinator(key), () -> "not by " + other);
                    guard.check(other);
                }
            }
        }
    }

    /** Neither what is judged nor what is looked at again before the act is a namesake's. */
    @Test
    default void anActIsOnThatVerySession() throws SQLException {
        needs(Ability.TWINS);
        for (int variant = 0; variant < 3; variant++) {
            try (Victim victim = open(World.SHOP)) {
                SessionKey key = victim.session();
                SessionKey other = key.namesakes().get(variant);
                try (Scene scene = engine().twin(key, other, World.BILLING);
                        GuardClient guard = scene.engine().as(World.POOLWARDEN)) {
                    disconnect(guard, victim);
                    assertTrue(victim.ends());
                    refused(20906, () -> guard.check(other));
                    refused(20906, () -> guard.kill(other, REQUESTER, REASON));
                }
            }
        }
    }

    @Test
    default void theOwnSidOnAnotherInstanceIsAnotherSession() throws SQLException {
        needs(Ability.TWINS);
        try (GuardClient guard = as(World.POOLWARDEN)) {
            SessionKey own = guard.session();
            SessionKey other = new SessionKey(2, own.sid(), own.serial());
            try (Scene scene = engine().twin(own, other, World.SHOP);
                    GuardClient second = scene.engine().as(World.POOLWARDEN)) {
                guard.check(other);
                refused(20903, () -> guard.check(own));
                refused(20903, () -> second.check(second.session()));
            }
        }
    }

    @Test
    default void aSlaveMakesNoSlaveOfItsNamesakes() throws SQLException {
        needs(Ability.TWINS);
        needs(Ability.PARALLEL_SLAVES);
        try (Victim slave = open(World.SHOP);
                Victim coordinator = open(World.SHOP)) {
            SessionKey key = slave.session();
            engine().makeSlave(key, coordinator.session());
            for (SessionKey other : key.namesakes()) {
                try (Scene scene = engine().twin(key, other, World.SHOP);
                        GuardClient guard = scene.engine().as(World.POOLWARDEN)) {
                    guard.check(other);
                    refused(20907, () -> guard.check(key));
                    refused(20907, () -> guard.kill(key, REQUESTER, REASON));
                }
            }
        }
    }

    /** That one session's refusal was written down says nothing of another's. */
    @Test
    default void everyRefusedSessionHasARowOfItsOwn() throws SQLException {
        needs(Ability.TWINS);
        try (Victim victim = open(World.BILLING)) {
            SessionKey key = victim.session();
            try (GuardClient guard = as(World.POOLWARDEN)) {
                refused(20906, () -> guard.check(key));
            }
            for (SessionKey other : key.namesakes()) {
                try (Scene scene = engine().twin(key, other, World.BILLING);
                        GuardClient guard = scene.engine().as(World.POOLWARDEN)) {
                    refused(20906, () -> guard.check(other));
                    assertEquals(1, guard.audit(other).size(), () -> "rows of " + other);
                }
            }
        }
    }

    @Test
    default void aRefusalForAnotherReasonHasARowOfItsOwn() throws SQLException {
        needs(Ability.PRETENDED);
        try (Victim victim = open(World.BILLING);
                GuardClient guard = as(World.POOLWARDEN)) {
            refused(20906, () -> guard.kill(victim.session(), REQUESTER, REASON));
            refused(20906, () -> guard.check(victim.session()));
            assertEquals(2, guard.audit(victim.session()).size(), "one of the act, one of the check");
            engine().pretend(victim.session(), World.DIRECT_DBA, "USER");
            refused(20901, () -> guard.check(victim.session()));
            assertEquals(3, guard.audit(victim.session()).size());
        }
    }

    /** A SID that is another session's already must not be told as one that was ended. */
    @Test
    default void aSidThatIsReusedBeforeTheActIsGone() throws SQLException {
        gone(LastMoment.REUSED);
    }

    @Test
    default void aSessionThatLoggedOnAnewBeforeTheActIsGone() throws SQLException {
        gone(LastMoment.LOGGED_ON_ANEW);
    }

    private void gone(LastMoment event) throws SQLException {
        needs(Ability.REUSE);
        try (Scene scene = engine().atTheLastMoment(event);
                Victim victim = scene.engine().open(World.SHOP);
                GuardClient guard = scene.engine().as(World.POOLWARDEN)) {
            refused(20902, () -> disconnect(guard, victim));
            assertTrue(victim.lives());
            assertEquals("GONE", guard.audit(victim.session()).get(0).get("outcome"));
        }
    }

    /** Its process is what somebody may have to end at the operating system. */
    @Test
    default void aKilledSessionStillShowsItsProcess() throws SQLException {
        needs(Ability.KILLED);
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            Object spid = guard.row(victim.session()).get("spid");
            assertNotNull(spid);
            engine().kill(victim.session());
            assertEquals("KILLED", guard.row(victim.session()).get("status"));
            assertEquals(spid, guard.row(victim.session()).get("spid"));
        }
    }

    /** Who created it is not who serves it. */
    @Test
    default void aLivingSessionOfASharedServerShowsTheProcessThatServesIt() throws SQLException {
        needs(Ability.SHARED_SERVERS);
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            Object spid = guard.row(victim.session()).get("spid");
            engine().share(victim.session());
            assertEquals(spid, guard.row(victim.session()).get("spid"));
            disconnect(guard, victim);
            assertEquals(spid, guard.audit(victim.session()).get(0).get("spid"));
        }
    }

    private static SessionKey twinOf(Victim victim) {
        return new SessionKey(2, victim.session().sid(), victim.session().serial());
    }
}
