package org.poolwarden.request;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that could not be read, taken apart for those who must tell one kind from another.
 *
 * @param code the number of the message, such as {@code PWARDEN0203}; null if it has none
 * @param text what could not be read and what to do about it, without the number
 */
public record Problem(String code, String text) {

    private static final Pattern NUMBERED = Pattern.compile("(PWARDEN\\d{4,}): (.+)", Pattern.DOTALL);

    /** @param message as the core says it, with its number in front of it if it has one */
    public static Problem of(String message) {
        Matcher numbered = NUMBERED.matcher(message);
        return numbered.matches() ? new Problem(numbered.group(1), numbered.group(2)) : new Problem(null, message);
    }

    /** The message, as it was. */
    @Override
    public String toString() {
        return code == null ? text : code + ": " + text;
    }
}
