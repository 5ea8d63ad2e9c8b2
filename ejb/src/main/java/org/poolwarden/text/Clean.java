package org.poolwarden.text;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes one line of a text from outside, which an application, a user or a database has chosen. The line can end no
 * line of a log and move no cursor of a terminal, and shows in the order in which it was written.
 */
public final class Clean {

    /** The most characters of a line, unless the caller says otherwise. */
    public static final int LONGEST = 1_000;

    /** The most characters of a text of several lines, such as a statement. */
    public static final int LONGEST_TEXT = 100_000;

    /** Stands for each character that may not be shown. */
    public static final char SIGN = '\uFFFD';

    /** Ends a line that was cut. */
    public static final char CUT = '\u2026';

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private Clean() {}

    /** As {@link #line(String, int)} with {@value #LONGEST} characters. */
    public static String line(String text) {
        return line(text, LONGEST);
    }

    /**
     * The text with {@link #SIGN} for each character of Unicode's category C (controls, formats, surrogates without a
     * partner, private use, unassigned) and for each line or paragraph separator. A text that is longer than allowed is
     * cut and ends with {@link #CUT}. Null stays null.
     *
     * @param longest at least 1
     */
    public static String line(String text, int longest) {
        if (text == null || isLine(text, longest)) {
            return text;
        }
        StringBuilder line = new StringBuilder(Math.min(text.length(), longest));
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            int shown = isShown(point) ? point : SIGN;
            int room = i < text.length() ? longest - 1 : longest;
            if (line.length() + Character.charCount(shown) > room) {
                return line.append(CUT).toString();
            }
            line.appendCodePoint(shown);
        }
        return line.toString();
    }

    /**
     * Each of them cleaned by {@link #line(String)}, in a list that cannot change. A list that this has returned is
     * returned as it is, without a look at what is in it.
     */
    public static List<String> lines(List<String> texts) {
        if (texts instanceof Cleaned || texts.isEmpty()) {
            return texts.isEmpty() ? List.of() : texts;
        }
        // copied first: who has the list may change it meanwhile
        List<String> copy = texts.stream().toList();
        return new Cleaned(
                copy.stream().allMatch(text -> text != null && isLine(text, LONGEST))
                        ? copy
                        : copy.stream().map(Clean::line).toList());
    }

    /**
     * The lines of a text that has several, such as a statement: each is cleaned, and a line feed alone is between two.
     * Null stays null.
     *
     * @param longest how many characters are taken at most
     */
    public static String text(String text, int longest) {
        return text == null
                ? null
                : text.substring(0, Math.min(longest, text.length()))
                        .lines()
                        .map(line -> line(line.replace('\t', ' '), longest))
                        .collect(Collectors.joining("\n"));
    }

    /** One line of a text that may have several: blanks between two words become one space, the rest is cleaned. */
    public static String words(String text, int longest) {
        return text == null ? null : line(BLANKS.matcher(text).replaceAll(" ").strip(), longest);
    }

    private static boolean isLine(String text, int longest) {
        return text.length() <= longest && isClean(text);
    }

    /** Whether every character of it may be shown. */
    public static boolean isClean(String text) {
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            if (!isShown(point)) {
                return false;
            }
            i += Character.charCount(point);
        }
        return true;
    }

    private static boolean isShown(int point) {
        if (point < 0x7f) {
            return point >= ' ';
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** Remembers that it was cleaned: the same stack is shown again and again. */
    private static final class Cleaned extends AbstractList<String> implements RandomAccess {

        private final List<String> lines;

        Cleaned(List<String> lines) {
            this.lines = lines;
        }

        @Override
        public String get(int index) {
            return lines.get(index);
        }

        @Override
        public int size() {
            return lines.size();
        }
    }
}
