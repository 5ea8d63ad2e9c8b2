package org.poolwarden.console.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A line of a CSV file")
class CsvTest {

    private static final String ALPHABET = "ab1=+-@,;|\t\"' \r\n";
    private static final Pattern FORMULA = Pattern.compile("[\"'\\s]*[=+\\-@].*", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("\"?-?[0-9]{1,18}\"?");

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "plain ~ plain",
                "-5 ~ -5",
                "=1+1 ~ '=1+1",
                "@SUM(A1) ~ '@SUM(A1)",
                "-5+2 ~ '-5+2",
                "a,b ~ \"a,b\"",
                "a;b ~ \"a;b\"",
                "a;=1+1 ~ \"a;'=1+1\"",
                "a; \"=1 ~ \"a;' \"\"=1\"",
                "say \"x\" ~ \"say \"\"x\"\"\"",
                "a=b ~ a=b",
                "x - y ~ x - y"
            })
    @DisplayName("keeps what is harmless as it is")
    void cells(String value, String written) {
        assertEquals(written + "\r\n", Csv.line(List.of(value)));
    }

    /** Cut as crudely as a spreadsheet that takes another delimiter and knows no quotes in the middle of a cell. */
    @Test
    @DisplayName("has no cell that begins with a formula, whichever delimiter a spreadsheet takes")
    void everyDelimiter() {
        Random random = new Random(42);
        for (int i = 0; i < 100_000; i++) {
            StringBuilder value = new StringBuilder();
            for (int n = random.nextInt(9); n >= 0; n--) {
                value.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            String line = Csv.line(List.of("x", value.toString(), value.toString()));
            for (String delimiter : List.of(",", ";", "\\|", "\t")) {
                for (String cell : line.split(delimiter + "|[\r\n]")) {
                    String bare = cell.replaceFirst("^\"", "");
                    boolean runs = FORMULA.matcher(bare).matches()
                            && !bare.replaceFirst("^[\"\\s]*", "").startsWith("'")
                            && !NUMBER.matcher(cell).matches();
                    assertFalse(runs, () -> "by " + delimiter + " a formula in " + line.replace("\r", "\\r"));
                }
            }
        }
    }
}
