package org.poolwarden.console.web;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Comma-separated values as RFC 4180 has them, made safe for spreadsheets: whichever of the usual delimiters one takes,
 * no cell begins with a formula.
 */
public final class Csv {

    /**
     * A place where a cell may begin, at the start and after each delimiter, if a formula follows. A spreadsheet would
     * run it, and the texts come from applications. It takes quotes and blanks for no part of the cell.
     */
    private static final Pattern FORMULA =
            Pattern.compile("(?:^|(?<=[,;|\\t\\r\\n]))(?=[\"'\\s]*[=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20])");

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");

    private Csv() {}

    /** One line with its line end. Null becomes an empty cell. */
    public static String line(List<String> values) {
        return values.stream().map(Csv::field).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String field(String value) {
        if (value == null || value.isEmpty()) {
            return "";
        }
        String text =
                NUMBER.matcher(value).matches() ? value : FORMULA.matcher(value).replaceAll("'");
        boolean plain = text.chars().noneMatch(c -> ",;|\t\"\r\n".indexOf(c) >= 0);
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
