package org.poolwarden.it.soak;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the application answered to a step; its words are for people. */
record Reply(String text) {

    private static final String NO_EXCEPTION = "no exception";

    boolean isOk() {
        return NO_EXCEPTION.equals(outcome());
    }

    String outcome() {
        return value("outcome");
    }

    /** Null if the answer has no such line. */
    String value(String key) {
        Matcher matcher = Pattern.compile("(?m)^" + key + "=(.*)$").matcher(text);
        return matcher.find() ? matcher.group(1) : null;
    }

    boolean isAlive() {
        return NO_EXCEPTION.equals(value("ping"));
    }

    boolean says(String part) {
        return text.contains(part);
    }
}
