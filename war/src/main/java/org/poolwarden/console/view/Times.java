package org.poolwarden.console.view;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Formats points in time for people. Callers pass the server's zone, so that times agree with its log. */
public final class Times {

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss z", Locale.ENGLISH);
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("HH:mm:ss.SSS z", Locale.ENGLISH);

    private Times() {}

    /** Such as {@code 2026-11-21 11:23:35 UTC}. */
    public static String day(Instant at, ZoneId zone) {
        return SECONDS.format(at.atZone(zone));
    }

    /** Such as {@code 11:23:35.042 UTC}, for steps that follow each other within seconds. */
    static String clock(Instant at, ZoneId zone) {
        return MILLIS.format(at.atZone(zone));
    }
}
