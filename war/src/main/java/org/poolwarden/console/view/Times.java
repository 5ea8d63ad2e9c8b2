package org.poolwarden.console.view;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times and durations as people read them. Callers hand in the server's zone, so that times agree with its log. */
public final class Times {

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss z", Locale.ENGLISH);
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ENGLISH);

    private Times() {}

    /** At most two units: {@code 45 s}, {@code 14 min}, {@code 2 h 5 min}, {@code 3 d 4 h}. */
    static String age(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        long minutes = seconds / 60;
        if (minutes < 60) {
            return minutes + " min";
        }
        long hours = minutes / 60;
        return hours < 24 ? two(hours, "h", minutes % 60, "min") : two(hours / 24, "d", hours % 24, "h");
    }

    /** {@code 37 ms} or {@code 1.2 s}. */
    static String took(Duration took) {
        long millis = Math.max(0, took.toMillis());
        return millis < 1000 ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }

    /** {@code 2026-11-21 11:23:35 UTC}. */
    public static String day(Instant at, ZoneId zone) {
        return SECONDS.format(at.atZone(zone));
    }

    /** {@code 11:23:35.042}: for steps that follow each other within seconds. */
    static String clock(Instant at, ZoneId zone) {
        return MILLIS.format(at.atZone(zone));
    }

    private static String two(long big, String bigUnit, long small, String smallUnit) {
        return big + " " + bigUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }
}
