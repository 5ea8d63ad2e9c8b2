package org.poolwarden.request;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.poolwarden.text.Clean;

/**
 * Something that cannot be read or done. It is created where it is found. To tell kinds apart, compare the code; the
 * texts are for people. Immutable.
 *
 * @param code the number of the message, such as {@code PWARDEN0203}
 * @param subject what it concerns, such as the JNDI name of a guard datasource. No two problems of one scan have both
 *     code and subject in common
 * @param text what is wrong, in whole sentences, without the number
 * @param action what to do next, in whole sentences; null if there is nothing to do
 */
public record Problem(String code, String subject, String text, String action) implements Serializable {

    private static final int LONGEST = 4_000;

    /**
     * A task of ours that fails, for what it leaves old is another problem; the second guard of one database; a mark
     * that others have too, and sessions of this server that are no leases; threads that wait for each other's
     * connections.
     */
    private static final Set<String> HIDES_NOTHING =
            Set.of("PWARDEN0018", "PWARDEN0126", "PWARDEN0127", "PWARDEN0205", "PWARDEN0447", "PWARDEN0448");

    /**
     * There is no scan yet, or an old one; a database, a guard or a node does not answer; the server has no thread, or
     * has not joined its cluster yet; as much is asked as may be.
     */
    private static final Set<String> PASSES = Set.of(
            "PWARDEN0019",
            "PWARDEN0020",
            "PWARDEN0021",
            "PWARDEN0119",
            "PWARDEN0120",
            "PWARDEN0203",
            "PWARDEN0206",
            "PWARDEN0210",
            "PWARDEN0211",
            "PWARDEN0411",
            "PWARDEN0433",
            "PWARDEN0450",
            "PWARDEN0451",
            "PWARDEN0454",
            "PWARDEN0540",
            "PWARDEN0541",
            "PWARDEN0710",
            "PWARDEN0726",
            "PWARDEN0729",
            "PWARDEN0731");

    /** Makes one line of each text. Throws NullPointerException if code, subject or text is null. */
    public Problem {
        code = Clean.line(Objects.requireNonNull(code, "code"));
        subject = Clean.words(Objects.requireNonNull(subject, "subject"), LONGEST);
        text = Clean.words(Objects.requireNonNull(text, "text"), LONGEST);
        action = Clean.words(action, LONGEST);
    }

    /**
     * Whether something may be missing, or may not be judged, because of it. A list that was read in spite of such a
     * problem is incomplete.
     */
    public boolean hides() {
        return !HIDES_NOTHING.contains(code);
    }

    /** Whether what was asked may have begun, though nobody knows. */
    boolean mayHaveBegun() {
        return code.equals("PWARDEN0724");
    }

    /** Whether it may end by itself, so that waiting helps. Any other lasts until a person does something. */
    public boolean passes() {
        return PASSES.contains(code);
    }

    /** Several problems in one line. */
    public static String line(List<Problem> problems) {
        return problems.stream().map(Problem::toString).collect(Collectors.joining(" "));
    }

    /** The code, the text and the action in one line, as the log and lists of lines show it. */
    @Override
    public String toString() {
        return code + ": " + text + (action == null ? "" : " " + action);
    }
}
