package org.poolwarden.standin.database.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.poolwarden.standin.engine.EngineSession;
import org.poolwarden.standin.engine.OraException;

/** One statement as the client sent it, cut into words and classified by the first of them. */
public final class SqlText {

    /** How a statement is run. */
    public enum Form {
        QUERY,
        LOCKING_QUERY,
        DML,
        DDL,
        PLSQL,
        COMMIT,
        ROLLBACK,
        SAVEPOINT,
        ALTER_SESSION,
        ALTER_SYSTEM
    }

    private static final Map<String, Form> BY_FIRST_WORD = Map.ofEntries(
            Map.entry("SELECT", Form.QUERY),
            Map.entry("WITH", Form.QUERY),
            Map.entry("(", Form.QUERY),
            Map.entry("INSERT", Form.DML),
            Map.entry("UPDATE", Form.DML),
            Map.entry("DELETE", Form.DML),
            Map.entry("CREATE", Form.DDL),
            Map.entry("ALTER", Form.DDL),
            Map.entry("DROP", Form.DDL),
            Map.entry("TRUNCATE", Form.DDL),
            Map.entry("COMMENT", Form.DDL),
            Map.entry("GRANT", Form.DDL),
            Map.entry("REVOKE", Form.DDL),
            Map.entry("BEGIN", Form.PLSQL),
            Map.entry("DECLARE", Form.PLSQL),
            Map.entry("CALL", Form.PLSQL),
            Map.entry("COMMIT", Form.COMMIT),
            Map.entry("ROLLBACK", Form.ROLLBACK),
            Map.entry("SAVEPOINT", Form.SAVEPOINT));
    /** What begins a statement of Oracle's that is not here. */
    private static final Set<String> NOT_HERE = Set.of(
            "ADMINISTER",
            "ANALYZE",
            "ASSOCIATE",
            "AUDIT",
            "DISASSOCIATE",
            "EXPLAIN",
            "FLASHBACK",
            "LOCK",
            "MERGE",
            "NOAUDIT",
            "PURGE",
            "RENAME");

    private static final Set<String> AFTER_SET = Set.of("TRANSACTION", "ROLE", "CONSTRAINT", "CONSTRAINTS");

    /** The only ones that no name, number or literal begins with. */
    private static final Set<String> SYMBOLS = Set.of(
            "(", ")", ",", ".", "*", "+", "-", "/", "=", "<", ">", "@", ":", "||", "<>", "!=", "^=", "<=", ">=", "=>",
            "**", "..", ":=", "<<", ">>", "|");

    private static final Set<String> FOREIGN_SCHEMAS = Set.of("INFORMATION_SCHEMA", "PG_CATALOG");

    private final String sql;
    private final List<Token> tokens;
    private final Form form;

    private SqlText(String sql, List<Token> tokens, Form form) {
        this.sql = sql;
        this.tokens = tokens;
        this.form = form;
    }

    /** Throws ORA-00900 for what begins no statement of Oracle's; ORA-03001 for what begins one that is not here. */
    public static SqlText of(String sql) throws OraException {
        List<Token> tokens = Lexer.tokens(sql);
        Form form =
                tokens.isEmpty() ? null : BY_FIRST_WORD.get(tokens.get(0).text().toUpperCase(Locale.ROOT));
        if (form == null) {
            throw unknown(tokens);
        }
        if (form == Form.DDL && follows(tokens, 0, "ALTER", "SESSION")) {
            form = Form.ALTER_SESSION;
        } else if (form == Form.DDL && follows(tokens, 0, "ALTER", "SYSTEM")) {
            form = Form.ALTER_SYSTEM;
        } else if (form == Form.QUERY && contains(tokens, "FOR", "UPDATE")) {
            form = Form.LOCKING_QUERY;
        }
        if (form != Form.PLSQL) {
            for (Token token : tokens) {
                if (token.kind() == Token.Kind.SYMBOL && !SYMBOLS.contains(token.text())) {
                    throw new OraException(911, token.text() + ": invalid character after or in the statement");
                }
            }
        }
        return new SqlText(sql, tokens, form);
    }

