package org.poolwarden.guardcontract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.poolwarden.guardcontract.engine.Ability;
import org.poolwarden.guardcontract.engine.GuardClient;
import org.poolwarden.guardcontract.engine.Scene;
import org.poolwarden.guardcontract.engine.SessionKey;
import org.poolwarden.guardcontract.engine.Victim;
import org.poolwarden.guardcontract.engine.World;

/** What is shown of the sessions of whoever asks: by that a server sees that another one still asks. */
public interface OwnUserCases extends Contract {

    /** What is shown of them though they are out of scope. */
    List<String> SHOWN = List.of("status", "last_call_et", "machine", "program", "process", "spid");

    @Test
    default void aSessionOfTheCallersOwnUserShowsItsClientAndItsLastCall() throws SQLException {
        try (GuardClient other = as(World.POOLWARDEN);
                GuardClient operator = as(World.OPERATOR);
                GuardClient guard = as(World.POOLWARDEN)) {
            Map<String, Object> row = guard.row(other.session());
            assertEquals(World.POOLWARDEN, row.get("username"));
            assertEquals("OUT_OF_SCOPE", row.get("access_status"));
            assertEquals("INACTIVE", row.get("status"));
            Map<String, Object> whole = operator.row(other.session());
            assertEquals("ALLOWED", whole.get("access_status"));
            for (String column : GuardClient.DETAILS) {
                if (!SHOWN.contains(column)) {
                    assertNull(row.get(column), column);
                } else if (!column.equals("last_call_et")) { // it goes on
                    assertEquals(whole.get(column), row.get(column), column);
                }
            }
            for (String known : List.of("last_call_et", "machine", "program", "spid")) {
                assertNotNull(row.get(known), known);
            }
            assertEquals("ACTIVE", guard.row(guard.session()).get("status"));
            refused(20906, () -> guard.check(other.session()));
        }
    }

    @Test
    default void aSessionOfAnotherGranteeIsShownAsIdentityOnly() throws SQLException {
        try (GuardClient other = as(World.SCOPELESS);
                GuardClient guard = as(World.POOLWARDEN)) {
            Map<String, Object> row = guard.row(other.session());
            assertEquals("OUT_OF_SCOPE", row.get("access_status"));
            for (String column : GuardClient.DETAILS) {
                assertNull(row.get(column), column);
            }
        }
    }

    @Test
    default void aSessionOfTheCallersOwnUserHasTheProcessOfItsInstance() throws SQLException {
        needs(Ability.TWINS);
        try (Victim own = open(World.POOLWARDEN)) {
            SessionKey twin =
                    new SessionKey(2, own.session().sid(), own.session().serial());
            try (Scene scene = engine().twin(own.session(), twin, World.POOLWARDEN);
                    GuardClient guard = scene.engine().as(World.POOLWARDEN)) {
                assertNotNull(guard.row(own.session()).get("spid"));
                assertNotNull(guard.row(twin).get("spid"));
                assertNotEquals(
                        guard.row(own.session()).get("spid"), guard.row(twin).get("spid"));
            }
        }
    }
}
