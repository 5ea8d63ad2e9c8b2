package org.poolwarden.text;

import java.util.Locale;

/**
 * Formats counts for people, with the right plural and grouped digits. It is for amounts only, and not for an id, a
 * port or a sid.
 */
public final class Counts {

    private Counts() {}

    /**
     * Such as {@code 0 sessions}, {@code 1 session} or {@code 12,000 undo records}.
     *
     * @param number null reads {@code an unknown number of sessions}
     * @param what the singular of a noun whose plural ends in s
     */
    public static String of(Long number, String what) {
        if (number == null) {
            return "an unknown number of " + what + "s";
        }
        return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
    }

    /** The same for a number that is known. */
    public static String of(long number, String what) {
        return of(Long.valueOf(number), what);
    }
}
