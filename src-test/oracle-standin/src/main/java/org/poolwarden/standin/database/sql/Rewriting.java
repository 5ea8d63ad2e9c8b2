package org.poolwarden.standin.database.sql;

import java.util.List;

/**
 * What H2 reads instead of a statement: its tokens, some of them replaced, some with text around them. Whoever adds
 * text around a part has added the text inside of it before.
 */
public final class Rewriting {

    private final List<Token> tokens;
    private final String[] before;
    private final String[] instead;
    private final String[] after;

    public Rewriting(SqlText text) {
        tokens = text.tokens();
        before = new String[tokens.size()];
        instead = new String[tokens.size()];
        after = new String[tokens.size()];
    }

    public List<Token> tokens() {
        return tokens;
    }

    /** Replaces one token; by nothing, if the text is empty. */
    public void replace(int token, String text) {
        instead[token] = text;
    }

    /** Replaces all tokens from one to before another. */
    public void replace(int from, int to, String text) {
        replace(from, text);
        for (int i = from + 1; i < to; i++) {
            replace(i, "");
        }
    }

    /** Quotes a name, in the letters that Oracle gives it: no word of H2's is in the way. */
    public void quote(int token) {
        replace(token, '"' + tokens.get(token).name().replace("\"", "\"\"") + '"');
    }

    /** Puts text around the tokens from one to before another. */
    public void around(int from, int to, String left, String right) {
        before[from] = left + (before[from] == null ? "" : before[from]);
        after[to - 1] = (after[to - 1] == null ? "" : after[to - 1]) + right;
    }

    /** The text from one token to before another, with a question mark for each bind. */
    public String text(int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            append(text, before[i]);
            Token token = tokens.get(i);
            String plain = token.kind() == Token.Kind.BIND ? "?" : token.text();
            append(text, instead[i] == null ? plain : instead[i]);
            append(text, after[i]);
        }
        return text.toString();
    }

    public String text() {
        return text(0, tokens.size());
    }

    private static void append(StringBuilder text, String part) {
        if (part != null && !part.isEmpty()) {
            text.append(text.length() == 0 ? "" : " ").append(part);
        }
    }
}
