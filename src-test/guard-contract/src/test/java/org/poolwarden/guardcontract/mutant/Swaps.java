package org.poolwarden.guardcontract.mutant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.poolwarden.guardcontract.mutant.Conditions.Part;

/** Finds the comparisons and literals of SQL and PL/SQL, and what to put in the place of each. */
final class Swaps {

    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("=", "<>"),
            Map.entry("<>", "="),
            Map.entry("<", "<="),
            Map.entry("<=", "<"),
            Map.entry(">", ">="),
            Map.entry(">=", ">"),
            Map.entry("IS NULL", "IS NOT NULL"),
            Map.entry("IS NOT NULL", "IS NULL"),
            Map.entry("IN", "NOT IN"),
            Map.entry("NOT IN", "IN"),
            Map.entry("NOT EXISTS", "EXISTS"),
            Map.entry("EXISTS", "NOT EXISTS"));
    private static final Pattern COMPARISON =
            Pattern.compile("(?<![:=<>|])(<>|<=|>=|=|<|>)(?![=>])|\\bIS (?:NOT )?NULL\\b|\\b(?:NOT )?IN(?= \\()"
                    + "|\\b(?:NOT )?EXISTS(?= \\()");
    private static final Pattern ASSIGNMENTS = Pattern.compile("\\bSET\\b.*?\\bWHERE\\b", Pattern.DOTALL);
    private static final Pattern TYPE = Pattern.compile("VARCHAR2\\([^)]*\\)|EXCEPTION_INIT\\([^)]*\\)");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.$#'])-?\\d+(?![\\w.'])");
    private static final Pattern NO_CHOICE = Pattern.compile("'[^']*[a-z][^']*'|'NLS_SORT=BINARY'|''|'\\)'");
    private static final Pattern LITERAL = Pattern.compile("-?\\d+|'[^']*'");

    private Swaps() {}

    static boolean isLiteral(String text) {
        return LITERAL.matcher(text).matches();
    }

    /**
     * In the text's order. Text in lower case is for people, and the length of a variable is no decision; so neither is
     * changed. What an UPDATE sets is no comparison.
     */
    static List<Part> in(String text) {
        boolean[] code = Conditions.codeIn(text);
        boolean[] assigned = marked(ASSIGNMENTS, text);
        boolean[] declared = marked(TYPE, text);
        List<Part> swaps = new ArrayList<>();
        Matcher comparison = COMPARISON.matcher(text);
        while (comparison.find()) {
            String other = OTHERS.get(comparison.group());
            if (code[comparison.start()] && !assigned[comparison.start()] && other != null) {
                swaps.add(new Part(comparison.start(), comparison.end(), other));
            }
        }
        Matcher number = NUMBER.matcher(text);
        while (number.find()) {
            boolean selected = text.startsWith("SELECT ", Math.max(0, number.start() - 7));
            if (code[number.start()] && !selected && !declared[number.start()]) {
                swaps.add(new Part(number.start(), number.end(), String.valueOf(Long.parseLong(number.group()) + 1)));
            }
        }
        for (int at = 0; at < text.length(); at++) {
            // a comment's apostrophe is no string's: it is code neither before nor behind it
            if (text.charAt(at) != '\'' || at == 0 || !code[at - 1]) {
                continue;
            }
            int end = text.indexOf('\'', at + 1) + 1;
            String string = text.substring(at, end);
            if (!NO_CHOICE.matcher(string).matches()) {
                swaps.add(new Part(at, end, string.substring(0, string.length() - 1) + "~'"));
            }
            at = end - 1;
        }
        swaps.sort(Comparator.comparingInt(Part::start));
        return swaps;
    }

    /** The smallest part of a condition that the swap is in, or else its line. */
    static Part around(String text, List<Part> parts, Part swap) {
        return parts.stream()
                .filter(part -> part.start() <= swap.start() && swap.end() <= part.end())
                .min(Comparator.comparingInt(part -> part.end() - part.start()))
                .filter(part -> part.end() - part.start() < 200)
                .orElseGet(() -> lineOf(text, swap));
    }

    private static Part lineOf(String text, Part swap) {
        int start = text.lastIndexOf('\n', swap.start()) + 1;
        int end = text.indexOf('\n', swap.end());
        while (Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        return new Part(start, end < 0 ? text.length() : end, "");
    }

    private static boolean[] marked(Pattern what, String text) {
        boolean[] marks = new boolean[text.length()];
        Matcher found = what.matcher(text);
        while (found.find()) {
            Arrays.fill(marks, found.start(), found.end(), true);
        }
        return marks;
    }
}
