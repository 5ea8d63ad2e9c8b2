package org.poolwarden.leak;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. */
final class Words {

    private Words() {}

    /** A length of time in at most two units, rounded down: {@code 42 s}, {@code 14 min}, {@code 3 h 5 min}. */
    static String of(Duration time) {
        if (time.compareTo(Duration.ofMinutes(1)) < 0) {
            return Math.max(0, time.toSeconds()) + " s";
        }
        if (time.compareTo(Duration.ofHours(1)) < 0) {
            return time.toMinutes() + " min";
        }
        if (time.compareTo(Duration.ofDays(2)) < 0) {
            return time.toHours() + " h" + (time.toMinutesPart() == 0 ? "" : " " + time.toMinutesPart() + " min");
        }
        return time.toDays() + " days" + (time.toHoursPart() == 0 ? "" : " " + time.toHoursPart() + " h");
    }

    /** {@code 1 session}, {@code 12,000 undo records}. */
    static String count(long number, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
    }
}
