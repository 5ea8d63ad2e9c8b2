package org.poolwarden.guard.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.guard.GuardException;
import org.poolwarden.guard.GuardRuling;
import org.poolwarden.guard.GuardRuling.Answer;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.SessionId;

@DisplayName("Sessions are judged by their keys")
class RulingQueryTest {

    private static final DatabaseId FREE = new DatabaseId("FREE", "FREEPDB1");

    private final StubDatabase stub = new StubDatabase();
    private final JdbcGuard guard = new JdbcGuard("java:/guard", stub.dataSource(), "sys");

    @Test
    @DisplayName("two hundred of them in one round trip")
    void oneRoundTrip() throws GuardException {
        guard.identify();
        int before = stub.executed().size();
        Set<SessionId> wanted = new LinkedHashSet<>();
        for (int sid = 1; sid <= 200; sid++) {
            wanted.add(key(1, sid));
        }

        assertEquals(200, guard.rulings(wanted).size());

        assertEquals(1, stub.executed().size() - before, stub.executed()::toString);
    }

    @Test
    @DisplayName("by access, by what they work for, and by who asks")
    void rules() throws GuardException {
        row(1, 1, "ALLOWED", null);
        row(1, 2, "PROTECTED", null);
        row(1, 3, "OUT_OF_SCOPE", null);
        row(1, 4, "ALLOWED", "a parallel-query slave of session 7,7,@1");
        row(1, 9, "ALLOWED", null);
        row(2, 9, "ALLOWED", null);

        Map<SessionId, GuardRuling> rulings = guard.rulings(
                Set.of(key(1, 1), key(1, 2), key(1, 3), key(1, 4), key(1, 5), key(1, 9), key(2, 9), key(3, 1)));

        assertEquals(GuardRuling.ALLOWED, rulings.get(key(1, 1)));
        assertDenied("PROTECTED", rulings.get(key(1, 2)));
        assertDenied("OUT_OF_SCOPE", rulings.get(key(1, 3)));
        assertDenied("slave of session 7,7,@1", rulings.get(key(1, 4)));
        assertEquals(GuardRuling.GONE, rulings.get(key(1, 5)));
        assertDenied("asks", rulings.get(key(1, 9)));
        assertEquals(GuardRuling.ALLOWED, rulings.get(key(2, 9)), "the same SID on another instance");
        assertEquals(Answer.UNKNOWN, rulings.get(key(3, 1)).answer());
    }

    @Test
    @DisplayName("by the acts that are left")
    void acts() throws GuardException {
        row(1, 1, "ALLOWED", null);
        row(1, 2, "ALLOWED", null);
        row(1, 4, "ALLOWED", "a parallel-query slave of session 7,7,@1");
        stub.sessions.get(0).put("ACTS_LEFT", "3");
        stub.sessions.get(1).put("ACTS_LEFT", "0");
        stub.sessions.get(2).put("ACTS_LEFT", "0");

        Map<SessionId, GuardRuling> rulings = guard.rulings(Set.of(key(1, 1), key(1, 2), key(1, 4)));

        assertEquals(GuardRuling.allowed(3), rulings.get(key(1, 1)));
        assertDenied("in an hour are used up", rulings.get(key(1, 2)));
        assertDenied("slave", rulings.get(key(1, 4)));
    }

    @Test
    @DisplayName("and none asks nobody, and one of another database is refused")
    void noneOrForeign() throws GuardException {
        assertEquals(Map.of(), guard.rulings(Set.of()));
        assertEquals(List.of(), stub.log);
        SessionId foreign = new SessionId(new DatabaseId("FREE", "OTHERPDB"), 2, 46, 99);
        assertThrows(GuardException.class, () -> guard.rulings(Set.of(foreign)));
    }

    private static void assertDenied(String why, GuardRuling ruling) {
        assertEquals(Answer.DENIES, ruling.answer());
        assertTrue(ruling.why().contains(why), ruling::why);
    }

    private static SessionId key(int instance, int sid) {
        return new SessionId(FREE, instance, sid, 5);
    }

    /** The session that asks is 1,9. */
    private void row(int instance, int sid, String access, String coordinator) {
        Map<String, Object> row = new HashMap<>(Map.of("INST_ID", instance, "SID", sid, "SERIAL_NO", 5));
        row.put("USERNAME", "SHOP");
        row.put("ACCESS_STATUS", access);
        row.put("COORDINATOR", coordinator);
        row.put("ACTS_LEFT", null);
        row.put("OWN_SID", "9");
        row.put("OWN_INSTANCE", "1");
        stub.sessions.add(row);
    }
}
