package org.poolwarden.guard.jdbc;

import java.util.HashMap;
import java.util.Map;

/**
 * The texts of one list of sessions, each of them once: a driver makes a new text for every row, and the sessions of a
 * pool have nearly all texts in common. For one thread.
 */
final class SharedTexts {

    private final Map<String, String> texts = new HashMap<>();

    /** The first text that was equal to this one. Null stays null. */
    String of(String text) {
        return text == null ? null : texts.computeIfAbsent(text, first -> first);
    }
}
