package org.poolwarden.logging;

import java.util.regex.Pattern;

/** Text of others for a log: it cannot begin a line that looks like the server's own. */
public final class OneLine {

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029]+");

    private OneLine() {}

    /** The text with a space for each run of line breaks and other control characters. Null stays null. */
    public static String of(Object text) {
        return text == null ? null : CONTROL.matcher(text.toString()).replaceAll(" ");
    }
}
