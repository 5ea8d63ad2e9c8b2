package org.poolwarden.guardcontract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.poolwarden.guardcontract.engine.Ability;
import org.poolwarden.guardcontract.engine.GuardClient;
import org.poolwarden.guardcontract.engine.GuardClient.Answer;
import org.poolwarden.guardcontract.engine.LastMoment;
import org.poolwarden.guardcontract.engine.Scene;
import org.poolwarden.guardcontract.engine.SessionKey;
import org.poolwarden.guardcontract.engine.Victim;
import org.poolwarden.guardcontract.engine.World;

/** What the actions do to real sessions. */
public interface ActionCases extends Contract {

    @Test
    default void disconnectEndsTheSessionAndNoOther() throws SQLException {
        try (Victim victim = open(World.SHOP);
                Victim neighbour = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            Answer answer = disconnect(guard, victim);
            assertEquals("DONE", answer.outcome());
            assertTrue(answer.auditId() > 0);
            assertTrue(victim.ends());
            assertTrue(neighbour.lives());
        }
    }

    @Test
    default void killEndsTheSessionAndNoOther() throws SQLException {
        try (Victim victim = open(World.SHOP);
                Victim neighbour = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            assertEquals("DONE", guard.kill(victim.session(), REQUESTER, REASON).outcome());
            assertTrue(victim.ends());
            assertTrue(neighbour.lives());
        }
    }

    @Test
    default void forceEndsTheSessionAndNoOther() throws SQLException {
        try (Victim victim = open(World.SHOP);
                Victim neighbour = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            SessionKey key = victim.session();
            assertEquals("DONE", guard.force(key, REQUESTER, REASON).outcome());
            assertTrue(victim.ends());
            assertTrue(neighbour.lives());
            assertEquals("FORCE", guard.audit(key).get(0).get("action"));
            assertEquals(
                    "ALTER SYSTEM KILL SESSION '" + key.sid() + "," + key.serial() + ",@" + key.instance()
                            + "' FORCE TIMEOUT 0",
                    guard.audit(key).get(0).get("statement"));
        }
    }

    /** An older database: the words are new. */
    @Test
    default void whereForceIsNotKnownNothingIsDoneAndItIsToldSo() throws SQLException {
        needs(Ability.SCRIPTED_ANSWERS);
        for (int answer : new int[] {922, 933, 2000, 2065}) {
            try (Victim victim = open(World.SHOP);
                    GuardClient guard = as(World.POOLWARDEN)) {
                engine().answer(victim.session(), "KILL", answer);
                refused(20905, () -> guard.force(victim.session(), REQUESTER, REASON));
                String told = messageOf(() -> guard.force(victim.session(), REQUESTER, REASON));
                assertTrue(told.contains("this database does not know that statement, nothing was done"), told);
                assertTrue(victim.lives());
                assertEquals("FAILED", guard.audit(victim.session()).get(0).get("outcome"));
            }
        }
    }

