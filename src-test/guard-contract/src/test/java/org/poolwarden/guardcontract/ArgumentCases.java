package org.poolwarden.guardcontract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.poolwarden.guardcontract.engine.Ability;
import org.poolwarden.guardcontract.engine.GuardClient;
import org.poolwarden.guardcontract.engine.Scene;
import org.poolwarden.guardcontract.engine.SessionKey;
import org.poolwarden.guardcontract.engine.Victim;
import org.poolwarden.guardcontract.engine.World;

/** What is validated before it meets a statement, which session is meant, and in which order it is asked. */
public interface ArgumentCases extends Contract {

    @Test
    default void aModeIsOneOfTwoWords() throws SQLException {
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            for (String mode : Arrays.asList(null, "", "immediate", "FORCE", "IMMEDIATE NOREPLAY")) {
                refused(20904, () -> guard.disconnect(victim.session(), mode, REQUESTER, REASON));
            }
            assertTrue(victim.lives());
        }
    }

    @Test
    default void aModeThatCarriesSqlNeverRuns() throws SQLException {
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            refused(20904, () -> guard.disconnect(victim.session(), "IMMEDIATE' SCOPE=SPFILE --", REQUESTER, REASON));
            assertTrue(victim.lives());
        }
    }

    @Test
    default void aSqlIdIsThirteenLettersAndDigits() throws SQLException {
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            for (String sqlId :
                    new String[] {"abc", "ABCDEFGHIJKLM", "abcdefghijkl'", "abcdefghijklmn", "             "}) {
                refused(20904, () -> guard.cancel(victim.session(), sqlId, REQUESTER, REASON));
            }
            // the neighbours of the digits and the letters, and the first and last of both
            for (String neighbour : new String[] {"/", ":", "`", "{"}) {
                String sqlId = "abcdef" + neighbour + "ghijkl";
                refused(20904, () -> guard.cancel(victim.session(), sqlId, REQUESTER, REASON));
            }
            guard.cancel(victim.session(), "09az09az09az0", REQUESTER, REASON);
        }
    }

    @Test
    default void everyActionWantsAReason() throws SQLException {
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            for (String reason : Arrays.asList(null, "", "   ", "\1\2\t\n\177", "...", "&-?!'\"")) {
                refused(20904, () -> guard.disconnect(victim.session(), "IMMEDIATE", REQUESTER, reason));
                refused(20904, () -> guard.kill(victim.session(), REQUESTER, reason));
                refused(20904, () -> guard.force(victim.session(), REQUESTER, reason));
                refused(20904, () -> guard.cancel(victim.session(), null, REQUESTER, reason));
            }
            assertTrue(victim.lives());
        }
    }

    /**
     * A database whose character set has none of its letters is given a ? for each, by the client's driver: the audit
     * would say nothing, and whoever gave a reason must learn why it does not count.
     */
    @Test
    default void aReasonOfWhichNoLetterArrivesIsRefusedAndSaysWhy() throws SQLException {
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            String said = messageOf(() -> guard.kill(victim.session(), REQUESTER, "???? ?? ?????"));
            assertTrue(said.contains("in letters that the character set of this database has"), said);
            assertTrue(victim.lives());
        }
    }

    /** Each by itself: of a whole text of them one that is not known for a sign would be overlooked. */
    @Test
    default void noSignSaysAnythingByItself() throws SQLException {
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            for (char sign = 1; sign < 128; sign++) {
                String reason = String.valueOf(sign);
                if (!Character.isLetterOrDigit(sign)) {
                    refused(20904, () -> guard.kill(victim.session(), REQUESTER, reason));
                }
            }
            assertTrue(victim.lives());
            assertEquals(
                    "DONE", guard.kill(victim.session(), REQUESTER, "\u00e4").outcome());
        }
    }

    @Test
    default void aRequesterMayBeUnknown() throws SQLException {
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            assertEquals("DONE", guard.kill(victim.session(), null, REASON).outcome());
            assertTrue(victim.ends());
        }
    }

    @Test
    default void numbersArePositiveAndWhole() throws SQLException {
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            var sid = Contract.number(String.valueOf(victim.session().sid()));
            var serial = Contract.number(String.valueOf(victim.session().serial()));
            var instance = Contract.number(String.valueOf(victim.session().instance()));
            for (var bad :
                    Arrays.asList(null, Contract.number("0"), Contract.number("-1"), Contract.number("4294967296"))) {
                refused(20904, () -> guard.check(bad, serial, instance));
                refused(20904, () -> guard.check(sid, bad, instance));
                refused(20904, () -> guard.check(sid, serial, bad));
            }
            refused(20904, () -> guard.check(sid.add(Contract.number("0.4")), serial, instance));
            SessionKey key = victim.session();
            for (SessionKey bad : new SessionKey[] {
                new SessionKey(0, key.sid(), key.serial()),
                new SessionKey(key.instance(), -1, key.serial()),
                new SessionKey(key.instance(), key.sid(), 4_294_967_296L)
            }) {
                refused(20904, () -> guard.disconnect(bad, "IMMEDIATE", REQUESTER, REASON));
                refused(20904, () -> guard.kill(bad, REQUESTER, REASON));
                refused(20904, () -> guard.force(bad, REQUESTER, REASON));
                refused(20904, () -> guard.cancel(bad, null, REQUESTER, REASON));
            }
            assertTrue(victim.lives());
        }
    }

    @Test
    default void badArgumentsAreFoundBeforeAnythingElse() throws SQLException {
        try (GuardClient guard = as(World.POOLWARDEN)) {
            SessionKey nobody = new SessionKey(1, 4_000_001, 1);
            refused(20904, () -> guard.disconnect(nobody, "NOW", REQUESTER, REASON));
            refused(20904, () -> guard.kill(guard.session(), REQUESTER, " "));
        }
    }

    @Test
    default void aSessionThatHasGoneIsNotFound() throws SQLException {
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            SessionKey key = victim.session();
            victim.close();
            assertTrue(Victim.within(() -> guard.sessions().stream()
                    .noneMatch(row -> GuardClient.keyOf(row).equals(key))));
            refused(20902, () -> guard.check(key));
            refused(20902, () -> disconnect(guard, victim));
            refused(20902, () -> guard.killClassic(key));
        }
    }

    /** A SID is reused: with another serial# it is another session. */
    @Test
    default void anotherSerialIsAnotherSession() throws SQLException {
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            SessionKey key = victim.session();
            SessionKey other = new SessionKey(key.instance(), key.sid(), key.serial() + 1);
            refused(20902, () -> guard.check(other));
            refused(20902, () -> guard.disconnect(other, "IMMEDIATE", REQUESTER, REASON));
            refused(20902, () -> guard.cancel(other, null, REQUESTER, REASON));
            assertTrue(victim.lives());
        }
    }

    @Test
    default void ofAnInstanceThatIsNotThereNothingIsSaid() throws SQLException {
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            SessionKey key = victim.session();
            SessionKey other = new SessionKey(key.instance() + 90, key.sid(), key.serial());
            refused(20905, () -> guard.check(other));
            refused(20905, () -> guard.kill(other, REQUESTER, REASON));
            assertEquals("FAILED", guard.audit(other).get(0).get("outcome"));
            assertTrue(victim.lives());
        }
    }

    /** Its members know it: what was taken out has no sessions any more. */
    @Test
    default void anInstanceThatTheClusterHasLostHasNoSessions() throws SQLException {
        needs(Ability.CLUSTER);
        try (Scene scene = engine().cluster(1, 2);
                GuardClient guard = scene.engine().as(World.POOLWARDEN)) {
            SessionKey lost =
                    new SessionKey(3, guard.session().sid(), guard.session().serial());
            refused(20902, () -> guard.check(lost));
            refused(20902, () -> guard.kill(lost, REQUESTER, REASON));
            assertEquals("GONE", guard.audit(lost).get(0).get("outcome"));
        }
    }

    @Test
    default void anInstanceThatIsAMemberAndShowsNoSessionHasNotLostThem() throws SQLException {
        needs(Ability.SILENT_INSTANCE);
        try (Scene scene = engine().cluster(1, 2);
                GuardClient guard = scene.engine().as(World.POOLWARDEN)) {
            SessionKey silent =
                    new SessionKey(2, guard.session().sid(), guard.session().serial());
            refused(20905, () -> guard.check(silent));
            refused(20905, () -> guard.kill(silent, REQUESTER, REASON));
        }
    }

    /** A list of members without our own is not to be believed. */
    @Test
    default void aClusterThatDoesNotKnowOurOwnInstanceProvesNothing() throws SQLException {
        needs(Ability.SILENT_INSTANCE);
        try (Scene scene = engine().cluster(2);
                GuardClient guard = scene.engine().as(World.POOLWARDEN)) {
            SessionKey other =
                    new SessionKey(3, guard.session().sid(), guard.session().serial());
            refused(20905, () -> guard.check(other));
            refused(20905, () -> guard.kill(other, REQUESTER, REASON));
        }
    }

    @Test
    default void theOwnSessionIsRefused() throws SQLException {
        try (GuardClient guard = as(World.OPERATOR)) {
            refused(20903, () -> guard.check(guard.session()));
            refused(20903, () -> guard.disconnect(guard.session(), "IMMEDIATE", REQUESTER, REASON));
            refused(20903, () -> guard.kill(guard.session(), REQUESTER, REASON));
            refused(20903, () -> guard.force(guard.session(), REQUESTER, REASON));
            refused(20903, () -> guard.cancel(guard.session(), null, REQUESTER, REASON));
            refused(20903, () -> guard.killClassic(guard.session()));
            assertEquals("ALLOWED", guard.row(guard.session()).get("access_status"));
        }
    }

    @Test
    default void theOwnSessionIsRefusedBeforeScopeIsAsked() throws SQLException {
        try (GuardClient guard = as(World.SCOPELESS)) {
            refused(20903, () -> guard.check(guard.session()));
        }
    }

    @Test
    default void aParallelSlaveIsRefusedAndItsCoordinatorNamed() throws SQLException {
        needs(Ability.PARALLEL_SLAVES);
        try (Victim slave = open(World.SHOP);
                Victim coordinator = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            engine().makeSlave(slave.session(), coordinator.session());
            refused(20907, () -> guard.check(slave.session()));
            refused(20907, () -> disconnect(guard, slave));
            String named =
                    coordinator.session().sid() + "," + coordinator.session().serial();
            assertTrue(messageOf(() -> guard.check(slave.session())).contains(named), named);
            guard.check(coordinator.session());
        }
    }

    @Test
    default void aJobSlaveIsRefusedAndItsJobNamed() throws SQLException {
        needs(Ability.JOB_SLAVES);
        try (Victim slave = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            engine().makeJob(slave.session());
            refused(20907, () -> guard.check(slave.session()));
            refused(20907, () -> guard.kill(slave.session(), REQUESTER, REASON));
            assertTrue(messageOf(() -> guard.check(slave.session())).contains("SHOP.NIGHTLY"));
        }
    }

    @Test
    default void theSlaveOfAJobWithoutANameIsRefusedToo() throws SQLException {
        needs(Ability.NAMELESS_JOBS);
        try (Victim slave = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            engine().makeNamelessJob(slave.session());
            refused(20907, () -> guard.check(slave.session()));
            refused(20907, () -> guard.kill(slave.session(), REQUESTER, REASON));
            assertTrue(messageOf(() -> guard.check(slave.session())).contains("a lightweight job"));
        }
    }

    /** Whoever may not act on it is not told what it works for. */
    @Test
    default void aSlaveOutOfScopeIsOutOfScope() throws SQLException {
        needs(Ability.JOB_SLAVES);
        try (Victim slave = open(World.BILLING);
                GuardClient guard = as(World.POOLWARDEN)) {
            engine().makeJob(slave.session());
            refused(20906, () -> guard.check(slave.session()));
            refused(20906, () -> disconnect(guard, slave));
            assertFalse(messageOf(() -> guard.check(slave.session())).contains("NIGHTLY"));
        }
    }
}
