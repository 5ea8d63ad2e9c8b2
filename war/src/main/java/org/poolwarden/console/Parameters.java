package org.poolwarden.console;

import java.util.regex.Pattern;

/** What may stand in an address or a form of the console. */
final class Parameters {

    /** Plain digits only: Long.parseLong would take a sign and the digits of every script. */
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private Parameters() {}

    static long lease(String value) throws Refusal {
        if (value == null || !NUMBER.matcher(value).matches()) {
            throw new Refusal(400, ConsoleMessages.NO_LEASE);
        }
        return Long.parseLong(value);
    }

    static String kill(String value) throws Refusal {
        if (value == null || value.isBlank()) {
            throw new Refusal(400, ConsoleMessages.NO_KILL);
        }
        return value;
    }

    /** Null becomes blank, which the core refuses with its own message. */
    static String reason(String value) {
        return value == null ? "" : value.strip();
    }
}
