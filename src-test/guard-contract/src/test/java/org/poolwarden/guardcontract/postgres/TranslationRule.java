package org.poolwarden.guardcontract.postgres;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What ora2pg 23.2 leaves undone: every difference between our PL/SQL and what PostgreSQL 15 with orafce runs, as a
 * rule that rewrites ora2pg's input or its output. There are no others.
 *
 * @param reason why it is needed, and that it changes no meaning
 */
public record TranslationRule(String reason, UnaryOperator<String> rewrite) {

    private static final Pattern EXCEPTION_INIT = Pattern.compile("EXCEPTION_INIT\\((\\w+), -(\\d+)\\)");

    /** Applied to the PL/SQL before ora2pg sees it. */
    public static final List<TranslationRule> BEFORE = List.of(
            rule(
                    "SQL*Plus puts in what the database has: the shim has the column, as 23ai",
                    "&&txn_priority",
                    "t.txn_priority"),
            rule(
                    "ora2pg takes AUTHID of a standalone procedure for a parameter; the rule on LANGUAGE says the same",
                    "\\)\\s*AUTHID DEFINER AS$",
                    ") AS"),
            new TranslationRule(
                    "ora2pg numbers named exceptions as it meets them; ORA-00031 is to be the shim's SQLSTATE R003B",
                    TranslationRule::nameSqlStates));

    /** Applied to what ora2pg made. */
    public static final List<TranslationRule> AFTER = List.of(
            rule("its output is for psql, ours goes over JDBC", "^\\\\.*$", ""),
            rule("PostgreSQL has no # in names; the shim's columns are called serial_no", "(?<=\\w)#", "_no"),
            rule(
                    "every routine runs with its owner's rights, as AUTHID DEFINER says, and with a fixed search path,"
                            + " as names in a package resolve in its owner's schema",
                    "^LANGUAGE PLPGSQL$",
                    "LANGUAGE PLPGSQL SECURITY DEFINER SET search_path = sys, oracle, pg_catalog"),
            rule(
                    "the cluster of the test listens on loopback only",
                    "'port=%s dbname",
                    "'host=127.0.0.1 port=%s dbname"),
            rule(
                    "a CALL over dblink answers with its command tag, and wants a password of whoever is no superuser",
                    "FROM dblink\\(v_conn_str, v_query\\) AS p \\(ret boolean\\)",
                    "FROM sys.autonomous(v_conn_str, v_query)"),
            rule(
                    "ALTER SYSTEM ends no session on PostgreSQL; the shim does, and takes only the guard's statements",
                    "EXECUTE p_statement;",
                    "CALL sys.alter_system(p_statement);"),
            rule(
                    "Amazon's package is a schema's in a schema, which PostgreSQL has not",
                    "EXECUTE 'BEGIN rdsadmin\\.rdsadmin_util\\.(\\w+)\\(:sid, :serial, :how\\); END;'\\s+"
                            + "USING ([^;]*);",
                    "CALL sys.rdsadmin_util('$1', $2);"),
            rule(
                    "there is no alert log; the shim writes to the server's log",
                    "EXECUTE 'BEGIN sys\\.dbms_system\\.ksdwrt\\(2, :line\\); END;' USING p_line;",
                    "CALL sys.alert_log(p_line);"),
            rule(
                    "ora2pg maps raise_application_error(-20901) to SQLSTATE 45901 for a literal, not for a variable",
                    "ERRCODE = l_error",
                    "ERRCODE = sys.sqlstate_of(l_error)"),
            rule("SQLCODE is a number, SQLSTATE is not", ":= SQLSTATE;", ":= sys.sqlcode_of(SQLSTATE);"),
            rule(
                    "ora2pg knows a package's procedures only inside the package; a call needs CALL",
                    "^(\\s+)poolwarden\\.(disconnect|check)_session\\(",
                    "$1CALL poolwarden.$2_session("),
            rule(
                    "an OUT argument of CALL must have its parameter's very type",
                    "^(\\s+l_outcome\\s+)varchar\\(20\\)",
                    "$1text"),
            rule(
                    "ora2pg makes bytes of NLSSORT of a column, not of an expression",
                    "NLSSORT\\((SUBSTR\\([^()]*\\)), 'NLS_SORT=BINARY'\\)",
                    "$1 COLLATE \"BINARY\""),
            rule(
                    "MATERIALIZE is a hint to Oracle and a word of WITH to PostgreSQL",
                    "AS \\(\\s*SELECT /\\*\\+ MATERIALIZE \\*/",
                    "AS MATERIALIZED (SELECT"),
            rule("orafce's put_line is a function", "DBMS_OUTPUT\\.PUT_LINE\\(", "PERFORM dbms_output.put_line("));

    /** The text after this rule. */
    public String apply(String text) {
        return rewrite.apply(text);
    }

    private static TranslationRule rule(String reason, String regex, String replacement) {
        Pattern pattern = Pattern.compile(regex, Pattern.MULTILINE);
        return new TranslationRule(reason, text -> pattern.matcher(text).replaceAll(replacement));
    }

    private static String nameSqlStates(String plsql) {
        String result = plsql;
        Matcher exception = EXCEPTION_INIT.matcher(plsql);
        while (exception.find()) {
            int number = Integer.parseInt(exception.group(2));
            String state = number < 20_000
                    ? "R%03d%c".formatted(number / 10, 'A' + number % 10)
                    : "45%03d".formatted(number - 20_000);
            result = result.replace("WHEN " + exception.group(1) + " THEN", "WHEN SQLSTATE '" + state + "' THEN");
        }
        return result;
    }
}
