package org.poolwarden.guardcontract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.poolwarden.guardcontract.engine.Ability;
import org.poolwarden.guardcontract.engine.GuardClient;
import org.poolwarden.guardcontract.engine.Scene;
import org.poolwarden.guardcontract.engine.SessionKey;
import org.poolwarden.guardcontract.engine.Victim;
import org.poolwarden.guardcontract.engine.World;

/** What the views show to whom. */
public interface ViewCases extends Contract {

    @Test
    default void aSessionInScopeIsShownInFull() throws SQLException {
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            Map<String, Object> row = guard.row(victim.session());
            assertEquals(World.SHOP, row.get("username"));
            assertEquals("ALLOWED", row.get("access_status"));
            assertEquals("INACTIVE", row.get("status"));
            for (String known : "last_call_et logon_time machine program spid server command audsid".split(" ")) {
                assertNotNull(row.get(known), known);
            }
            assertEquals("WAITING", row.get("state"));
            assertEquals(World.SHOP, row.get("schemaname"));
            assertNull(guard.coordinator(victim.session()));
            assertEquals(0, GuardClient.longOf(row, "blocked_count"));
            assertEquals(0, GuardClient.longOf(row, "rolling_back"));
            assertNull(row.get("undo_records"));
            assertNull(row.get("undo_blocks"));
            assertNull(row.get("xid"));
        }
    }

    @Test
    default void aProtectedSessionIsShownAsIdentityOnly() throws SQLException {
        masked(World.NESTED_DBA, "PROTECTED");
    }

    @Test
    default void aSessionOutOfScopeIsShownAsIdentityOnly() throws SQLException {
        masked(World.BILLING, "OUT_OF_SCOPE");
    }

    private void masked(String user, String status) throws SQLException {
        try (Victim victim = open(user);
                GuardClient guard = as(World.POOLWARDEN)) {
            Map<String, Object> row = guard.row(victim.session());
            assertEquals(user, row.get("username"));
            assertEquals(status, row.get("access_status"));
            for (String column : GuardClient.DETAILS) {
                assertNull(row.get(column), column);
            }
        }
    }

    @Test
    default void aSlaveIsShownWithWhatItWorksFor() throws SQLException {
        needs(Ability.PARALLEL_SLAVES);
        needs(Ability.JOB_SLAVES);
        try (Victim coordinator = open(World.SHOP);
                Victim slave = open(World.SHOP);
                Victim job = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            engine().makeSlave(slave.session(), coordinator.session());
            engine().makeJob(job.session());
            SessionKey key = coordinator.session();
            assertEquals(
                    "a parallel-query slave of session " + key.sid() + "," + key.serial() + ",@" + key.instance(),
                    guard.coordinator(slave.session()));
            assertEquals("the slave of job SHOP.NIGHTLY", guard.coordinator(job.session()));
            assertNull(guard.coordinator(key));
            assertFalse(guard.slaves().contains(key), "its own row in gv$px_session makes it no slave");
        }
    }

    @Test
    default void whatASlaveOutOfScopeWorksForIsNotShown() throws SQLException {
        needs(Ability.JOB_SLAVES);
        try (Victim job = open(World.BILLING);
                GuardClient operator = as(World.OPERATOR);
                GuardClient guard = as(World.POOLWARDEN)) {
            engine().makeJob(job.session());
            assertEquals("the slave of job SHOP.NIGHTLY", operator.coordinator(job.session()));
            assertNull(guard.coordinator(job.session()));
        }
    }

    /** What a busy server pays every few seconds, on each instance of a RAC: nothing is read again for each session. */
    @Test
    default void aScanReadsEachViewOnce() throws SQLException {
        needs(Ability.PLANS);
        try (Victim shop = open(World.SHOP);
                Victim billing = open(World.BILLING);
                GuardClient guard = as(World.POOLWARDEN)) {
            Map<String, Integer> reads =
                    engine().reads(guard, "SELECT * FROM " + engine().schema() + ".poolwarden_sessions");
            assertTrue(
                    Set.of("session", "process", "transaction", "pwfile_users", "users", "role_privs")
                            .containsAll(reads.keySet()),
                    "no slaves, no jobs, no statements: " + reads);
            assertTrue(reads.containsKey("session"), reads::toString);
            assertEquals(Set.of(1), Set.copyOf(reads.values()), () -> reads + " of " + shop + " and " + billing);
        }
    }

    @Test
    default void backgroundSessionsAreNotListed() throws SQLException {
        needs(Ability.BACKGROUND);
        try (GuardClient guard = as(World.OPERATOR)) {
            SessionKey background = engine().background();
            assertTrue(guard.sessions().stream()
                    .noneMatch(row -> GuardClient.keyOf(row).equals(background)));
        }
    }

    @Test
    default void everySessionIsShownOnce() throws SQLException {
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.OPERATOR)) {
            Set<SessionKey> seen = new HashSet<>();
            for (Map<String, Object> row : guard.sessions()) {
                assertTrue(seen.add(GuardClient.keyOf(row)), "twice: " + row);
            }
            assertTrue(seen.contains(victim.session()));
            assertTrue(seen.contains(guard.session()), "the caller's own");
        }
    }

    @Test
    default void twoGranteesSeeTheSameSessionEachWithItsOwnRights() throws SQLException {
        try (Victim victim = open(World.BILLING);
                GuardClient operator = as(World.OPERATOR);
                GuardClient poolwarden = as(World.POOLWARDEN)) {
            assertEquals("ALLOWED", operator.row(victim.session()).get("access_status"));
            assertEquals("OUT_OF_SCOPE", poolwarden.row(victim.session()).get("access_status"));
        }
    }

    @Test
    default void anIdleSessionShowsItsLastStatement() throws SQLException {
        needs(Ability.ROW_LOCKS);
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            victim.lockRow(5);
            Map<String, Object> row = guard.row(victim.session());
            assertNull(row.get("sql_id"));
            assertNotNull(row.get("prev_sql_id"));
            String sqlId = row.get("prev_sql_id").toString();
            String text = guard.sqlText(victim.session(), sqlId);
            assertTrue(text.contains("contract_rows"), text);
            assertNull(guard.sqlText(victim.session(), "0000000000000"), "a statement that is not its own");
            SessionKey key = victim.session();
            assertNull(guard.sqlText(new SessionKey(key.instance(), key.sid(), key.serial() + 1), sqlId), "nobody");
            assertNull(guard.sqlText(new SessionKey(key.instance(), key.sid() + 1_000_000, key.serial()), sqlId));
            assertNull(guard.sqlText(new SessionKey(key.instance() + 1, key.sid(), key.serial()), sqlId));
            assertNull(guard.sqlText(key, null));
        }
    }

    @Test
    default void theTextOfAStatementIsToldForSessionsInScopeOnly() throws SQLException {
        needs(Ability.ROW_LOCKS);
        try (Victim hidden = open(World.BILLING);
                Victim protectedOne = open(World.DIRECT_DBA);
                GuardClient operator = as(World.OPERATOR);
                GuardClient guard = as(World.POOLWARDEN)) {
            hidden.lockRow(10);
            String sqlId = operator.row(hidden.session()).get("prev_sql_id").toString();
            assertNotNull(operator.sqlText(hidden.session(), sqlId));
            assertNull(guard.sqlText(hidden.session(), sqlId), "out of scope");
            hidden.rollback();
            protectedOne.lockRow(10);
            assertNull(operator.sqlText(protectedOne.session(), sqlId), "protected");
            protectedOne.rollback();
        }
    }

    @Test
    default void anOpenTransactionShowsItsUndo() throws SQLException {
        needs(Ability.ROW_LOCKS);
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            victim.lockRow(6);
            Map<String, Object> row = guard.row(victim.session());
            assertTrue(GuardClient.longOf(row, "undo_records") > 0);
            assertTrue(GuardClient.longOf(row, "undo_blocks") > 0);
            assertEquals(0, GuardClient.longOf(row, "rolling_back"));
        }
    }

    @Test
    default void anOpenTransactionShowsTheNameRecoveryWillHaveForIt() throws SQLException {
        needs(Ability.ROW_LOCKS);
        try (Victim victim = open(World.SHOP);
                Victim other = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            victim.lockRow(11);
            other.lockRow(12);
            String xid = (String) guard.row(victim.session()).get("xid");
            assertTrue(xid.matches("\\d+\\.\\d+\\.\\d+"), xid);
            assertNotEquals(xid, guard.row(other.session()).get("xid"));
        }
    }

    @Test
    default void ofTwoTransactionsNoneIsNamed() throws SQLException {
        needs(Ability.NESTED_TRANSACTION);
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            victim.lockRow(13);
            assertNotNull(guard.row(victim.session()).get("xid"));
            engine().nestedTransaction(victim.session());
            Map<String, Object> row = guard.row(victim.session());
            assertEquals(2, GuardClient.longOf(row, "undo_records"));
            assertNull(row.get("xid"));
        }
    }

    @Test
    default void aTransactionThatRollsBackSaysSo() throws SQLException {
        needs(Ability.ROLLING_BACK);
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            victim.lockRow(7);
            engine().rollingBack(victim.session());
            assertEquals(1, GuardClient.longOf(guard.row(victim.session()), "rolling_back"));
        }
    }

    @Test
    default void whoWaitsIsShownWithWhomItWaitsFor() throws SQLException {
        needs(Ability.ROW_LOCKS);
        try (Victim holder = open(World.SHOP);
                Victim waiter = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            holder.lockRow(8);
            CompletableFuture<Void> waiting = waiter.lockingRow(8);
            assertTrue(Victim.within(() -> GuardClient.longOf(guard.row(holder.session()), "blocked_count") == 1));
            Map<String, Object> row = guard.row(waiter.session());
            assertEquals(holder.session().sid(), GuardClient.longOf(row, "blocking_session"));
            assertEquals(holder.session().instance(), GuardClient.longOf(row, "blocking_instance"));
            assertEquals(holder.session().sid(), GuardClient.longOf(row, "final_blocking_session"));
            assertEquals("ACTIVE", row.get("status"));
            assertEquals(0, GuardClient.longOf(row, "blocked_count"), "nobody waits for the one that waits");
            assertFalse(waiting.isDone());
            disconnect(guard, holder);
            waiting.join();
        }
    }

    /** Who waits for one that waits counts for both, and for each of them once. */
    @Test
    default void aChainOfWaitersCountsForItsHeadAndForEachLink() throws SQLException {
        needs(Ability.ROW_LOCKS);
        try (Victim head = open(World.SHOP);
                Victim link = open(World.SHOP);
                Victim tail = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            head.lockRow(14);
            link.lockRow(15);
            CompletableFuture<Void> first = link.lockingRow(14);
            CompletableFuture<Void> second = tail.lockingRow(15);
            assertTrue(Victim.within(() -> GuardClient.longOf(guard.row(head.session()), "blocked_count") == 2));
            assertEquals(1, GuardClient.longOf(guard.row(link.session()), "blocked_count"));
            assertEquals(0, GuardClient.longOf(guard.row(tail.session()), "blocked_count"));
            head.rollback();
            first.join();
            link.rollback();
            second.join();
        }
    }

    @Test
    default void waitersAreCountedBeforeTheyAreMasked() throws SQLException {
        needs(Ability.ROW_LOCKS);
        try (Victim holder = open(World.SHOP);
                Victim hidden = open(World.BILLING);
                Victim dba = open(World.DIRECT_DBA);
                GuardClient guard = as(World.POOLWARDEN)) {
            holder.lockRow(9);
            List<CompletableFuture<Void>> waiting = List.of(hidden.lockingRow(9), dba.lockingRow(9));
            assertTrue(Victim.within(() -> GuardClient.longOf(guard.row(holder.session()), "blocked_count") == 2));
            assertNull(guard.row(hidden.session()).get("blocking_session"));
            disconnect(guard, holder);
            // one of the two gets the row, whichever; once it lets go, the other does
            assertTrue(Victim.within(() -> waiting.stream().anyMatch(CompletableFuture::isDone)));
            (waiting.get(0).isDone() ? hidden : dba).rollback();
            waiting.forEach(CompletableFuture::join);
        }
    }

    @Test
    default void theDatabaseNamesItself() throws SQLException {
        try (GuardClient guard = as(World.POOLWARDEN)) {
            List<Map<String, Object>> rows = guard.query(
                    "SELECT db_unique_name, container_name, version, guard_version, db_name, dbid, container_dbid,"
                            + " container_uid FROM " + engine().schema() + ".poolwarden_database");
            assertEquals(1, rows.size());
            assertEquals("2.1", rows.get(0).get("guard_version"));
            assertNotNull(rows.get(0).get("db_unique_name"));
            assertNotNull(rows.get(0).get("container_name"));
            assertNotNull(rows.get(0).get("db_name"));
            assertTrue(GuardClient.longOf(rows.get(0), "dbid") > 0);
            assertTrue(GuardClient.longOf(rows.get(0), "container_dbid") > 0);
            assertEquals(
                    GuardClient.longOf(rows.get(0), "container_dbid"),
                    GuardClient.longOf(rows.get(0), "container_uid"),
                    "that of this container and of no other");
            assertTrue(rows.get(0).get("version").toString().matches("\\d+(\\.\\d+)+"));
        }
    }

    @Test
    default void theRecoveryViewCanBeReadByAnyGrantee() throws SQLException {
        try (GuardClient guard = as(World.SCOPELESS)) {
            guard.query("SELECT inst_id, usn, slot, seq, state, undo_blocks_done, undo_blocks_total" + " FROM "
                    + engine().schema() + ".poolwarden_recovery");
        }
    }

    @Test
    default void whatCleansUpAfterAKillSaysHowFarItIs() throws SQLException {
        needs(Ability.CLEANUP);
        String query = "SELECT inst_id, sid, serial_no, state, dead_time, cleanup_attempts, last_attempt" + " FROM "
                + engine().schema() + ".poolwarden_cleanup";
        try (Victim victim = open(World.SHOP);
                Victim other = open(World.SHOP);
                Victim hidden = open(World.BILLING);
                GuardClient guard = as(World.POOLWARDEN)) {
            engine().cleaningUp(victim.session(), "CLEANUP PENDING");
            engine().cleaningUp(hidden.session(), "IN PROGRESS");
            List<Map<String, Object>> rows = guard.query(query).stream()
                    .filter(row -> Set.of(victim.session(), other.session(), hidden.session())
                            .contains(GuardClient.keyOf(row)))
                    .toList();
            assertEquals(1, rows.size(), rows::toString);
            assertEquals(victim.session(), GuardClient.keyOf(rows.get(0)));
            assertEquals("CLEANUP PENDING", rows.get(0).get("state"));
            assertEquals(40, GuardClient.longOf(rows.get(0), "dead_time"));
            assertEquals(2, GuardClient.longOf(rows.get(0), "cleanup_attempts"));
            assertEquals(7, GuardClient.longOf(rows.get(0), "last_attempt"));
            SessionKey twin =
                    new SessionKey(2, victim.session().sid(), victim.session().serial());
            try (Scene scene = engine().twin(victim.session(), twin, World.SHOP);
                    GuardClient again = scene.engine().as(World.POOLWARDEN)) {
                assertTrue(again.query(query).stream()
                        .noneMatch(row -> GuardClient.keyOf(row).equals(twin)));
            }
        }
    }

    @Test
    default void recoveryShowsWhatIsNotThroughYet() throws SQLException {
        needs(Ability.RECOVERY);
        engine().recovering(11, "RECOVERING");
        engine().recovering(12, "RECOVERED");
        engine().recovering(13, "TO BE RECOVERED");
        try (GuardClient guard = as(World.POOLWARDEN)) {
            List<Long> segments = guard
                    .query("SELECT usn, undo_blocks_done, undo_blocks_total FROM " + engine().schema()
                            + ".poolwarden_recovery")
                    .stream()
                    .map(row -> GuardClient.longOf(row, "usn"))
                    .sorted()
                    .toList();
            assertEquals(List.of(11L, 13L), segments);
        }
    }
}