    @Test
    default void theClassicFormEndsTheSession() throws SQLException {
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            guard.killClassic(victim.session());
            assertTrue(victim.ends());
            assertEquals("DONE", guard.audit(victim.session()).get(0).get("outcome"));
        }
    }

    @Test
    default void aCheckDoesNothing() throws SQLException {
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            guard.check(victim.session());
            assertTrue(victim.lives());
            assertTrue(guard.audit(victim.session()).isEmpty());
        }
    }

    @Test
    default void whatTheVictimHadOpenIsRolledBack() throws SQLException {
        needs(Ability.ROW_LOCKS);
        try (Victim victim = open(World.SHOP);
                Victim reader = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            long before = reader.valueOf(1);
            victim.lockRow(1);
            disconnect(guard, victim);
            assertTrue(victim.ends());
            reader.lockRow(1);
            assertEquals(before + 1, reader.valueOf(1), "only the reader's own update counts");
        }
    }

    @Test
    default void cancelEndsTheStatementAndTheSessionLivesOn() throws Exception {
        cancelled(false);
    }

    @Test
    default void cancelOfOneStatementNamesIt() throws Exception {
        cancelled(true);
    }

    private void cancelled(boolean named) throws Exception {
        needs(Ability.ROW_LOCKS);
        try (Victim holder = open(World.SHOP);
                Victim waiter = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            holder.lockRow(2);
            CompletableFuture<Void> waiting = waiter.lockingRow(2);
            assertTrue(Victim.within(() -> GuardClient.longOf(guard.row(holder.session()), "blocked_count") == 1));
            SessionKey key = waiter.session();
            String sqlId = named ? guard.row(key).get("sql_id").toString() : null;
            assertEquals("DONE", guard.cancel(key, sqlId, REQUESTER, REASON).outcome());
            assertEquals(
                    "ALTER SYSTEM CANCEL SQL '" + key.sid() + "," + key.serial() + ",@" + key.instance()
                            + (named ? "," + sqlId : "") + "'",
                    guard.audit(key).get(0).get("statement"));
            Throwable cause = assertThrows(ExecutionException.class, () -> waiting.get(15, TimeUnit.SECONDS))
                    .getCause();
            assertEquals(1013, engine().oraCode(assertInstanceOf(SQLException.class, cause)));
            waiter.rollback();
            assertTrue(waiter.lives());
            assertTrue(holder.lives());
        }
    }

    @Test
    default void aVictimThatWaitsInsideAStatementIsEndedLikeAnyOther() throws Exception {
        needs(Ability.ROW_LOCKS);
        try (Victim holder = open(World.SHOP);
                Victim waiter = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            holder.lockRow(3);
            CompletableFuture<Void> waiting = waiter.lockingRow(3);
            assertTrue(Victim.within(() -> GuardClient.longOf(guard.row(holder.session()), "blocked_count") == 1));
            disconnect(guard, waiter);
            assertThrows(ExecutionException.class, () -> waiting.get(15, TimeUnit.SECONDS));
            assertFalse(waiter.lives());
            assertTrue(holder.lives());
        }
    }

    @Test
    default void postTransactionEndsAnIdleSession() throws SQLException {
        needs(Ability.DISCONNECT);
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            Answer answer = guard.disconnect(victim.session(), "POST_TRANSACTION", REQUESTER, REASON);
            assertEquals("DONE", answer.outcome());
            assertTrue(victim.ends());
        }
    }

    @Test
    default void postTransactionSparesAnOpenTransaction() throws SQLException {
        needs(Ability.POST_TRANSACTION);
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            victim.lockRow(4);
            guard.disconnect(victim.session(), "POST_TRANSACTION", REQUESTER, REASON);
            assertTrue(victim.lives());
        }
    }

    @Test
    default void markedForKillIsAnOutcomeAndNoError() throws SQLException {
        needs(Ability.SCRIPTED_ANSWERS);
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            engine().answer(victim.session(), "KILL", 31);
            engine().answer(victim.session(), "DISCONNECT", 31);
            assertEquals(
                    "MARKED", guard.kill(victim.session(), REQUESTER, REASON).outcome());
            assertEquals("MARKED", disconnect(guard, victim).outcome());
            assertEquals("MARKED", guard.audit(victim.session()).get(1).get("outcome"));
        }
    }

    @Test
    default void whereDisconnectKnowsNoInstanceImmediateFallsBackToKill() throws SQLException {
        needs(Ability.SCRIPTED_ANSWERS);
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            engine().answer(victim.session(), "DISCONNECT", 26);
            assertEquals("DONE", disconnect(guard, victim).outcome());
            assertTrue(victim.ends());
            String statement = (String) guard.audit(victim.session()).get(0).get("statement");
            assertTrue(statement.startsWith("ALTER SYSTEM KILL SESSION "), statement);
        }
    }

    /** As on an Autonomous Database. */
    @Test
    default void whereDisconnectIsNotPermittedImmediateFallsBackToKill() throws SQLException {
        needs(Ability.SCRIPTED_ANSWERS);
        try (Victim victim = open(World.SHOP);
                Victim spared = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            engine().answer(victim.session(), "DISCONNECT", 1031);
            engine().answer(spared.session(), "DISCONNECT", 1031);
            assertEquals("DONE", disconnect(guard, victim).outcome());
            assertTrue(victim.ends());
            String statement = (String) guard.audit(victim.session()).get(0).get("statement");
            assertTrue(statement.startsWith("ALTER SYSTEM KILL SESSION "), statement);
            refused(20905, () -> guard.disconnect(spared.session(), "POST_TRANSACTION", REQUESTER, REASON));
            assertTrue(spared.lives());
        }
    }

    /** As on Amazon RDS. */
    @Test
    default void whereOnlyThePackageOfTheProviderMayEndSessionsItIsCalled() throws SQLException {
        needs(Ability.MANAGED);
        try (Victim spared = open(World.SHOP);
                Victim disconnected = open(World.SHOP);
                Victim killed = open(World.SHOP);
                Victim forced = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            try (Scene first = engine().managed(spared.session())) {
                for (Victim victim : new Victim[] {disconnected, killed, forced}) {
                    first.engine().managed(victim.session());
                }
                spared.lockRow(16);
                guard.cancel(spared.session(), null, REQUESTER, REASON);
                guard.cancel(spared.session(), "abcdefghijklm", REQUESTER, REASON);
                guard.disconnect(spared.session(), "POST_TRANSACTION", REQUESTER, REASON);
                assertEquals("DONE", disconnect(guard, disconnected).outcome());
                guard.kill(killed.session(), REQUESTER, REASON);
                guard.force(forced.session(), REQUESTER, REASON);
            }
            assertEquals(
                    List.of("cancel -", "cancel abcdefghijklm", "disconnect POST_TRANSACTION"),
                    engine().managedCalls(spared.session()));
            assertTrue(spared.lives());
            spared.rollback();
            assertEquals(List.of("disconnect IMMEDIATE"), engine().managedCalls(disconnected.session()));
            assertEquals(List.of("kill IMMEDIATE"), engine().managedCalls(killed.session()));
            assertEquals(List.of("kill PROCESS"), engine().managedCalls(forced.session()));
            assertTrue(disconnected.ends());
            assertTrue(killed.ends());
            assertTrue(forced.ends());
            String statement =
                    (String) guard.audit(disconnected.session()).get(0).get("statement");
            assertTrue(statement.startsWith("ALTER SYSTEM DISCONNECT SESSION "), "what it stands for: " + statement);
        }
    }

    @Test
    default void whereThePackageOfTheProviderMayNotDisconnectItKills() throws SQLException {
        needs(Ability.MANAGED);
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN);
                Scene scene = engine().managed(victim.session())) {
            scene.engine().answer(victim.session(), "DISCONNECT", 1031);
            assertEquals("DONE", disconnect(guard, victim).outcome());
            assertEquals(List.of("kill IMMEDIATE"), engine().managedCalls(victim.session()));
            assertTrue(victim.ends());
        }
    }

    @Test
    default void whereDisconnectKnowsNoInstancePostTransactionIsNotPossible() throws SQLException {
        needs(Ability.SCRIPTED_ANSWERS);
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            engine().answer(victim.session(), "DISCONNECT", 26);
            refused(20905, () -> guard.disconnect(victim.session(), "POST_TRANSACTION", REQUESTER, REASON));
            assertTrue(victim.lives());
            assertEquals("FAILED", guard.audit(victim.session()).get(0).get("outcome"));
        }
    }

    @Test
    default void theAnswersOfAlterSystemKeepTheirMeaning() throws SQLException {
        needs(Ability.SCRIPTED_ANSWERS);
        meaning(27, 20903, "DENIED");
        meaning(29, 20901, "DENIED");
        meaning(30, 20902, "GONE");
        meaning(26, 20905, "FAILED");
        meaning(1031, 20905, "FAILED");
    }

    private void meaning(int answer, int oraCode, String outcome) throws SQLException {
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            engine().answer(victim.session(), "KILL", answer);
            refused(oraCode, () -> guard.kill(victim.session(), REQUESTER, REASON));
            String told = messageOf(() -> guard.kill(victim.session(), REQUESTER, REASON));
            assertTrue(told.contains("was answered with ORA-%05d (audit ".formatted(answer)), told);
            assertEquals(outcome, guard.audit(victim.session()).get(0).get("outcome"), "after ORA-" + answer);
        }
    }

    /** The audit row takes its time to commit; what the rules said before it need not be true after it. */
    @Test
    default void whoIsProtectedBeforeTheActIsDeniedAndNotGone() throws SQLException {
        deniedAtTheLastMoment(LastMoment.PROTECTED, 20901);
    }

    @Test
    default void whoLeavesTheScopeBeforeTheActIsDeniedAndNotGone() throws SQLException {
        deniedAtTheLastMoment(LastMoment.OUT_OF_SCOPE, 20906);
    }

    @Test
    default void whoBecomesASlaveBeforeTheActIsDenied() throws SQLException {
        deniedAtTheLastMoment(LastMoment.SLAVE, 20907);
    }

    private void deniedAtTheLastMoment(LastMoment event, int oraCode) throws SQLException {
        needs(Ability.LAST_MOMENT);
        try (Scene scene = engine().atTheLastMoment(event);
                Victim victim = scene.engine().open(World.SHOP);
                GuardClient guard = scene.engine().as(World.POOLWARDEN)) {
            String told = messageOf(() -> disconnect(guard, victim));
            assertTrue(told.contains("is no longer what was judged, nothing was done"), told);
            assertTrue(victim.lives());
            var row = guard.audit(victim.session()).get(0);
            if (engine().can(Ability.ALERT_LOG)) {
                assertFalse(engine().alertLog().contains("audit " + row.get("audit_id") + ":"), "nothing was done");
            }
            assertEquals("DENIED", row.get("outcome"));
            assertEquals(-oraCode, GuardClient.longOf(row, "error_code"));
        }
    }

    @Test
    default void whoEndsBeforeTheActIsGone() throws SQLException {
        needs(Ability.LAST_MOMENT);
        try (Scene scene = engine().atTheLastMoment(LastMoment.ENDED);
                Victim victim = scene.engine().open(World.SHOP);
                GuardClient guard = scene.engine().as(World.POOLWARDEN)) {
            refused(20902, () -> disconnect(guard, victim));
            assertEquals("GONE", guard.audit(victim.session()).get(0).get("outcome"));
        }
    }

    @Test
    default void anyOtherAnswerIsPassedOnAndAudited() throws SQLException {
        needs(Ability.SCRIPTED_ANSWERS);
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            engine().answer(victim.session(), "KILL", 1109);
            refused(1109, () -> guard.kill(victim.session(), REQUESTER, REASON));
            var row = guard.audit(victim.session()).get(0);
            assertEquals("FAILED", row.get("outcome"));
            assertEquals(-1109, GuardClient.longOf(row, "error_code"));
        }
    }
}
