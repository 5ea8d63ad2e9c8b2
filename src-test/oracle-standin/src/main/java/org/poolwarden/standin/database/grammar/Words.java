package org.poolwarden.standin.database.grammar;

import java.util.List;
import org.poolwarden.standin.database.sql.Rewriting;
import org.poolwarden.standin.database.sql.Token;
import org.poolwarden.standin.engine.OraException;

/** Reads the tokens of one statement from left to right. */
final class Words {

    private static final Token END = Token.none();

    private final List<Token> tokens;
    private final Rewriting rewriting;
    private int at;

    Words(List<Token> tokens, Rewriting rewriting) {
        this.tokens = tokens;
        this.rewriting = rewriting;
    }

    /** Where a parser notes at once what H2 is to read instead. */
    Rewriting rewriting() {
        return rewriting;
    }

    int at() {
        return at;
    }

    /** The next token, or one that is nothing. */
    Token peek() {
        return peek(0);
    }

    Token peek(int ahead) {
        return at + ahead < tokens.size() ? tokens.get(at + ahead) : END;
    }

    Token next() {
        Token token = peek();
        at++;
        return token;
    }

    boolean atEnd() {
        return at >= tokens.size();
    }

    /** Whether these words follow. */
    boolean is(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!peek(i).is(words[i])) {
                return false;
            }
        }
        return true;
    }

    boolean hasBinds() {
        return tokens.stream().anyMatch(token -> token.kind() == Token.Kind.BIND);
    }

    /** Whether the word is still to come. */
    boolean has(String word) {
        return tokens.stream().skip(at).anyMatch(token -> token.is(word));
    }

    boolean isOneOf(String... words) {
        for (String word : words) {
            if (peek().is(word)) {
                return true;
            }
        }
        return false;
    }

    /** Reads on if these words follow. */
    boolean take(String... words) {
        boolean there = is(words);
        at += there ? words.length : 0;
        return there;
    }

    boolean takeOneOf(String... words) {
        boolean there = isOneOf(words);
        at += there ? 1 : 0;
        return there;
    }

    void expect(String word, int code, String text) throws OraException {
        if (!take(word)) {
            throw new OraException(code, text);
        }
    }

    void expectLeft() throws OraException {
        expect("(", 906, "missing left parenthesis");
    }

    void expectRight() throws OraException {
        expect(")", 907, "missing right parenthesis");
    }

    void expectKeyword(String word) throws OraException {
        expect(word, 905, "missing keyword");
    }

    /** A plain or quoted name that is no reserved word. */
    Token name(int code, String text) throws OraException {
        Token token = peek();
        if (!token.isName() || Vocabulary.isReserved(token)) {
            throw new OraException(code, text);
        }
        at++;
        return token;
    }

    void expectEnd() throws OraException {
        if (!atEnd()) {
            if (Vocabulary.isClauseNotHere(peek())) {
                throw notHere(peek().name());
            }
            throw new OraException(933, "SQL command not properly ended");
        }
    }

    void refuseNotHere(String... words) throws OraException {
        for (String word : words) {
            if (is(word)) {
                throw notHere(word);
            }
        }
    }

    static OraException notHere(String what) {
        return new OraException(3001, "unimplemented feature: the stand-in has no " + what);
    }
}
