package org.poolwarden.request;

/** A field of a request that was left empty. */
public final class Blank {

    private Blank() {}

    /** The text without spaces around it; null if nothing is left. */
    public static String toNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
