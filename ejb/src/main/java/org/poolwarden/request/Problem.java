package org.poolwarden.request;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Something that cannot be read or done, made where it is found. Whoever must tell one kind from another compares the
 * code; the texts are for people.
 *
 * @param code the number of the message, such as {@code PWARDEN0203}
 * @param subject what it concerns, such as the JNDI name of a guard datasource. No two problems of one scan have both
 *     code and subject in common
 * @param text what is wrong, in whole sentences, without the number
 * @param action what to do next, in whole sentences; null if there is nothing to do
 */
public record Problem(String code, String subject, String text, String action) implements Serializable {

    public Problem {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(text, "text");
    }

    /** All of several in one line. */
    public static String line(List<Problem> problems) {
        return problems.stream().map(Problem::toString).collect(Collectors.joining(" "));
    }

    /** All of it in one line, the code first: what the log and lists of lines show. */
    @Override
    public String toString() {
        return code + ": " + text + (action == null ? "" : " " + action);
    }
}
