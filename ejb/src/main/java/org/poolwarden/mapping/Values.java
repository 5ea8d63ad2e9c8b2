package org.poolwarden.mapping;

import java.time.Duration;
import java.util.List;
import org.poolwarden.request.Problem;

/** Values of the core as the contract has them. */
final class Values {

    private Values() {}

    /** The text of a value. Null for null and for a blank text, which some databases return instead of null. */
    static String text(Object value) {
        if (value == null) {
            return null;
        }
        String text = value.toString();
        return text.isBlank() ? null : text;
    }

    /** Each problem as a line of its own. */
    static List<String> lines(List<Problem> problems) {
        return problems.stream().map(Problem::toString).toList();
    }

    /** The whole seconds of a duration. Null for null. */
    static Long seconds(Duration duration) {
        return duration == null ? null : duration.toSeconds();
    }

    /** The number. Null if it is negative: the core has -1 for what a pool does not count. */
    static Integer count(int number) {
        return number < 0 ? null : number;
    }
}
