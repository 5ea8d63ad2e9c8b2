package org.poolwarden.standin.database.sql;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.poolwarden.standin.engine.OraException;

/**
 * What Oracle 19c refuses and H2 would take: other databases' words and functions, DDL for objects of kinds that are
 * not here, grants of anything but rights on tables. Only what is known to differ is listed.
 */
public final class StatementRules {

    /** Objects whose DDL the stand-in knows. */
    private static final Set<String> OBJECTS = Set.of("TABLE", "INDEX", "SEQUENCE", "VIEW");

    private static final Set<String> BEFORE_OBJECT = Set.of("UNIQUE", "GLOBAL", "TEMPORARY", "OR", "REPLACE", "FORCE");

    /** Objects that take a DBA. */
    private static final Set<String> OF_THE_DBA = Set.of(
            "USER",
            "ROLE",
            "DATABASE",
            "PLUGGABLE",
            "TABLESPACE",
            "PROFILE",
            "DIRECTORY",
            "CONTEXT",
            "PUBLIC",
            "SYSTEM");

    /** Objects that every Oracle has, but not the stand-in. */
    private static final Set<String> NOT_HERE =
            Set.of("PROCEDURE", "FUNCTION", "PACKAGE", "TRIGGER", "TYPE", "SYNONYM", "MATERIALIZED", "CLUSTER");

    private record Answer(int code, String text) {}

    private static final Map<String, Answer> UNKNOWN_DDL = Map.of(
            "CREATE", new Answer(901, "invalid CREATE command"),
            "ALTER", new Answer(940, "invalid ALTER command"),
            "DROP", new Answer(950, "invalid DROP option"),
            "TRUNCATE", new Answer(3290, "Invalid truncate command - missing CLUSTER or TABLE keyword"));

    private static final Set<String> RIGHTS = Set.of("SELECT", "INSERT", "UPDATE", "DELETE", "ALL");
    private static final Set<String> RIGHTS_NOT_HERE =
            Set.of("READ", "EXECUTE", "REFERENCES", "ALTER", "INDEX", "DEBUG", "FLASHBACK");

    private static final Set<String> FOREIGN_FUNCTIONS = Set.of(
            "AUTOCOMMIT",
            "CSVREAD",
            "CSVWRITE",
            "CURRENT_CATALOG",
            "CURRENT_ROLE",
            "CURRENT_SCHEMA",
            "DATABASE",
            "DATABASE_PATH",
            "DATEADD",
            "DATEDIFF",
            "FILE_READ",
            "FILE_WRITE",
            "GETDATE",
            "H2VERSION",
            "IFNULL",
            "ISNULL",
            "LINK_SCHEMA",
            "LOCK_MODE",
            "LOCK_TIMEOUT",
            "MEMORY_FREE",
            "MEMORY_USED",
            "NOW",
            "RANDOM_UUID",
            "READONLY",
            "SESSION_ID",
            "SYSTEM_RANGE",
            "TRANSACTION_ID");

    private final SqlText text;
    private final List<Token> tokens;

    private StatementRules(SqlText text) {
        this.text = text;
        this.tokens = text.tokens();
    }

    public static void check(SqlText text) throws OraException {
        StatementRules rules = new StatementRules(text);
        switch (text.form()) {
            case QUERY, LOCKING_QUERY -> {
                rules.words();
                rules.hasFrom();
            }
            case DML -> {
                rules.words();
                rules.oneRow();
            }
            case DDL -> rules.ddl();
            default -> {} // PL/SQL and the rest have parsers of their own
        }
    }

    private void words() throws OraException {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            Token next = i + 1 < tokens.size() ? tokens.get(i + 1) : null;
            if (token.is("_")) {
                throw new OraException(911, "_: invalid character");
            }
            if (token.is("ILIKE")) {
                throw new OraException(920, "invalid relational operator");
            }
            boolean ofNumber = next != null && (next.kind() == Token.Kind.NUMBER || next.kind() == Token.Kind.BIND);
            if (token.is("LIMIT") && ofNumber) {
                throw new OraException(933, "SQL command not properly ended");
            }
            boolean afterInto = i > 0 && tokens.get(i - 1).is("INTO");
            boolean called = next != null && next.is("(") && !afterInto;
            boolean plain = token.kind() == Token.Kind.NAME;
            if (plain && called && FOREIGN_FUNCTIONS.contains(token.name())) {
                throw new OraException(904, "\"" + token.name() + "\": invalid identifier");
            }
        }
    }

    private void hasFrom() throws OraException {
        if (tokens.stream().noneMatch(token -> token.is("FROM"))) {
            throw new OraException(923, "FROM keyword not found where expected");
        }
    }

    private void oneRow() throws OraException {
        boolean values = false;
        int depth = 0;
        for (Token token : tokens) {
            depth += token.is("(") ? 1 : 0;
            depth -= token.is(")") ? 1 : 0;
            if (values && depth == 0 && token.is(",")) {
                throw new OraException(933, "SQL command not properly ended");
            }
            values |= depth == 0 && token.is("VALUES");
        }
    }

    private void ddl() throws OraException {
        if (!text.bindNames().isEmpty()) {
            throw new OraException(1027, "bind variables not allowed for data definition operations");
        }
        String verb = tokens.get(0).name();
        switch (verb) {
            case "GRANT", "REVOKE" -> grant("GRANT".equals(verb) ? "TO" : "FROM");
            case "COMMENT" -> {} // H2 knows no other form than Oracle's
            default -> object(verb);
        }
    }

    private void object(String verb) throws OraException {
        int at = 1;
        while (at < tokens.size() && BEFORE_OBJECT.contains(tokens.get(at).name())) {
            at++;
        }
        String object = at < tokens.size() ? tokens.get(at).name() : "";
        if (OF_THE_DBA.contains(object)) {
            throw new OraException(1031, "insufficient privileges");
        }
        if (NOT_HERE.contains(object)) {
            throw new OraException(3001, "unimplemented feature: the stand-in has no " + object);
        }
        if (!OBJECTS.contains(object)) {
            Answer unknown = UNKNOWN_DDL.get(verb);
            throw new OraException(unknown.code, unknown.text);
        }
        if (at + 1 < tokens.size() && tokens.get(at + 1).is("IF")) {
            throw new OraException(933, "SQL command not properly ended");
        }
    }

    /** Rights on one table or view, to users or PUBLIC. */
    private void grant(String before) throws OraException {
        int on = -1;
        int to = -1;
        for (int i = 1; i < tokens.size(); i++) {
            on = on < 0 && tokens.get(i).is("ON") ? i : on;
            to = to < 0 && tokens.get(i).is(before) ? i : to;
        }
        if (on < 0) {
            throw new OraException(1031, "insufficient privileges"); // system privileges and roles take a DBA
        }
        for (Token right : tokens.subList(1, on)) {
            boolean known = RIGHTS.contains(right.name()) || right.is(",") || right.is("PRIVILEGES");
            if (RIGHTS_NOT_HERE.contains(right.name())) {
                throw new OraException(3001, "unimplemented feature: the stand-in has no right to " + right.name());
            }
            if (!known) {
                throw new OraException(990, "missing or invalid privilege");
            }
        }
        boolean table = to == on + 2 || to == on + 4 && tokens.get(on + 2).is(".");
        if (!table || tokens.get(tokens.size() - 1).is("OPTION")) {
            throw new OraException(
                    3001, "unimplemented feature: the stand-in grants rights on one table, without options");
        }
    }
}
