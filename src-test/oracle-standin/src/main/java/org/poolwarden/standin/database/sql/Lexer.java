package org.poolwarden.standin.database.sql;

import java.util.ArrayList;
import java.util.List;
import org.poolwarden.standin.engine.OraException;

/** Cuts SQL and PL/SQL into tokens; comments and blanks fall away. */
final class Lexer {

    private final String sql;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String sql) {
        this.sql = sql;
    }

    static List<Token> tokens(String sql) throws OraException {
        Lexer lexer = new Lexer(sql);
        lexer.run();
        return List.copyOf(lexer.tokens);
    }

    private void run() throws OraException {
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (sql.startsWith("--", at)) {
                skipTo("\n", sql.length());
            } else if (sql.startsWith("/*", at)) {
                skipTo("*/", -1);
            } else if (c == '\'') {
                add(Token.Kind.STRING, quoted('\''));
            } else if (c == '"') {
                add(Token.Kind.QUOTED_NAME, quoted('"'));
            } else if (Character.isLetter(c)) {
                add(Token.Kind.NAME, whileName(at + 1));
            } else if (Character.isDigit(c)) {
                add(Token.Kind.NUMBER, number());
            } else if (c == ':' && at + 1 < sql.length() && isNamePart(sql.charAt(at + 1))) {
                add(Token.Kind.BIND, whileName(at + 1));
            } else {
                add(Token.Kind.SYMBOL, sql.startsWith("=>", at) || sql.startsWith(":=", at) ? at + 2 : at + 1);
            }
        }
    }

    private void add(Token.Kind kind, int end) {
        tokens.add(new Token(kind, sql.substring(at, end), at, end));
        at = end;
    }

    private void skipTo(String mark, int ifMissing) throws OraException {
        int found = sql.indexOf(mark, at);
        if (found >= 0) {
            at = found + mark.length();
        } else if (ifMissing >= 0) {
            at = ifMissing;
        } else {
            throw new OraException(1742, "comment not terminated properly");
        }
    }

    /** The end of a literal or name in quotes, where a doubled quote stands for one. */
    private int quoted(char quote) throws OraException {
        int end = at + 1;
        while (true) {
            end = sql.indexOf(quote, end);
            if (end < 0) {
                throw quote == '"'
                        ? new OraException(1740, "missing double quote in identifier")
                        : new OraException(1756, "quoted string not properly terminated");
            }
            if (end + 1 < sql.length() && sql.charAt(end + 1) == quote) {
                end += 2;
            } else {
                return end + 1;
            }
        }
    }

    private int number() {
        int end = at;
        while (end < sql.length() && (Character.isDigit(sql.charAt(end)) || sql.charAt(end) == '.')) {
            end++;
        }
        return end;
    }

    private int whileName(int from) {
        int end = from;
        while (end < sql.length() && isNamePart(sql.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '#';
    }
}
