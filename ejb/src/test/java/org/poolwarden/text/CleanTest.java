package org.poolwarden.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A text from outside")
class CleanTest {

    private static final Pattern UNSHOWN = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    @Test
    @DisplayName("has a visible sign for each character that may not be shown, and every other as it was")
    void everyCharacter() {
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            String text = Character.toString(point);
            String expected = UNSHOWN.matcher(text).matches() ? "\ufffd" : text;
            assertEquals("a" + expected + "b", Clean.line("a" + text + "b"), Integer.toHexString(point));
            assertEquals(expected.equals(text), Clean.isClean(text), Integer.toHexString(point));
        }
        assertEquals("\ufffd\ufffd", Clean.line("\udc00\ud800"), "two halves in the wrong order");
        assertEquals("\ud83d\ude00", Clean.line("\ud83d\ude00"));
    }

    @Test
    @DisplayName("is cut to its length, never within a character, and the cut shows")
    void length() {
        assertEquals("abc", Clean.line("abc", 3));
        assertEquals("ab\u2026", Clean.line("abcd", 3));
        assertEquals("a\u2026", Clean.line("a\ud83d\ude00\ud83d\ude00", 3));
        assertEquals("a\ud83d\ude00", Clean.line("a\ud83d\ude00", 3));
        assertEquals("a\ufffd\u2026", Clean.line("a\n\n\n", 3));
        assertEquals(Clean.LONGEST, Clean.line("x".repeat(1_000_000)).length());
        assertTrue(Clean.line("x".repeat(1_000_000)).endsWith("x\u2026"));
    }

    @Test
    @DisplayName("stays the same object if nothing is wrong with it, and null stays null")
    void untouched() {
        String text = "Dao.find(Dao.java:42), r\u00e9sum\u00e9, \u4e2d";
        assertSame(text, Clean.line(text));
        assertNull(Clean.line(null));
    }
}
