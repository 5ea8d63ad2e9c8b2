package org.poolwarden.guardcontract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.poolwarden.guardcontract.engine.Ability;
import org.poolwarden.guardcontract.engine.GuardClient;
import org.poolwarden.guardcontract.engine.Scene;
import org.poolwarden.guardcontract.engine.SessionKey;
import org.poolwarden.guardcontract.engine.Victim;
import org.poolwarden.guardcontract.engine.World;

/** Who is protected. The operator's scope is *, so that nothing but protection can be in the way. */
public interface ProtectionCases extends Contract {

    @Test
    default void aUserWithTheDbaRoleIsProtected() throws SQLException {
        protectedUser(World.DIRECT_DBA);
    }

    @Test
    default void aUserWithDbaThroughAChainOfRolesIsProtected() throws SQLException {
        protectedUser(World.NESTED_DBA);
    }

    @Test
    default void aUserWithPdbDbaThroughARoleIsProtected() throws SQLException {
        protectedUser(World.PDB_ADMIN);
    }

    @Test
    default void aUserOfThePasswordFileIsProtected() throws SQLException {
        needs(Ability.ADMINISTRATORS);
        protectedUser(World.ADMINISTRATOR);
    }

    @Test
    default void aUserThatOracleMaintainsIsProtected() throws SQLException {
        protectedUser(World.MAINTAINED);
    }

    @Test
    default void aCommonUserIsProtected() throws SQLException {
        needs(Ability.COMMON_USERS);
        protectedUser(World.COMMON);
    }

    @Test
    default void dbaGrantedToPublicProtectsEverybody() throws SQLException {
        publicRoleProtects("DBA");
    }

    @Test
    default void aRoleOfPublicThatLeadsToDbaProtectsEverybody() throws SQLException {
        publicRoleProtects("WIDE_ROLE");
    }

    @Test
    default void aHarmlessRoleOfPublicProtectsNobody() throws SQLException {
        needs(Ability.PUBLIC_ROLES);
        try (Scene scene = engine().publicRole("READERS");
                Victim victim = scene.engine().open(World.SHOP);
                GuardClient guard = scene.engine().as(World.OPERATOR)) {
            guard.check(victim.session());
        }
    }

    @Test
    default void aHarmlessRoleProtectsNobody() throws SQLException {
        try (Victim victim = open(World.READER);
                GuardClient guard = as(World.OPERATOR)) {
            guard.check(victim.session());
            assertEquals("ALLOWED", guard.row(victim.session()).get("access_status"));
        }
    }

    @Test
    default void aBackgroundSessionIsProtected() throws SQLException {
        needs(Ability.BACKGROUND);
        try (GuardClient guard = as(World.OPERATOR)) {
            SessionKey background = engine().background();
            refused(20901, () -> guard.check(background));
            refused(20901, () -> guard.kill(background, REQUESTER, REASON));
        }
    }

    /** AS SYSOPER logs on as PUBLIC, which is in no list of users. */
    @Test
    default void aNameThatIsNoUserIsProtected() throws SQLException {
        needs(Ability.OPERATORS);
        try (Victim operator = engine().openOperator();
                GuardClient guard = as(World.OPERATOR)) {
            assertEquals("PROTECTED", guard.row(operator.session()).get("access_status"));
            refused(20901, () -> guard.check(operator.session()));
            refused(20901, () -> disconnect(guard, operator));
            assertTrue(operator.lives());
        }
    }

    /** Either is enough: a session without a name, and one that is no user's. */
    @Test
    default void aSessionWithoutANameAndOneThatIsNoUsersAreProtected() throws SQLException {
        needs(Ability.PRETENDED);
        try (Victim nameless = open(World.SHOP);
                Victim background = open(World.SHOP);
                GuardClient guard = as(World.OPERATOR)) {
            engine().pretend(nameless.session(), null, "USER");
            engine().pretend(background.session(), World.SHOP, "BACKGROUND");
            assertEquals("PROTECTED", guard.row(nameless.session()).get("access_status"));
            for (Victim victim : new Victim[] {nameless, background}) {
                refused(20901, () -> guard.check(victim.session()));
                refused(20901, () -> guard.kill(victim.session(), REQUESTER, REASON));
                assertTrue(victim.lives());
            }
        }
    }

    @Test
    default void scopeLiftsNoProtection() throws SQLException {
        try (Victim victim = open(World.NESTED_DBA);
                GuardClient guard = as(World.POOLWARDEN)) {
            refused(20901, () -> disconnect(guard, victim));
            assertTrue(victim.lives());
        }
    }

    /** One definition for all: whatever the list says of a session, check_session says the same. */
    @Test
    default void theListAndTheActAgreeOnEverySession() throws SQLException {
        try (Victim shop = open(World.SHOP);
                Victim billing = open(World.BILLING);
                Victim dba = open(World.NESTED_DBA);
                Victim administrator = open(World.PDB_ADMIN);
                GuardClient guard = as(World.POOLWARDEN)) {
            int seen = 0;
            for (Map<String, Object> row : guard.sessions()) {
                SessionKey key = GuardClient.keyOf(row);
                if (key.equals(shop.session())) {
                    assertEquals("ALLOWED", row.get("access_status"));
                    guard.check(key);
                    seen++;
                } else if (key.equals(billing.session())) {
                    assertEquals("OUT_OF_SCOPE", row.get("access_status"));
                    refused(20906, () -> guard.check(key));
                    seen++;
                } else if (key.equals(dba.session()) || key.equals(administrator.session())) {
                    assertEquals("PROTECTED", row.get("access_status"));
                    refused(20901, () -> guard.check(key));
                    seen++;
                }
            }
            assertEquals(4, seen, "sessions in the list");
        }
    }

    private void protectedUser(String user) throws SQLException {
        try (Victim victim = open(user);
                GuardClient guard = as(World.OPERATOR)) {
            SessionKey key = victim.session();
            assertEquals("PROTECTED", guard.row(key).get("access_status"));
            refused(20901, () -> guard.check(key));
            refused(20901, () -> disconnect(guard, victim));
            refused(20901, () -> guard.kill(key, REQUESTER, REASON));
            refused(20901, () -> guard.force(key, REQUESTER, REASON));
            refused(20901, () -> guard.cancel(key, null, REQUESTER, REASON));
            refused(20901, () -> guard.killClassic(key));
            assertTrue(victim.lives());
        }
    }

    private void publicRoleProtects(String role) throws SQLException {
        needs(Ability.PUBLIC_ROLES);
        try (Scene scene = engine().publicRole(role);
                Victim victim = scene.engine().open(World.SHOP);
                GuardClient guard = scene.engine().as(World.POOLWARDEN)) {
            refused(20901, () -> guard.check(victim.session()));
            refused(20901, () -> disconnect(guard, victim));
            assertEquals("PROTECTED", guard.row(victim.session()).get("access_status"));
        }
    }
}
