package org.poolwarden.console.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {

    @ParameterizedTest
    @CsvSource({
        "-5, 0 s",
        "0, 0 s",
        "59, 59 s",
        "60, 1 min",
        "3599, 59 min",
        "3600, 1 h",
        "7500, 2 h 5 min",
        "86399, 23 h 59 min",
        "86400, 1 d",
        "273600, 3 d 4 h"
    })
    void anAgeHasAtMostTwoUnits(long seconds, String expected) {
        assertEquals(expected, Times.age(Duration.ofSeconds(seconds)));
    }

    @ParameterizedTest
    @CsvSource({"-1, 0 ms", "37, 37 ms", "999, 999 ms", "1000, 1.0 s", "61249, 61.2 s"})
    void aScanTakesMillisecondsOrSeconds(long millis, String expected) {
        assertEquals(expected, Times.took(Duration.ofMillis(millis)));
    }

    @Test
    void pointsInTimeNameTheirZone() {
        Instant at = Instant.parse("2026-11-21T11:23:35.042Z");
        assertEquals("2026-11-21 11:23:35 Z", Times.day(at, ZoneOffset.UTC));
        assertEquals("2026-11-21 12:23:35 CET", Times.day(at, ZoneId.of("Europe/Berlin")));
        assertEquals("11:23:35.042", Times.clock(at, ZoneOffset.UTC));
    }
}
