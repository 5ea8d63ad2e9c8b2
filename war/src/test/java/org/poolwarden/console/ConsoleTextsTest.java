package org.poolwarden.console;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every text of the console, rendered with the numbers 0, 1, 2 and a large one for each of its parameters. */
@DisplayName("Every text of the console")
class ConsoleTextsTest {

    private static final ResourceBundle TEXTS = ResourceBundle.getBundle("org.poolwarden.console.page.Texts");
    private static final List<Long> NUMBERS = List.of(0L, 1L, 2L, 1_234L);
    private static final String NOUNS =
            "(?:undo record|record|block|session|kill|lease|reason|more reason|minute|frame|row|thread)";
    /** "1 records", and "0 record" or "2 record". */
    private static final Pattern PLURAL =
            Pattern.compile("\\b(?:1|[Oo]ne) " + NOUNS + "s\\b|\\b(?:0|2|1,234) " + NOUNS + "\\b");

    @TestFactory
    Stream<DynamicTest> reads() {
        return TEXTS.keySet().stream().sorted().map(key -> DynamicTest.dynamicTest(key, () -> reads(key)));
    }

    private static void reads(String key) {
        String pattern = TEXTS.getString(key);
        if (!pattern.contains("{0")) {
            read(key, pattern, null);
            return;
        }
        MessageFormat format = new MessageFormat(pattern, Locale.ENGLISH);
        int parameters = format.getFormatsByArgumentIndex().length;
        for (long number : NUMBERS) {
            for (int varied = 0; varied < parameters; varied++) {
                Object[] values = new Object[parameters];
                Arrays.fill(values, 2L);
                values[varied] = number;
                read(key, format.format(values), number);
            }
        }
    }

    private static void read(String key, String text, Long number) {
        String with = key + " with " + number + ": " + text;
        assertFalse(text.contains("{") || text.contains("}"), with);
        assertFalse(Pattern.compile("\\bnull\\b").matcher(text).find(), with);
        assertFalse(text.contains("  ") || text.contains("..") || text.isBlank(), with);
        assertFalse(PLURAL.matcher(text).find(), with);
        if (number != null && number == 0) {
            assertFalse(text.matches(".*(?:\\b1\\b|\\b[Oo]ne " + NOUNS + "\\b).*"), () -> "0 is told as one: " + with);
        }
        if (number != null && number == 1_234) {
            assertTrue(text.contains("1,234") || !text.matches(".*\\d{4}.*"), with);
        }
    }
}