    private static OraException unknown(List<Token> tokens) {
        String first = tokens.isEmpty() ? "" : tokens.get(0).text().toUpperCase(Locale.ROOT);
        if ("SET".equals(first)) {
            boolean known =
                    tokens.size() > 1 && AFTER_SET.contains(tokens.get(1).name());
            return known ? notHere("SET " + tokens.get(1).name()) : new OraException(922, "missing or invalid option");
        }
        return NOT_HERE.contains(first) ? notHere(first) : new OraException(900, "invalid SQL statement");
    }

    private static OraException notHere(String what) {
        return new OraException(3001, "unimplemented feature: the stand-in has no " + what);
    }

    /** By the first word alone: never fails, however wrong the rest is. */
    public static EngineSession.StatementKind kindOf(String sql) {
        try {
            return switch (of(sql).form) {
                case QUERY, LOCKING_QUERY -> EngineSession.StatementKind.QUERY;
                case PLSQL -> EngineSession.StatementKind.PLSQL;
                default -> EngineSession.StatementKind.OTHER;
            };
        } catch (OraException expected) {
            // Running it will raise the same and tell the client.
            return EngineSession.StatementKind.OTHER;
        }
    }

    public Form form() {
        return form;
    }

    /** Whether it has a grammar: a query, DML or DDL. */
    public boolean isParsed() {
        return form == Form.QUERY || form == Form.LOCKING_QUERY || form == Form.DML || form == Form.DDL;
    }

    String sql() {
        return sql;
    }

    public List<Token> tokens() {
        return tokens;
    }

    /** Whether it names something of another database's dictionary, which no Oracle has. */
    public boolean namesForeignSchema() {
        return tokens.stream().anyMatch(token -> token.isName() && FOREIGN_SCHEMAS.contains(token.name()));
    }

    /**
     * Whether it names an object of SYS, qualified, or as it is where SYS is the current schema.
     *
     * @param names whether the name is one of those looked for
     */
    public boolean namesSysObject(Predicate<String> names, boolean sysIsCurrent) {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (!token.isName() || !names.test(token.name())) {
                continue;
            }
            boolean ofSys = i >= 2
                    && tokens.get(i - 1).is(".")
                    && "SYS".equals(tokens.get(i - 2).name());
            if (ofSys || sysIsCurrent) {
                return true;
            }
        }
        return false;
    }

    /** The names of the binds as they appear, with repetitions. */
    List<String> bindNames() {
        return tokens.stream()
                .filter(token -> token.kind() == Token.Kind.BIND)
                .map(token -> token.text().toUpperCase(Locale.ROOT))
                .toList();
    }

    /**
     * For each appearance of a bind the index of the value it takes: a client sends one value for each appearance, or
     * one for each name.
     */
    public int[] bindIndexes(int supplied) throws OraException {
        List<String> names = bindNames();
        List<String> distinct = new ArrayList<>(names.stream().distinct().toList());
        if (supplied < distinct.size()) {
            throw new OraException(1008, "not all variables bound");
        }
        boolean byAppearance = form != Form.PLSQL && supplied == names.size();
        if (!byAppearance && supplied != distinct.size()) {
            throw form == Form.PLSQL
                    ? new OraException(1006, "bind variable does not exist")
                    : new OraException(1036, "illegal variable name/number");
        }
        int[] indexes = new int[names.size()];
        for (int i = 0; i < indexes.length; i++) {
            indexes[i] = byAppearance ? i : distinct.indexOf(names.get(i));
        }
        return indexes;
    }

    /** The text from one token to before another as Oracle calls a column by it: in upper case, without blanks. */
    public String written(int from, int to) {
        StringBuilder text = new StringBuilder();
        for (Token token : tokens.subList(from, to)) {
            boolean literal = token.kind() == Token.Kind.STRING || token.kind() == Token.Kind.QUOTED_NAME;
            text.append(literal ? token.text() : token.text().toUpperCase(Locale.ROOT));
        }
        return text.toString();
    }

    private static boolean contains(List<Token> tokens, String first, String second) {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (follows(tokens, i, first, second)) {
                return true;
            }
        }
        return false;
    }

    private static boolean follows(List<Token> tokens, int at, String first, String second) {
        return at + 1 < tokens.size()
                && tokens.get(at).is(first)
                && tokens.get(at + 1).is(second);
    }
}
