package org.poolwarden.guardcontract;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.poolwarden.guardcontract.engine.Ability;
import org.poolwarden.guardcontract.engine.GuardClient;
import org.poolwarden.guardcontract.engine.Scene;
import org.poolwarden.guardcontract.engine.SessionKey;
import org.poolwarden.guardcontract.engine.Victim;
import org.poolwarden.guardcontract.engine.World;

/**
 * What an act refuses the check refuses too, with the same error: an act looks twice, and what the first look overlooks
 * the second would hide.
 */
public interface RefusalCases extends Contract {

    @Test
    default void theCheckRefusesWhateverAnActRefuses() throws SQLException {
        try (Victim protectedOne = open(World.NESTED_DBA);
                Victim outOfScope = open(World.BILLING);
                Victim shop = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            SessionKey key = shop.session();
            refusedByAll(guard, 20901, protectedOne.session());
            refusedByAll(guard, 20902, new SessionKey(key.instance(), key.sid(), key.serial() + 1));
            refusedByAll(guard, 20903, guard.session());
            refusedByAll(guard, 20904, new SessionKey(key.instance(), 0, key.serial()));
            refusedByAll(guard, 20905, new SessionKey(key.instance() + 92, key.sid(), key.serial()));
            refusedByAll(guard, 20906, outOfScope.session());
        }
        try (Victim shop = open(World.SHOP);
                GuardClient guard = as(World.SCOPELESS)) {
            refusedByAll(guard, 20906, shop.session());
        }
    }

    @Test
    default void theCheckRefusesSlavesAsAnActDoes() throws SQLException {
        needs(Ability.PARALLEL_SLAVES);
        needs(Ability.JOB_SLAVES);
        try (Victim slave = open(World.SHOP);
                Victim job = open(World.SHOP);
                Victim coordinator = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            engine().makeSlave(slave.session(), coordinator.session());
            engine().makeJob(job.session());
            refusedByAll(guard, 20907, slave.session());
            refusedByAll(guard, 20907, job.session());
        }
    }

    @Test
    default void theCheckRefusesWhenNoActIsLeftAsAnActDoes() throws SQLException {
        needs(Ability.LIMITS);
        try (Scene scene = engine().limited(World.POOLWARDEN, World.SHOP, 0);
                Victim shop = scene.engine().open(World.SHOP);
                GuardClient guard = scene.engine().as(World.POOLWARDEN)) {
            refusedByAll(guard, 20908, shop.session());
        }
    }

    private void refusedByAll(GuardClient guard, int oraCode, SessionKey key) {
        refused(oraCode, () -> guard.check(key));
        refused(oraCode, () -> guard.cancel(key, null, REQUESTER, REASON));
        refused(oraCode, () -> guard.disconnect(key, "POST_TRANSACTION", REQUESTER, REASON));
        refused(oraCode, () -> guard.disconnect(key, "IMMEDIATE", REQUESTER, REASON));
        refused(oraCode, () -> guard.kill(key, REQUESTER, REASON));
        refused(oraCode, () -> guard.force(key, REQUESTER, REASON));
        refused(oraCode, () -> guard.killClassic(key));
    }
}
