package org.poolwarden.console.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TimesTest {

    @Test
    void pointsInTimeNameTheirZone() {
        Instant at = Instant.parse("2026-11-21T11:23:35.042Z");
        assertEquals("2026-11-21 11:23:35 Z", Times.day(at, ZoneOffset.UTC));
        assertEquals("2026-11-21 12:23:35 CET", Times.day(at, ZoneId.of("Europe/Berlin")));
        assertEquals("11:23:35.042 Z", Times.clock(at, ZoneOffset.UTC));
    }
}
