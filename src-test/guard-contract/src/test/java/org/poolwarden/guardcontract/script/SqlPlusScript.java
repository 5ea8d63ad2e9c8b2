package org.poolwarden.guardcontract.script;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A script as SQL*Plus reads it: SQL ends with a semicolon at the end of a line, PL/SQL with a slash on a line of its
 * own, and everything else outside of those is a command of SQL*Plus or a comment.
 */
public final class SqlPlusScript {

    /** Where the guard's scripts are. */
    public static final Path DIRECTORY = Path.of(System.getProperty("oracle.scripts", "../../ejb/src/main/oracle"));

    private static final Pattern PLSQL = Pattern.compile(
            "(?i)^(DECLARE|BEGIN|CREATE\\s+(OR\\s+REPLACE\\s+)?(PACKAGE|PROCEDURE|FUNCTION|TRIGGER|TYPE))\\b");
    private static final Pattern SQL =
            Pattern.compile("(?i)^(SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|GRANT|REVOKE|ALTER|COMMIT)\\b");
    private static final Pattern INNER_DDL = Pattern.compile("q'\\[\\s*(.*?)]'", Pattern.DOTALL);

    private final String text;
    private final List<String> statements = new ArrayList<>();
    private final List<String> commands = new ArrayList<>();

    private SqlPlusScript(String text) {
        this.text = text;
        split();
    }

    /** One of the guard's scripts. */
    public static SqlPlusScript read(String file) {
        try {
            return new SqlPlusScript(Files.readString(DIRECTORY.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A script that is in no file of its own. */
    public static SqlPlusScript of(String text) {
        return new SqlPlusScript(text);
    }

    /** The script as it is. */
    public String text() {
        return text;
    }

    /** The same script with one edit.
     * @throws IllegalArgumentException unless what is to be replaced is there exactly once
     */
    public SqlPlusScript edited(String what, String with) {
        int at = text.indexOf(what);
        if (at < 0 || text.indexOf(what, at + 1) >= 0) {
            throw new IllegalArgumentException("not exactly once in the script: " + what);
        }
        return new SqlPlusScript(text.replace(what, with));
    }

    /** The same script with the values of its DEFINEs put in. */
    public SqlPlusScript with(Map<String, String> defines) {
        String result = text;
        for (Map.Entry<String, String> define : defines.entrySet()) {
            result = result.replaceAll("&&" + define.getKey() + "\\b\\.?", Matcher.quoteReplacement(define.getValue()));
        }
        return new SqlPlusScript(result);
    }

    /** The SQL and PL/SQL in the script's order, as JDBC takes it: without the ; of SQL, with that of PL/SQL. */
    public List<String> statements() {
        return statements;
    }

    /** What is SQL*Plus's own: whenever, define, prompt, ... */
    public List<String> commands() {
        return commands;
    }

    /** The statements of the script that start with these words, and the q'[...]' ones inside its blocks that do. */
    public List<String> statements(String head) {
        List<String> found = new ArrayList<>();
        for (String statement : statements) {
            Matcher inner = INNER_DDL.matcher(statement);
            while (inner.find()) {
                found.add(inner.group(1).strip());
            }
            found.add(statement);
        }
        found.removeIf(statement -> !statement.toUpperCase(Locale.ROOT).startsWith(head));
        return found;
    }

    private void split() {
        StringBuilder statement = new StringBuilder();
        boolean plsql = false;
        for (String line : text.lines().toList()) {
            if (statement.length() == 0) {
                plsql = PLSQL.matcher(line).find();
                if (!plsql && !SQL.matcher(line).find() || line.startsWith("alter session")) {
                    if (!line.isBlank() && !line.startsWith("--")) {
                        commands.add(line);
                    }
                    continue;
                }
            }
            boolean ends =
                    plsql ? line.strip().equals("/") : line.stripTrailing().endsWith(";");
            if (!ends || !plsql) {
                statement.append(line).append('\n');
            }
            if (ends) {
                String whole = statement.toString().stripTrailing();
                statements.add(plsql ? whole : whole.substring(0, whole.length() - 1));
                statement.setLength(0);
            }
        }
        if (statement.length() > 0) {
            throw new IllegalArgumentException("a statement does not end: " + statement);
        }
    }
}
