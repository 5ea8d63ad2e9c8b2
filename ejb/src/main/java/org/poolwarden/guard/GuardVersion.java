package org.poolwarden.guard;

/** Which versions of the guard this module speaks to. */
public final class GuardVersion {

    /** The major version; within it a newer guard only adds. */
    public static final int WANTED = 2;

    private GuardVersion() {}

    /** {@code 2} of {@code 2.4}; -1 for what is no version, which no module speaks to. */
    public static int major(String version) {
        String first = version == null ? "" : version.strip().split("\\.", 2)[0];
        return first.matches("\\d{1,6}") ? Integer.parseInt(first) : -1;
    }

    /** What to do about one that is not the one wanted. */
    public static String remedy(String version) {
        return major(version) > WANTED
                ? "The guard is too new: deploy the Poolwarden that came with it, or run the install.sql of this one"
                : "The guard is too old: run the install.sql of this Poolwarden in that database";
    }
}
