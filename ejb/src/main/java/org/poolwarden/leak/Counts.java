package org.poolwarden.leak;

import java.util.Locale;

/** Counts as people read them, with the right plural. For amounts only: an id, a port or a sid is never grouped. */
public final class Counts {

    private Counts() {}

    /**
     * {@code 0 sessions}, {@code 1 session}, {@code 12,000 undo records}.
     *
     * @param number null reads {@code an unknown number of sessions}
     * @param what one of them, in the singular; its plural ends with an s
     */
    public static String of(Long number, String what) {
        if (number == null) {
            return "an unknown number of " + what + "s";
        }
        return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
    }

    /** The same of a number that is known. */
    public static String of(long number, String what) {
        return of(Long.valueOf(number), what);
    }
}
