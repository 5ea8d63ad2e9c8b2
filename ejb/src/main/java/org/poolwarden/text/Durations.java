package org.poolwarden.text;

import java.time.Duration;
import java.util.Locale;

/** Formats durations for people, in the same way for every interface. */
public final class Durations {

    private static final int MINUTE = 60;
    private static final int HOUR = 60 * MINUTE;
    private static final int DAY = 24 * HOUR;

    private Durations() {}

    /**
     * The duration in at most two neighbouring units, rounded down: {@code 21 s}, {@code 5 min}, {@code 10 min 42 s},
     * {@code 2 h 10 min}, {@code 3 d 4 h}. A negative one reads {@code 0 s}, because it comes from two clocks that
     * differ.
     *
     * @param duration null reads {@code an unknown time}, which fits in front of "ago" and after "for"
     */
    public static String of(Duration duration) {
        if (duration == null) {
            return "an unknown time";
        }
        long seconds = Math.max(duration.toSeconds(), 0);
        if (seconds < MINUTE) {
            return seconds + " s";
        }
        if (seconds < HOUR) {
            return pair(seconds, MINUTE, "min", 1, "s");
        }
        return seconds < DAY ? pair(seconds, HOUR, "h", MINUTE, "min") : pair(seconds, DAY, "d", HOUR, "h");
    }

    /** The same for whole seconds; null if they are unknown. */
    public static String ofSeconds(Long seconds) {
        return of(seconds == null ? null : Duration.ofSeconds(seconds));
    }

    /**
     * How long a piece of work took, such as {@code 37 ms} or {@code 1.2 s}. From a minute on it reads as {@link #of}.
     *
     * @param took null reads {@code an unknown time}
     */
    public static String took(Duration took) {
        if (took == null || took.toSeconds() >= MINUTE) {
            return of(took);
        }
        long millis = Math.max(took.toMillis(), 0);
        return millis < 1000
                ? millis + " ms"
                : String.format(Locale.ROOT, "%d.%d s", millis / 1000, millis % 1000 / 100);
    }

    private static String pair(long seconds, int big, String bigUnit, int small, String smallUnit) {
        long rest = seconds % big / small;
        return seconds / big + " " + bigUnit + (rest == 0 ? "" : " " + rest + " " + smallUnit);
    }
}
