package org.poolwarden.guardcontract.mutant;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what decides something in SQL and PL/SQL: each part of each condition behind WHERE, ON, WHEN, IF and ELSIF, in
 * subqueries and parentheses too. It reads our own style, in which keywords are upper case, and no other.
 */
final class Conditions {

    /**
     * A part of a condition.
     *
     * @param start where it begins in the text
     * @param end behind its last character
     * @param neutral what takes its place so that the others decide alone
     */
    record Part(int start, int end, String neutral) {}

    private static final Pattern HEAD = Pattern.compile("\\b(WHERE|ON|WHEN|IF|ELSIF)\\b");
    private static final Set<String> ENDS = Set.of(
            "THEN", "GROUP", "ORDER", "START", "CONNECT", "UNION", "LEFT", "JOIN", "CROSS", "LOOP", "WHERE", "FROM");
    private static final Pattern WORD = Pattern.compile("[A-Z_a-z0-9$#]+");

    private final String text;
    private final boolean[] code;
    private final List<Part> parts = new ArrayList<>();

    private Conditions(String text) {
        this.text = text;
        this.code = codeIn(text);
    }

    /** The parts, in the text's order. */
    static List<Part> in(String text) {
        Conditions conditions = new Conditions(text);
        Matcher head = HEAD.matcher(text);
        while (head.find()) {
            boolean ofAnException = head.group().equals("WHEN") && conditions.isException(head.end());
            boolean isEnd = text.startsWith("END ", Math.max(0, head.start() - 4));
            if (conditions.code[head.start()] && !ofAnException && !isEnd) {
                conditions.split(head.end());
            }
        }
        conditions.parts.sort((a, b) -> Integer.compare(a.start(), b.start()));
        return conditions.parts;
    }

    /** False for what is in a string or a comment. */
    static boolean[] codeIn(String text) {
        boolean[] code = new boolean[text.length()];
        boolean quoted = false;
        boolean comment = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!quoted && c == '-' && text.startsWith("--", i)) {
                comment = true;
            } else if (comment && c == '\n') {
                comment = false;
            } else if (!comment && c == '\'') {
                quoted = !quoted;
            }
            code[i] = !quoted && !comment && c != '\'';
        }
        return code;
    }

    private boolean isException(int from) {
        String rest = text.substring(from).stripLeading();
        return rest.startsWith("OTHERS") || rest.startsWith("NO_DATA_FOUND") || rest.startsWith("e_");
    }

    /** Splits the condition that begins there at its own ANDs and ORs, and what is in parentheses of its own. */
    private void split(int from) {
        List<int[]> pieces = new ArrayList<>();
        List<String> joints = new ArrayList<>();
        int depth = 0;
        int begin = from;
        int at = from;
        boolean between = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (!code[at]) {
                at++;
            } else if (c == '(') {
                depth++;
                at++;
            } else if (c == ')' || c == ';' || (c == ',' && depth == 0)) {
                if (depth == 0) {
                    break;
                }
                depth -= c == ')' ? 1 : 0;
                at++;
            } else {
                Matcher word = WORD.matcher(text).region(at, text.length());
                if (!word.lookingAt()) {
                    at++;
                    continue;
                }
                if (depth == 0 && ENDS.contains(word.group())) {
                    break;
                }
                boolean joint = depth == 0
                        && (word.group().equals("AND") || word.group().equals("OR"));
                if (joint && !between) {
                    pieces.add(new int[] {begin, at});
                    joints.add(word.group());
                    begin = word.end();
                }
                between = depth == 0 && (word.group().equals("BETWEEN") || between && !joint);
                at = word.end();
            }
        }
        pieces.add(new int[] {begin, at});
        for (int i = 0; i < pieces.size(); i++) {
            String joint = joints.isEmpty() ? "AND" : joints.get(Math.min(i, joints.size() - 1));
            add(pieces.get(i)[0], pieces.get(i)[1], joint.equals("AND") ? "1 = 1" : "1 = 0");
        }
    }

    private void add(int from, int to, String neutral) {
        int start = from;
        int end = to;
        while (start < end && (Character.isWhitespace(text.charAt(start)))) {
            start++;
        }
        while (end > start && (Character.isWhitespace(text.charAt(end - 1)) || inComment(end - 1))) {
            end--;
        }
        if (start == end) {
            return;
        }
        parts.add(new Part(start, end, neutral));
        String piece = text.substring(start, end);
        if (piece.startsWith("(") && !piece.startsWith("(SELECT") && closes(start) == end - 1) {
            split(start + 1);
        } else if (piece.startsWith("NOT (") && closes(start + 4) == end - 1) {
            split(start + 5);
        }
    }

    private boolean inComment(int at) {
        int line = text.lastIndexOf('\n', at) + 1;
        int comment = text.indexOf("--", line);
        return comment >= 0 && comment <= at && !code[at] && text.charAt(at) != '\'';
    }

    private int closes(int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            if (code[i] && text.charAt(i) == '(') {
                depth++;
            } else if (code[i] && text.charAt(i) == ')' && --depth == 0) {
                return i;
            }
        }
        return -1;
    }
}
