package org.poolwarden.logging;

import java.util.Arrays;
import java.util.Locale;
import org.poolwarden.request.Problem;

/** Words a {@link Problem}: its number and text, then its subject if it is not the request, then the action. */
record Numbered(int number, String subject, String text) {

    /** @param format with a {@code %s} for each value; what is not known reads "unknown" */
    static Numbered text(int number, String format, Object... values) {
        return new Numbered(number, "this request", fill(format, values));
    }

    Numbered about(Object what) {
        return new Numbered(number, String.valueOf(new Known(what)), text);
    }

    Problem action(String format, Object... values) {
        return new Problem(String.format(Locale.ROOT, "PWARDEN%04d", number), subject, text, fill(format, values));
    }

    private static String fill(String format, Object... values) {
        return String.format(
                Locale.ROOT, format, Arrays.stream(values).map(Known::new).toArray());
    }
}
