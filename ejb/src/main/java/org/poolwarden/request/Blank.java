package org.poolwarden.request;

/** A field of a request that was left empty. */
public final class Blank {

    private Blank() {}

    /** The text without spaces around it. Null if nothing is left, and for null. */
    public static String toNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
