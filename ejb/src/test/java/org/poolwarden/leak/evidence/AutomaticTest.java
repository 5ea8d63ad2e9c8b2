package org.poolwarden.leak.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.leak.evidence.Automatic.Limits;

@DisplayName("What the database does with a session by itself")
class AutomaticTest {

    private static final String IDLE = "INACTIVE";

    @Test
    @DisplayName("is to end one that is idle, counted from its last call")
    void idle() {
        Limits limits = limits("max_idle_time", "30");
        Automatic soon = limits.of(IDLE, 26 * 60, 0, null);
        assertEquals("MAX_IDLE_TIME", soon.endsBy());
        assertEquals(240L, soon.endsInSeconds());
        assertEquals(
                List.of("The database ends this session by itself in 4 min at the earliest (MAX_IDLE_TIME)."),
                soon.lines());
        Automatic due = limits.of(IDLE, 31 * 60, 0, null);
        assertEquals(0L, due.endsInSeconds());
        assertEquals(
                List.of("The database ends this session by itself at its next check (MAX_IDLE_TIME)."), due.lines());
    }

    @Test
    @DisplayName("is nothing to one that works, was killed or is not known to be idle")
    void busy() {
        Limits limits = limits("max_idle_time", "30", "max_idle_blocker_time", "1");
        for (String status : new String[] {"ACTIVE", "KILLED", "SNIPED", null}) {
            assertNull(limits.of(status, 3600, 2, null).endsInSeconds(), status);
        }
    }

    @Test
    @DisplayName("is to end one that blocks others sooner, and only that one")
    void blocker() {
        Limits limits = limits("max_idle_time", "30", "max_idle_blocker_time", "5");
        assertEquals("MAX_IDLE_BLOCKER_TIME", limits.of(IDLE, 60, 1, null).endsBy());
        assertEquals(240L, limits.of(IDLE, 60, 1, null).endsInSeconds());
        assertEquals("MAX_IDLE_TIME", limits.of(IDLE, 60, 0, null).endsBy());
        assertNull(limits("max_idle_blocker_time", "5").of(IDLE, 60, 0, null).endsBy());
        assertEquals(
                "MAX_IDLE_TIME",
                limits("max_idle_time", "3", "max_idle_blocker_time", "5")
                        .of(IDLE, 60, 1, null)
                        .endsBy(),
                "of two the sooner");
    }

    @Test
    @DisplayName("is not known of a parameter that is 0, missing or no number")
    void noLimit() {
        for (String value : new String[] {"0", "", "unlimited", "-1", "99999999999999999999"}) {
            assertEquals(Automatic.NONE, limits("max_idle_time", value).of(IDLE, 60, 1, null), value);
        }
        assertEquals(Limits.NONE, Limits.of(Map.of()));
        assertEquals(List.of(), Automatic.NONE.lines());
    }

    @Test
    @DisplayName("is to roll a transaction of a lower priority back for one of a higher")
    void priorities() {
        Limits both = limits(
                "priority_txns_mode",
                "ROLLBACK",
                "priority_txns_high_wait_target",
                "60",
                "priority_txns_medium_wait_target",
                "90");
        assertEquals(60L, both.of(IDLE, 1, 0, "LOW").yieldsAfterSeconds(), "the sooner of both");
        assertEquals(60L, both.of(IDLE, 1, 0, "MEDIUM").yieldsAfterSeconds());
        assertNull(both.of(IDLE, 1, 0, "HIGH").yieldsAfterSeconds());
        assertNull(both.of(IDLE, 1, 0, null).yieldsAfterSeconds());
        assertEquals("HIGH", both.of(IDLE, 1, 0, "HIGH").priority());
        assertTrue(both.of(IDLE, 1, 0, "LOW").lines().get(0).contains("has waited 1 min for a row of it"), "says when");
        Limits medium = limits("priority_txns_mode", "ROLLBACK", "priority_txns_medium_wait_target", "90");
        assertEquals(90L, medium.of(IDLE, 1, 0, "LOW").yieldsAfterSeconds());
        assertNull(medium.of(IDLE, 1, 0, "MEDIUM").yieldsAfterSeconds());
        Limits high = limits("priority_txns_mode", "ROLLBACK", "priority_txns_high_wait_target", "60");
        assertEquals(60L, high.of(IDLE, 1, 0, "LOW").yieldsAfterSeconds());
    }

    @Test
    @DisplayName("is not to roll back while it only counts, and by default")
    void tracking() {
        assertNull(limits("priority_txns_mode", "TRACK", "priority_txns_high_wait_target", "60")
                .of(IDLE, 1, 0, "LOW")
                .yieldsAfterSeconds());
        assertNull(limits("priority_txns_mode", "ROLLBACK", "priority_txns_high_wait_target", "2147483647")
                .of(IDLE, 1, 0, "LOW")
                .yieldsAfterSeconds());
    }

    @Test
    @DisplayName("says of a transaction that was rolled back that the application does not know it yet")
    void rolledBack() {
        Automatic after = Automatic.NONE.withRollback();
        assertTrue(after.rolledBack());
        assertTrue(after.lines().get(0).contains("(ORA-63300)"), after.lines()::toString);
        assertTrue(after.lines().get(0).contains("(ORA-63302)"), after.lines()::toString);
    }

    private static Limits limits(String... pairs) {
        return Limits.of(
                pairs.length == 2
                        ? Map.of(pairs[0], pairs[1])
                        : pairs.length == 4
                                ? Map.of(pairs[0], pairs[1], pairs[2], pairs[3])
                                : Map.of(pairs[0], pairs[1], pairs[2], pairs[3], pairs[4], pairs[5]));
    }
}
