package org.poolwarden.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A time that somebody names")
class UtcTimesTest {

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01T00:00", "2026-11-29T23:00", "9999-12-31T23:59:59.999999999"})
    @DisplayName("is of a year that a database has")
    void taken(String text) {
        assertEquals(LocalDateTime.parse(text), UtcTimes.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000-12-31T23:59",
                "-0001-01-01T00:00",
                "-999999999-01-01T00:00:00",
                "+10000-01-01T00:00",
                "+999999999-12-31T23:59:59",
                "2026-11-29",
                "2026-11-29T23:00Z",
                ""
            })
    @DisplayName("is refused if it is of another, or none")
    void refused(String text) {
        assertThrows(DateTimeParseException.class, () -> UtcTimes.parse(text));
    }
}
