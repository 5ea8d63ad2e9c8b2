package org.poolwarden.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Durations and counts")
class DurationsTest {

    @ParameterizedTest(name = "{0} reads {1}")
    @CsvSource({
        "PT0S, 0 s",
        "PT0.9S, 0 s",
        "-PT5S, 0 s",
        "PT1S, 1 s",
        "PT59.9S, 59 s",
        "PT1M, 1 min",
        "PT5M, 5 min",
        "PT10M42S, 10 min 42 s",
        "PT59M59S, 59 min 59 s",
        "PT1H, 1 h",
        "PT1H59S, 1 h",
        "PT2H10M, 2 h 10 min",
        "PT23H59M, 23 h 59 min",
        "P1D, 1 d",
        "P1DT2H3M, 1 d 2 h",
        "P700DT1H, 700 d 1 h",
    })
    void have_at_most_two_units(String given, String expected) {
        assertEquals(expected, Durations.of(Duration.parse(given)));
    }

    @ParameterizedTest(name = "{0} took {1}")
    @CsvSource({"0, 0 ms", "37, 37 ms", "999, 999 ms", "1000, 1.0 s", "1290, 1.2 s", "59999, 59.9 s", "61000, 1 min 1 s"
    })
    void of_work_have_a_fraction(long millis, String expected) {
        assertEquals(expected, Durations.took(Duration.ofMillis(millis)));
    }

    @ParameterizedTest(name = "{0} reads {1}")
    @CsvSource({"0, 0 undo records", "1, 1 undo record", "2, 2 undo records", "12000, '12,000 undo records'"})
    void have_the_right_plural(long number, String expected) {
        assertEquals(expected, Counts.of(number, "undo record"));
    }

    @Test
    @DisplayName("that are unknown say so, and are never 0")
    void unknown() {
        assertEquals("an unknown time", Durations.of(null));
        assertEquals("an unknown time", Durations.ofSeconds(null));
        assertEquals("an unknown time", Durations.took(null));
        assertEquals("an unknown number of sessions", Counts.of((Long) null, "session"));
    }
}
