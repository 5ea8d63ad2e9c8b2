package org.poolwarden.admin;

/** A field of a request that was left empty. */
final class Blank {

    private Blank() {}

    /** The text without spaces around it; null if nothing is left. */
    static String toNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
