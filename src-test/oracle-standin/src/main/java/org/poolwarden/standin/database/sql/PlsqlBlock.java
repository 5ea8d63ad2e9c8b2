package org.poolwarden.standin.database.sql;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.poolwarden.standin.engine.OraException;

/** The PL/SQL that clients send: an anonymous block of procedure calls and NULL statements, or one CALL. */
public final class PlsqlBlock {

    /** A call as it is written. {@code at} is its first word. */
    public record Call(String name, Token at, List<Argument> arguments) {}

    /**
     * An actual parameter.
     *
     * @param name of the formal one, or null where it goes by position
     * @param bind index of its bind, or -1 for a literal
     */
    public record Argument(String name, int bind, Object literal) {}

    /** What begins a statement or a part of a block that PL/SQL has, but not the stand-in. */
    private static final Set<String> NOT_HERE = Set.of(
            "BEGIN",
            "CASE",
            "CLOSE",
            "COMMIT",
            "CONTINUE",
            "DELETE",
            "EXCEPTION",
            "EXECUTE",
            "EXIT",
            "FETCH",
            "FOR",
            "FORALL",
            "GOTO",
            "IF",
            "INSERT",
            "LOCK",
            "LOOP",
            "MERGE",
            "OPEN",
            "PIPE",
            "PRAGMA",
            "RAISE",
            "RETURN",
            "ROLLBACK",
            "SAVEPOINT",
            "SELECT",
            "SET",
            "UPDATE",
            "WHILE",
            "WITH");

    private static final Set<String> EXPRESSIONS =
            Set.of("+", "-", "*", "/", "||", "**", "=", "<>", "!=", "<", ">", "<=", ">=");

    private final SqlText text;
    private final List<Token> tokens;
    private final int[] bindIndexes;
    private final List<Call> calls = new ArrayList<>();
    private int at;
    private int bindsSeen;

    private PlsqlBlock(SqlText text, int suppliedBinds) throws OraException {
        this.text = text;
        this.tokens = text.tokens();
        this.bindIndexes = text.bindIndexes(suppliedBinds);
    }

    public static List<Call> calls(SqlText text, int suppliedBinds) throws OraException {
        PlsqlBlock block = new PlsqlBlock(text, suppliedBinds);
        block.parse();
        return List.copyOf(block.calls);
    }

    /** A compilation error of a block, as Oracle words it. */
    public static OraException error(SqlText text, Token at, String plsError) {
        int line = 1
                + (int) text.sql()
                        .substring(0, at.start())
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        int column = at.start() - text.sql().lastIndexOf('\n', at.start());
        return new OraException(
                6550,
                "line " + line + ", column " + column + ":\n" + plsError + "\nORA-06550: line " + line + ", column "
                        + column + ":\nPL/SQL: Statement ignored");
    }

    private void parse() throws OraException {
        if (tokens.get(0).is("DECLARE")) {
            throw notHere("DECLARE");
        }
        if (take("CALL")) {
            call();
            if (at < tokens.size()) {
                throw unexpected();
            }
            return;
        }
        expect("BEGIN");
        do {
            statement();
        } while (!take("END"));
        expect(";");
        if (at < tokens.size()) {
            throw unexpected();
        }
    }

    private void statement() throws OraException {
        Token first = at < tokens.size() ? tokens.get(at) : Token.none();
        boolean known = first.kind() == Token.Kind.NAME && NOT_HERE.contains(first.name());
        if (known || first.is("<<") || first.kind() == Token.Kind.BIND) {
            throw notHere(first.text());
        }
        if (!take("NULL")) {
            call();
        }
        if (at < tokens.size() && tokens.get(at).is(":=")) {
            throw notHere("assignment");
        }
        expect(";");
    }

    private static OraException notHere(String what) {
        return new OraException(3001, "unimplemented feature: the stand-in has no PL/SQL with " + what);
    }

    private void call() throws OraException {
        Token first = name();
        StringBuilder name = new StringBuilder(first.name());
        while (take(".")) {
            name.append('.').append(name().name());
        }
        List<Argument> arguments = new ArrayList<>();
        if (take("(") && !take(")")) {
            do {
                arguments.add(argument());
            } while (take(","));
            expect(")");
        }
        calls.add(new Call(name.toString(), first, List.copyOf(arguments)));
    }

    private Argument argument() throws OraException {
        String name = null;
        if (at + 1 < tokens.size() && tokens.get(at + 1).is("=>")) {
            name = name().name();
            expect("=>");
        }
        boolean negative = take("-");
        Token value = next();
        Token after = at < tokens.size() ? tokens.get(at) : Token.none();
        if (value.is("TRUE") || value.is("FALSE") || value.is("(") || value.isName() && after.is("(")) {
            throw notHere("expressions as arguments");
        }
        if (EXPRESSIONS.contains(after.text())) {
            throw notHere("expressions as arguments");
        }
        if (negative && value.kind() != Token.Kind.NUMBER) {
            throw unexpected(value);
        }
        return switch (value.kind()) {
            case BIND -> new Argument(name, bindIndexes[bindsSeen++], null);
            case STRING -> new Argument(name, -1, unquoted(value.text()));
            case NUMBER -> new Argument(name, -1, new BigDecimal((negative ? "-" : "") + value.text()));
            default -> {
                if (!value.is("NULL")) {
                    throw unexpected(value);
                }
                yield new Argument(name, -1, null);
            }
        };
    }

    private static String unquoted(String literal) {
        String content = literal.substring(1, literal.length() - 1).replace("''", "'");
        return content.isEmpty() ? null : content;
    }

    private Token name() throws OraException {
        Token token = next();
        if (!token.isName() || token.is("END")) {
            throw unexpected(token);
        }
        return token;
    }

    private boolean take(String word) {
        boolean there = at < tokens.size() && tokens.get(at).is(word);
        if (there) {
            at++;
        }
        return there;
    }

    private void expect(String word) throws OraException {
        if (!take(word)) {
            throw unexpected();
        }
    }

    private Token next() throws OraException {
        if (at == tokens.size()) {
            throw unexpected();
        }
        return tokens.get(at++);
    }

    private OraException unexpected() {
        return at < tokens.size()
                ? unexpected(tokens.get(at))
                : error(text, tokens.get(tokens.size() - 1), "PLS-00103: Encountered the symbol \"end-of-file\"");
    }

    private OraException unexpected(Token token) {
        return error(text, token, "PLS-00103: Encountered the symbol \"" + token.text() + "\"");
    }
}
