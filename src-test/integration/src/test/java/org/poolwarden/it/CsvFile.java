package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of comma-separated values, as RFC 4180 has it.
 *
 * @param rows without the head; null for what is empty and not in quotes
 */
record CsvFile(List<String> head, List<List<String>> rows) {

    private static final Pattern FIELD = Pattern.compile("\\G(?:\"((?:[^\"]|\"\")*+)\"|([^\",\r\n]*+))(,|\r\n)");

    static CsvFile parse(String text) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        Matcher field = FIELD.matcher(text);
        int end = 0;
        while (end < text.length() && field.find()) {
            end = field.end();
            row.add(value(field.group(1), field.group(2)));
            if (!field.group(3).equals(",")) {
                rows.add(row);
                row = new ArrayList<>();
            }
        }
        assertEquals(text.length(), end, () -> "the rest of " + text);
        return new CsvFile(rows.get(0), rows.subList(1, rows.size()));
    }

    private static String value(String quoted, String plain) {
        if (quoted != null) {
            return quoted.replace("\"\"", "\"");
        }
        return plain.isEmpty() ? null : plain;
    }
}
