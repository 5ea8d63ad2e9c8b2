package org.poolwarden.text;

import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;

/** Reads times that somebody names. They are in UTC. */
public final class UtcTimes {

    /** The first one that is taken. */
    public static final LocalDateTime FIRST = LocalDateTime.of(1, 1, 1, 0, 0);

    private static final int LAST_YEAR = 9999;

    private UtcTimes() {}

    /**
     * A time such as {@code 2026-11-29T23:00}, of the years 1 to 9999: no database has another.
     *
     * @throws DateTimeParseException if it is none
     */
    public static LocalDateTime parse(String text) {
        LocalDateTime time = LocalDateTime.parse(text);
        if (time.isBefore(FIRST) || time.getYear() > LAST_YEAR) {
            throw new DateTimeParseException("not in the years 1 to " + LAST_YEAR, text, 0);
        }
        return time;
    }
}
