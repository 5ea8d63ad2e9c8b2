package org.poolwarden.standin.database.sql;

import java.util.List;
import java.util.Set;
import org.poolwarden.standin.engine.OraException;

/**
 * The rows that an UPDATE, a DELETE or a SELECT FOR UPDATE will lock.
 *
 * @param table with its schema, as the dictionary has it
 * @param query selects their row ids; with a question mark for each bind
 * @param firstBind how many binds of the statement come before those of the query
 * @param binds how many the query has
 */
public record TargetRows(String table, String query, int firstBind, int binds) {

    private static final Set<String> AFTER_TABLE = Set.of("SET", "WHERE", "ORDER", "FOR");

    /** Reads a statement of one of these kinds, of which H2 reads another text. */
    public static TargetRows of(SqlText text, Rewriting h2, String currentSchema) throws OraException {
        return new Reader(text).read(h2, currentSchema);
    }

    /** The table that an INSERT, UPDATE or DELETE names, with its schema. */
    public static String table(SqlText text, String currentSchema) throws OraException {
        Reader reader = new Reader(text);
        return reader.table(currentSchema);
    }

    private static final class Reader {
        private final SqlText text;
        private final List<Token> tokens;
        private int at;

        Reader(SqlText text) {
            this.text = text;
            this.tokens = text.tokens();
        }

        TargetRows read(Rewriting h2, String currentSchema) throws OraException {
            String table = table(currentSchema);
            String alias = isWord() && !AFTER_TABLE.contains(tokens.get(at).name()) ? " " + h2.text(at, ++at) : "";
            if (at < tokens.size()
                    && !(isWord() && AFTER_TABLE.contains(tokens.get(at).name()))) {
                throw new OraException(
                        3001, "unimplemented feature: the stand-in changes and locks rows of one plain table only");
            }
            int where = find(at, "WHERE");
            int end = where < 0 ? -1 : end(where);
            int firstBind = 0;
            int binds = 0;
            for (int i = 0; i < tokens.size(); i++) {
                if (tokens.get(i).kind() == Token.Kind.BIND) {
                    firstBind += where >= 0 && i < where ? 1 : 0;
                    binds += where >= 0 && i >= where && i < end ? 1 : 0;
                }
            }
            String query = "SELECT _ROWID_ FROM " + table + alias + (where < 0 ? "" : " " + h2.text(where, end));
            return new TargetRows(table, query, firstBind, binds);
        }

        String table(String currentSchema) throws OraException {
            at = start();
            String schema = '"' + currentSchema + '"';
            String name = quotedName();
            if (at < tokens.size() && tokens.get(at).is(".")) {
                at++;
                schema = name;
                name = quotedName();
            }
            return schema + "." + name;
        }

        private int start() {
            if (text.form() == SqlText.Form.LOCKING_QUERY) {
                return find(0, "FROM") + 1;
            }
            boolean two = tokens.size() > 1
                    && (tokens.get(1).is("FROM") || tokens.get(1).is("INTO"));
            return two ? 2 : 1;
        }

        private String quotedName() throws OraException {
            if (at >= tokens.size() || !tokens.get(at).isName()) {
                throw new OraException(903, "invalid table name");
            }
            return '"' + tokens.get(at++).name() + '"';
        }

        private boolean isWord() {
            return at < tokens.size() && tokens.get(at).isName();
        }

        /** Where the condition ends: before ORDER BY or FOR UPDATE, or with the text. */
        private int end(int where) {
            if (text.form() != SqlText.Form.LOCKING_QUERY) {
                return tokens.size();
            }
            int order = find(where, "ORDER");
            return order < 0 ? find(where, "FOR") : order;
        }

        /** Index of a word outside of all parentheses, or -1. */
        private int find(int from, String word) {
            int depth = 0;
            for (int i = from; i < tokens.size(); i++) {
                Token token = tokens.get(i);
                if (token.is("(")) {
                    depth++;
                } else if (token.is(")")) {
                    depth--;
                } else if (depth == 0 && token.is(word)) {
                    return i;
                }
            }
            return -1;
        }
    }
}
