package org.poolwarden.guard;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The versions of the guard that this Poolwarden supports. */
public final class GuardVersion {

    /** The oldest supported version. A newer guard of the same major version only adds to it. */
    public static final String WANTED = "2.1";

    private static final Pattern VERSION = Pattern.compile("(\\d{1,6})(?:\\.(\\d{1,6})(?:\\..*)?)?");

    private static final int[] LEAST = numbers(WANTED);

    private GuardVersion() {}

    /** Whether this Poolwarden works with a guard of that version. A text that is no version is none. */
    public static boolean isSupported(String version) {
        int[] numbers = numbers(version);
        return numbers[0] == LEAST[0] && numbers[1] >= LEAST[1];
    }

    /** What to do about a guard of another version. */
    public static String remedy(String version) {
        return numbers(version)[0] > LEAST[0]
                ? "The guard is too new: deploy the Poolwarden that came with it, or run the install.sql of this one"
                : "The guard is too old: run the install.sql of this Poolwarden in that database";
    }

    /** Major and minor version; both -1 if the text is no version. */
    private static int[] numbers(String version) {
        Matcher matcher = VERSION.matcher(version == null ? "" : version.strip());
        if (!matcher.matches()) {
            return new int[] {-1, -1};
        }
        return new int[] {
            Integer.parseInt(matcher.group(1)), matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2))
        };
    }
}
