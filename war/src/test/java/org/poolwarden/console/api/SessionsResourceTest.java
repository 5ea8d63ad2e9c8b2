package org.poolwarden.console.api;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.request.Problem;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;
import org.poolwarden.scan.Scan;
import org.poolwarden.scan.ScanStatus;

@DisplayName("The sessions of one database")
class SessionsResourceTest {

    private static final Set<String> KNOWN = Set.of("FREE/FREEPDB1", "FREE/BANKPDB");
    private static final Problem SILENT = new Problem("PWARDEN0203", "java:/guard", "It does not answer.", "Test it.");

    @Test
    @DisplayName("are none, and no refusal, where its guard answers and lists none")
    void noSession() {
        assertDoesNotThrow(() -> SessionsResource.requireKnown("free/bankpdb", scanned(List.of()), KNOWN));
    }

    @Test
    @DisplayName("are refused where no guard is for it, unless one that does not answer may be")
    void noDatabase() {
        WardenException refusal = assertThrows(
                WardenException.class, () -> SessionsResource.requireKnown("OTHER", scanned(List.of()), KNOWN));

        assertEquals(Fault.NOT_FOUND, refusal.fault());
        assertEquals("PWARDEN0420", refusal.problems().get(0).code());
        assertDoesNotThrow(() -> SessionsResource.requireKnown("OTHER", scanned(List.of(SILENT)), KNOWN));
    }

    private static ScanStatus scanned(List<Problem> problems) {
        Scan scan = new Scan(Instant.EPOCH, Duration.ofMillis(5), List.of(), List.of(), problems, true);
        return new ScanStatus(scan, Duration.ZERO, null);
    }
}
