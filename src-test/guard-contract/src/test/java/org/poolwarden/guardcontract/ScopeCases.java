package org.poolwarden.guardcontract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.poolwarden.guardcontract.engine.Ability;
import org.poolwarden.guardcontract.engine.GuardClient;
import org.poolwarden.guardcontract.engine.Scene;
import org.poolwarden.guardcontract.engine.SessionKey;
import org.poolwarden.guardcontract.engine.SqlAction;
import org.poolwarden.guardcontract.engine.Victim;
import org.poolwarden.guardcontract.engine.World;

/** Who may act on whose sessions, and that there is no way around the guard. */
public interface ScopeCases extends Contract {

    @Test
    default void aGranteeActsOnTheUsersOfItsScope() throws SQLException {
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            disconnect(guard, victim);
            assertTrue(victim.ends());
        }
    }

    @Test
    default void aSessionOutOfScopeIsRefused() throws SQLException {
        try (Victim victim = open(World.BILLING);
                GuardClient guard = as(World.POOLWARDEN)) {
            SessionKey key = victim.session();
            assertEquals("OUT_OF_SCOPE", guard.row(key).get("access_status"));
            refused(20906, () -> guard.check(key));
            refused(20906, () -> disconnect(guard, victim));
            refused(20906, () -> guard.kill(key, REQUESTER, REASON));
            refused(20906, () -> guard.force(key, REQUESTER, REASON));
            refused(20906, () -> guard.cancel(key, null, REQUESTER, REASON));
            refused(20906, () -> guard.killClassic(key));
            assertTrue(victim.lives());
        }
    }

    @Test
    default void aStarMeansEveryUnprotectedUser() throws SQLException {
        try (Victim billing = open(World.BILLING);
                Victim shop = open(World.SHOP);
                GuardClient guard = as(World.OPERATOR)) {
            disconnect(guard, billing);
            disconnect(guard, shop);
            assertTrue(billing.ends());
            assertTrue(shop.ends());
        }
    }

    @Test
    default void aGranteeWithoutScopeActsOnNothing() throws SQLException {
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.SCOPELESS)) {
            refused(20906, () -> disconnect(guard, victim));
            assertEquals("OUT_OF_SCOPE", guard.row(victim.session()).get("access_status"));
            assertTrue(victim.lives());
        }
    }

    /** An owner with the scope * lends nobody its scope: it is the user who logged on that counts. */
    @Test
    default void scopeIsThatOfTheSessionUserWhoeverOwnsTheCodeInBetween() throws SQLException {
        needs(Ability.DEFINER_CODE);
        try (Victim billing = open(World.BILLING);
                GuardClient guard = as(World.POOLWARDEN)) {
            refused(20906, () -> engine().checkThroughCodeOf(World.OPERATOR, guard.connection(), billing.session()));
        }
        try (Victim shop = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            engine().checkThroughCodeOf(World.SCOPELESS, guard.connection(), shop.session());
        }
    }

    @Test
    default void noLanguageMakesTwoNamesOne() throws SQLException {
        needs(Ability.LINGUISTIC);
        try (Scene scene = engine().linguistic();
                Victim shop = scene.engine().open(World.SHOP);
                Victim twin = scene.engine().open(World.TWIN);
                GuardClient guard = scene.engine().as(World.POOLWARDEN)) {
            assertEquals("OUT_OF_SCOPE", guard.row(twin.session()).get("access_status"));
            assertEquals("ALLOWED", guard.row(shop.session()).get("access_status"));
            refused(20906, () -> guard.check(twin.session()));
            refused(20906, () -> disconnect(guard, twin));
            assertTrue(twin.lives());
            disconnect(guard, shop);
            assertTrue(shop.ends());
        }
    }

    @Test
    default void aScopeMayNameAMachine() throws SQLException {
        narrowed("machine");
    }

    @Test
    default void aScopeMayNameAProgram() throws SQLException {
        narrowed("program");
    }

    @Test
    default void aScopeMayNameAService() throws SQLException {
        needs(Ability.NARROW_SCOPE);
        String name;
        try (Victim victim = open(World.SHOP)) {
            name = engine().serviceOf(victim.session());
        }
        String head = name.substring(0, name.length() - 1);
        for (String pattern : new String[] {name, head + "*", "*"}) {
            inNarrowScope(null, null, pattern, 0);
        }
        for (String pattern : new String[] {head, name + "x", "no such service"}) {
            inNarrowScope(null, null, pattern, 20906);
        }
    }

    /** By its name, by the beginning of its name, by another name, by the beginning of another; and case counts. */
    private void narrowed(String column) throws SQLException {
        needs(Ability.NARROW_SCOPE);
        String name;
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            name = guard.row(victim.session()).get(column).toString();
        }
        String head = name.substring(0, name.length() - 1);
        for (String pattern : new String[] {name, name + "*", head + "*", "*"}) {
            inNarrowScope(
                    column.equals("machine") ? pattern : null, column.equals("program") ? pattern : null, null, 0);
        }
        for (String pattern : new String[] {head, name + "x", name + "x*", "x*", "%", head + "_", "**"}) {
            inNarrowScope(
                    column.equals("machine") ? pattern : null, column.equals("program") ? pattern : null, null, 20906);
        }
    }

    private void inNarrowScope(String machine, String program, String service, int oraCode) throws SQLException {
        String pattern = machine + ", " + program + ", " + service;
        try (Scene scene = engine().narrowed(machine, program, service);
                Victim victim = scene.engine().open(World.SHOP);
                Victim reader = scene.engine().open(World.READER);
                GuardClient guard = scene.engine().as(World.POOLWARDEN);
                GuardClient operator = scene.engine().as(World.OPERATOR)) {
            String expected = oraCode == 0 ? "ALLOWED" : "OUT_OF_SCOPE";
            assertEquals(expected, guard.row(victim.session()).get("access_status"), pattern);
            if (oraCode == 0) {
                guard.check(victim.session());
            } else {
                refused(oraCode, () -> guard.check(victim.session()));
                refused(oraCode, () -> disconnect(guard, victim));
                assertTrue(victim.lives());
            }
            guard.check(reader.session());
            operator.check(victim.session());
        }
    }

    @Test
    default void aNameAndAStarTogetherShowEverySessionOnce() throws SQLException {
        needs(Ability.DOUBLE_SCOPE);
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.DOUBLY)) {
            assertEquals("ALLOWED", guard.row(victim.session()).get("access_status"));
            guard.check(victim.session());
        }
    }

    @Test
    default void aUserWithoutGrantsReachesNothing() throws SQLException {
        needs(Ability.STRANGERS);
        try (Victim victim = open(World.SHOP);
                GuardClient stranger = as(World.STRANGER)) {
            denied(() -> stranger.check(victim.session()));
            denied(() -> disconnect(stranger, victim));
            denied(() -> stranger.killClassic(victim.session()));
            denied(stranger::sessions);
            assertTrue(victim.lives());
        }
    }

    @Test
    default void aGranteeReachesOnlyWhatIsPublished() throws SQLException {
        needs(Ability.STRANGERS);
        String schema = engine().schema();
        try (GuardClient guard = as(World.OPERATOR)) {
            for (String hidden :
                    new String[] {"poolwarden_ordinary", "poolwarden_access", "poolwarden_scope", "poolwarden_audit"}) {
                denied(() -> guard.query("SELECT * FROM " + schema + "." + hidden));
            }
            denied(() -> guard.query("SELECT * FROM sys.gv_$session"));
            denied(() -> update(
                    guard,
                    "INSERT INTO " + schema + ".poolwarden_scope (grantee, username) VALUES ('SCOPELESS', '*')"));
            denied(() -> update(guard, "DELETE FROM " + schema + ".poolwarden_audit"));
            denied(() -> update(guard, "DELETE FROM " + schema + ".poolwarden_audit_log"));
            denied(() -> guard.purgeAudit(Contract.number("30")));
        }
    }

    /** Who ends sessions keeps no audit, and who keeps it ends no sessions. */
    @Test
    default void theKeeperOfTheAuditDoesNothingElse() throws SQLException {
        needs(Ability.KEEPERS);
        try (Victim victim = open(World.SHOP);
                GuardClient keeper = as(World.KEEPER)) {
            denied(() -> keeper.check(victim.session()));
            denied(() -> disconnect(keeper, victim));
            denied(() -> keeper.killClassic(victim.session()));
            denied(keeper::sessions);
            assertTrue(victim.lives());
        }
    }

    @Test
    default void executeAloneIsNotEnoughAndIsToldSo() throws SQLException {
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.SCOPELESS)) {
            refused(20906, () -> disconnect(guard, victim));
            String told = messageOf(() -> guard.check(victim.session()));
            assertTrue(told.contains("poolwarden_scope has no row for grantee SCOPELESS"), told);
        }
        try (Victim victim = open(World.BILLING);
                GuardClient guard = as(World.POOLWARDEN)) {
            String told = messageOf(() -> guard.check(victim.session()));
            assertTrue(told.contains("session of BILLING is out of scope of POOLWARDEN"), told);
        }
    }

    private static void update(GuardClient guard, String sql) throws SQLException {
        try (var statement = guard.connection().createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /** Refused by the database itself: no privilege, or, which is what Oracle says then, no such thing. */
    private void denied(SqlAction call) throws SQLException {
        try {
            call.run();
        } catch (SQLException e) {
            int code = engine().oraCode(e);
            assertTrue(code == 1031 || code == 942 || code == 6550 || code == 41900, e.getMessage());
            return;
        }
        throw new AssertionError("was not denied");
    }
}
