package org.poolwarden.console.web;

import java.util.List;
import java.util.stream.Collectors;

/** Comma-separated values as RFC 4180 has them, made safe for spreadsheets. */
public final class Csv {

    private static final String FORMULA = "=+-@\t\r";

    private Csv() {}

    /** One line with its line end. Null becomes an empty cell. */
    public static String line(List<String> values) {
        return values.stream().map(Csv::field).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String field(String value) {
        if (value == null || value.isEmpty()) {
            return "";
        }
        // A spreadsheet would run a text that begins like this, and the texts come from applications.
        String text = FORMULA.indexOf(value.charAt(0)) >= 0 && !isNumber(value) ? "'" + value : value;
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private static boolean isNumber(String value) {
        return value.matches("-?[0-9]{1,18}");
    }
}
