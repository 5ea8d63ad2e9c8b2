package org.poolwarden.guardcontract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.poolwarden.guardcontract.engine.Ability;
import org.poolwarden.guardcontract.engine.GuardClient;
import org.poolwarden.guardcontract.engine.Scene;
import org.poolwarden.guardcontract.engine.SessionKey;
import org.poolwarden.guardcontract.engine.Victim;
import org.poolwarden.guardcontract.engine.World;

/** What a session holds beside its transaction: asked about one, and told to who may act on it. */
public interface HoldingCases extends Contract {

    /** Of a session that is not told. */
    List<Object> NOTHING = Collections.nCopies(5, null);

    @Test
    default void whatASessionHoldsIsToldOfItAlone() throws SQLException {
        needs(Ability.HOLDINGS);
        try (Victim victim = open(World.SHOP);
                Victim other = open(World.SHOP);
                Victim empty = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            engine().holds(victim.session(), 7);
            engine().holds(other.session(), 3);
            String rest = " ?=2 block00000000=1 other00000001=1 other00000002=1";
            assertEquals(
                    Arrays.asList(15L, " most000000000=7" + rest, 42L, 12L, memory(victim)),
                    guard.holdings(victim.session()));
            assertEquals(
                    " most000000000=3" + rest, guard.holdings(other.session()).get(1));
            List<Object> none = guard.holdings(empty.session());
            assertEquals(Arrays.asList(null, "", 0L, 0L, memory(empty)), none, "no statistic is no number");
        }
    }

    @Test
    default void whatASessionHoldsIsToldForSessionsInScopeOnly() throws SQLException {
        try (Victim victim = open(World.SHOP);
                Victim hidden = open(World.BILLING);
                Victim protectedOne = open(World.DIRECT_DBA);
                GuardClient operator = as(World.OPERATOR);
                GuardClient guard = as(World.POOLWARDEN)) {
            assertNotNull(operator.holdings(hidden.session()).get(4));
            assertEquals(NOTHING, guard.holdings(hidden.session()), "out of scope");
            assertEquals(NOTHING, operator.holdings(protectedOne.session()), "protected");
            SessionKey key = victim.session();
            assertNotNull(guard.holdings(key).get(4));
            assertEquals(NOTHING, guard.holdings(new SessionKey(key.instance(), key.sid(), key.serial() + 1)));
            assertEquals(NOTHING, guard.holdings(new SessionKey(key.instance(), key.sid() + 1_000_000, key.serial())));
            assertEquals(NOTHING, guard.holdings(new SessionKey(key.instance() + 1, key.sid(), key.serial())));
        }
    }

    /** Sid, serial#, addresses: on a RAC all of them may be those of another session of another instance. */
    @Test
    default void whatATwinHoldsIsItsOwn() throws SQLException {
        needs(Ability.HOLDINGS);
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            SessionKey key = victim.session();
            SessionKey twin = new SessionKey(2, key.sid(), key.serial());
            engine().holds(key, 7);
            List<Object> before = guard.holdings(key);
            try (Scene scene = engine().twin(key, twin, World.SHOP);
                    GuardClient again = scene.engine().as(World.POOLWARDEN)) {
                assertEquals(Arrays.asList(null, "", 0L, 0L, 9_000_000L), again.holdings(twin));
                engine().holds(twin, 4);
                assertEquals(before, again.holdings(key));
            }
        }
    }

    @Test
    default void cursorsThatAreLeftOpenAreCounted() throws SQLException {
        needs(Ability.CURSORS);
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            victim.openCursors(20);
            List<Object> now = guard.holdings(victim.session());
            assertTrue((Long) now.get(0) >= 20, now::toString);
            assertTrue(((String) now.get(1)).matches(" [0-9a-z]{13}=2\\d( .*)?"), now::toString);
        }
    }

    /** As the engine that fills its tables has it. */
    private static long memory(Victim victim) {
        return 1_000_000 + victim.session().sid();
    }
}
