package org.poolwarden.guardcontract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.poolwarden.guardcontract.engine.Ability;
import org.poolwarden.guardcontract.engine.GuardClient;
import org.poolwarden.guardcontract.engine.Scene;
import org.poolwarden.guardcontract.engine.SessionKey;
import org.poolwarden.guardcontract.engine.Victim;
import org.poolwarden.guardcontract.engine.World;

/** A few sessions by their keys: what somebody asks who follows a kill. */
public interface LookupCases extends Contract {

    /** As the client asks: the database sends no row that is not wanted. */
    @Test
    default void ofTheAuditNoMoreRowsComeThanAreAskedFor() throws SQLException {
        try (Victim victim = open(World.SHOP);
                Victim other = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            for (int i = 0; i < 3; i++) {
                guard.kill(open(World.SHOP).session(), REQUESTER, REASON);
            }
            SessionKey key = victim.session();
            long first = guard.kill(key, REQUESTER, REASON).auditId();
            long last = guard.kill(other.session(), REQUESTER, REASON).auditId();
            String newest = " ORDER BY at_time DESC, audit_id DESC FETCH FIRST 2 ROWS ONLY";
            String log = "SELECT audit_id FROM " + engine().schema() + ".poolwarden_audit_log";
            assertEquals(List.of(last, first), ids(guard.query(log + newest)));
            String own = log + " WHERE inst_id = " + key.instance() + " AND sid = " + key.sid() + " AND serial_no = "
                    + key.serial();
            assertEquals(List.of(first), ids(guard.query(own + newest)));
        }
    }

    private static List<Long> ids(List<Map<String, Object>> rows) {
        return rows.stream().map(row -> GuardClient.longOf(row, "audit_id")).toList();
    }

    @Test
    default void sessionsAreFoundByTheirKeysAsTheListShowsThem() throws SQLException {
        try (Victim one = open(World.SHOP);
                Victim hidden = open(World.BILLING);
                Victim other = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            List<Map<String, Object>> found = guard.sessionsOf(one.session(), hidden.session());
            Map<String, Object> inFull = rowOf(found, one.session());
            assertEquals("ALLOWED", inFull.get("access_status"));
            assertEquals(guard.row(one.session()).get("spid"), inFull.get("spid"));
            Map<String, Object> masked = rowOf(found, hidden.session());
            assertEquals("OUT_OF_SCOPE", masked.get("access_status"));
            assertEquals(null, masked.get("machine"));
            Set<SessionKey> keys = keysOf(found);
            keys.removeAll(Set.of(one.session(), hidden.session()));
            assertTrue(keys.size() <= 1, "one of the instance besides: " + keys);
            assertTrue(guard.sessions().size() > found.size(), "fewer than there are, with " + other.session());
        }
    }

    @Test
    default void thatASessionIsNotThereIsToldByAnotherOfItsInstance() throws SQLException {
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            SessionKey key = victim.session();
            SessionKey nobody = new SessionKey(key.instance(), key.sid(), key.serial() + 1);
            List<Map<String, Object>> found = guard.sessionsOf(nobody);
            assertEquals(1, found.size());
            assertEquals(key.instance(), GuardClient.longOf(found.get(0), "inst_id"));
        }
    }

    @Test
    default void nothingIsToldOfAnInstanceThatShowsNoSession() throws SQLException {
        needs(Ability.CLUSTER);
        try (Scene scene = engine().cluster(1, 2);
                GuardClient guard = scene.engine().as(World.POOLWARDEN)) {
            SessionKey own = guard.session();
            SessionKey silent = new SessionKey(2, own.sid(), own.serial());
            List<Map<String, Object>> found = guard.sessionsOf(own, silent);
            assertTrue(keysOf(found).contains(own));
            assertTrue(found.stream().allMatch(row -> GuardClient.longOf(row, "inst_id") == 1));
        }
    }

    @Test
    default void manyKeysAreTakenAtOnce() throws SQLException {
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            SessionKey key = victim.session();
            SessionKey[] keys = new SessionKey[256];
            for (int i = 0; i < keys.length; i++) {
                keys[i] = new SessionKey(key.instance(), key.sid(), key.serial() + i);
            }
            rowOf(guard.sessionsOf(keys), key);
        }
    }

    /** What is asked of many at once is what is asked of each. */
    @Test
    default void manyAreJudgedAtOnceAsEachIsAlone() throws SQLException {
        try (Victim allowed = open(World.SHOP);
                Victim outside = open(World.BILLING);
                Victim admin = open(World.DIRECT_DBA);
                GuardClient guard = as(World.POOLWARDEN)) {
            SessionKey key = allowed.session();
            SessionKey gone = new SessionKey(key.instance(), key.sid(), key.serial() + 1);
            sameAsAlone(guard, key, outside.session(), admin.session(), gone, guard.session());
        }
    }

    @Test
    default void aSlaveIsToldAmongMany() throws SQLException {
        needs(Ability.PARALLEL_SLAVES);
        needs(Ability.JOB_SLAVES);
        try (Victim coordinator = open(World.SHOP);
                Victim slave = open(World.SHOP);
                Victim job = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            engine().makeSlave(slave.session(), coordinator.session());
            engine().makeJob(job.session());
            sameAsAlone(guard, coordinator.session(), slave.session(), job.session());
        }
    }

    private void sameAsAlone(GuardClient guard, SessionKey... keys) throws SQLException {
        Map<SessionKey, Integer> rulings = guard.rulings(keys);
        for (SessionKey key : keys) {
            int alone = GuardClient.ALLOWED;
            try {
                guard.check(key);
            } catch (SQLException e) {
                alone = engine().oraCode(e);
            }
            assertEquals(alone, rulings.get(key), () -> "of " + key);
        }
    }

    private static Map<String, Object> rowOf(List<Map<String, Object>> rows, SessionKey key) {
        List<Map<String, Object>> own =
                rows.stream().filter(row -> GuardClient.keyOf(row).equals(key)).toList();
        assertEquals(1, own.size(), "rows of " + key);
        return own.get(0);
    }

    private static Set<SessionKey> keysOf(List<Map<String, Object>> rows) {
        Set<SessionKey> keys = new HashSet<>();
        rows.forEach(row -> keys.add(GuardClient.keyOf(row)));
        return keys;
    }
}
