package org.poolwarden.standin.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.poolwarden.standin.StandIn;
import org.poolwarden.standin.StandInBuilder;
import org.poolwarden.standin.database.EngineClient;
import org.poolwarden.standin.engine.OraException;

class GuardGrantsTest {

    @Test
    void aDbaGrantToPublicProtectsEverybody() throws OraException {
        assertEquals("PROTECTED", accessOf("SHOP", demo().role("ANY", "DBA").role("PUBLIC", "ANY")));
    }

    @Test
    void rolesThatGoRoundInCirclesEndSomewhere() throws OraException {
        assertEquals(
                "ALLOWED",
                accessOf("SHOP", demo().user("SHOP", "x", "A").role("A", "B").role("B", "A")));
    }

    @Test
    void aPdbAdministratorIsProtected() throws OraException {
        assertEquals("PROTECTED", accessOf("SHOP", demo().user("SHOP", "x", "PDB_DBA")));
    }

    @Test
    void anAdministrativePrivilegeProtectsWithoutARole() throws OraException {
        assertEquals("PROTECTED", accessOf("SHOP", demo().administrativePrivilege("shop")));
    }

    @Test
    void oraclesOwnUsersAreLockedAndProtected() throws OraException {
        try (var database = demo().parts().database()) {
            assertNull(database.password("SYS"));
            assertNull(database.password("SYSTEM"));
            assertEquals(
                    1017,
                    assertThrows(OraException.class, () -> new EngineClient(database, "SYS"))
                            .code());
        }
        assertEquals("PROTECTED", accessOf("SYSTEM", demo().user("SYSTEM", "manager")));
    }

    @Test
    void aStarIsEverybodyWhoIsNotProtected() throws OraException {
        StandInBuilder star = StandIn.builder().user("BILLING", "x").grantee("POOLWARDEN", "warden", "*");
        assertEquals("ALLOWED", accessOf("BILLING", star));
        assertEquals("OUT_OF_SCOPE", accessOf("BILLING", demo()));
    }

    @Test
    void eachGranteeHasItsOwnScope() throws OraException {
        StandInBuilder two = demo().grantee("OTHER", "x", "BILLING");
        assertEquals("ALLOWED", accessOf("SHOP", two));
        assertEquals("OUT_OF_SCOPE", accessOf("BILLING", two));
    }

    @Test
    void whatIsNotDefinedCannotBeNamed() {
        assertThrows(IllegalStateException.class, demo().user("EVE", "x", "NOPE")::parts);
        assertThrows(IllegalStateException.class, demo().grantee("EVE", "x", "NOPE")::parts);
        assertThrows(IllegalStateException.class, demo().administrativePrivilege("NOPE")::parts);
    }

    private static StandInBuilder demo() {
        return StandIn.builder().user("SHOP", "x").user("BILLING", "x").grantee("POOLWARDEN", "warden", "SHOP");
    }

    private static Object accessOf(String username, StandInBuilder builder) throws OraException {
        try (var database = builder.parts().database()) {
            EngineClient user = new EngineClient(database, username);
            return new EngineClient(database, "POOLWARDEN")
                    .value(
                            "SELECT access_status FROM sys.poolwarden_sessions WHERE sid = :1 AND serial_no = :2",
                            user.session.sid(),
                            user.session.serial());
        }
    }
}
