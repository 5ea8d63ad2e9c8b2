package org.poolwarden.guard;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a guard has beyond the first one, told by its version: an older one is read as it is.
 *
 * @param hasXid poolwarden_sessions names the open transaction
 * @param hasNotes the audit takes a note of how an act ended
 */
public record GuardLevel(boolean hasXid, boolean hasNotes) {

    public static final GuardLevel FIRST = new GuardLevel(false, false);
    public static final GuardLevel NOTES = new GuardLevel(true, true);

    private static final Pattern VERSION = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})(\\..*)?");

    /** Of {@code 1.1} and later; what is no version has nothing beyond the first. */
    public static GuardLevel of(String version) {
        Matcher parts = VERSION.matcher(version == null ? "" : version.strip());
        if (!parts.matches()) {
            return FIRST;
        }
        int major = Integer.parseInt(parts.group(1));
        return major > 1 || major == 1 && Integer.parseInt(parts.group(2)) >= 1 ? NOTES : FIRST;
    }
}
