package org.poolwarden.guard;

/** The versions of the guard that this Poolwarden supports. */
public final class GuardVersion {

    /** The supported major version. A newer guard of the same major version only adds to it. */
    public static final int WANTED = 2;

    private GuardVersion() {}

    /** The major version, such as {@code 2} for {@code 2.4}. -1 if the text is no version; that is never supported. */
    public static int major(String version) {
        String first = version == null ? "" : version.strip().split("\\.", 2)[0];
        return first.matches("\\d{1,6}") ? Integer.parseInt(first) : -1;
    }

    /** What to do about a guard of another version. */
    public static String remedy(String version) {
        return major(version) > WANTED
                ? "The guard is too new: deploy the Poolwarden that came with it, or run the install.sql of this one"
                : "The guard is too old: run the install.sql of this Poolwarden in that database";
    }
}
