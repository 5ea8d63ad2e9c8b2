package org.poolwarden.standin.database.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.poolwarden.standin.engine.OraException;

/** Cuts SQL and PL/SQL into tokens; comments and blanks fall away. */
final class Lexer {

    private static final List<String> SYMBOLS =
            List.of("=>", ":=", "||", "<>", "!=", "^=", "<=", ">=", "**", "..", "<<", ">>");

    private static final Set<String> PREFIXES = Set.of("N", "Q", "NQ");

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
                add(Token.Kind.NAME, name());
            } else if (Character.isDigit(c) || c == '.' && isDigit(at + 1)) {
                add(Token.Kind.NUMBER, number());
            } else if (c == ':' && at + 1 < sql.length() && isNamePart(sql.charAt(at + 1))) {
                add(Token.Kind.BIND, whileName(at + 1));
            } else {
                boolean two = SYMBOLS.stream().anyMatch(symbol -> sql.startsWith(symbol, at));
                add(Token.Kind.SYMBOL, at + (two ? 2 : 1));
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

    /** A name; not the letter in front of N'...' or q'[...]'. */
    private int name() throws OraException {
        int end = whileName(at + 1);
        boolean prefix = end < sql.length() && sql.charAt(end) == '\'';
        if (prefix && PREFIXES.contains(sql.substring(at, end).toUpperCase(Locale.ROOT))) {
            throw new OraException(3001, "unimplemented feature: the stand-in has no literals with N or Q");
        }
        return end;
    }

    private int number() throws OraException {
        int end = digits(at);
        if (end < sql.length() && sql.charAt(end) == '.' && !sql.startsWith("..", end)) {
            end = digits(end + 1);
        }
        if (end < sql.length() && "eE".indexOf(sql.charAt(end)) >= 0) {
            int exponent = end + 1;
            exponent += exponent < sql.length() && "+-".indexOf(sql.charAt(exponent)) >= 0 ? 1 : 0;
            end = isDigit(exponent) ? digits(exponent) : end;
        }
        if (end < sql.length() && "fFdD".indexOf(sql.charAt(end)) >= 0 && whileName(end) == end + 1) {
            throw new OraException(3001, "unimplemented feature: the stand-in has no binary numbers");
        }
        return end;
    }

    private int digits(int from) {
        int end = from;
        while (isDigit(end)) {
            end++;
        }
        return end;
    }

    private boolean isDigit(int index) {
        return index < sql.length() && Character.isDigit(sql.charAt(index));
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
