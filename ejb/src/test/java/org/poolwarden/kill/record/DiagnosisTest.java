package org.poolwarden.kill.record;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.guard.SessionDetail;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.scan.Samples;

@DisplayName("The evidence of a kill, as text,")
class DiagnosisTest {

    private static final SessionDetail UNKNOWN = new SessionDetail(null, null, 0, null, List.of());

    @Test
    @DisplayName("says that a value is unknown, and never prints null")
    void unknown() {
        for (Session session : Arrays.asList(Samples.idle(), Samples.masked(), null)) {
            for (SessionDetail detail : Arrays.asList(UNKNOWN, null)) {
                String text = text(session, detail);
                assertFalse(text.contains("null"), text);
            }
        }
        assertTrue(text(Samples.idle(), UNKNOWN).contains("module unknown"));
    }

    @Test
    @DisplayName("counts nothing of a session that the guard hides")
    void hidden() {
        String text = text(Samples.masked(), null);

        assertTrue(text.contains("the guard shows nothing else of it (PROTECTED)"), text);
        assertFalse(text.contains("0 records") || text.contains("0 s"), text);
    }

    private static String text(Session session, SessionDetail detail) {
        Row row = Samples.row(Samples.lease(1), session);
        return String.join(
                "\n",
                new Diagnosis(Instant.parse("2026-11-21T10:00:00Z"), row, List.of(), List.of(), null, detail, null)
                        .lines());
    }
}
