package org.poolwarden.guardcontract.postgres;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.poolwarden.guardcontract.script.SqlPlusScript;

/**
 * The anonymous blocks of a script as procedures. PL/pgSQL has no routines within routines: what a block declares is
 * made a routine of its own, or put where it is called. DDL is printed.
 */
final class InstallationBlocks {

    private static final Pattern NESTED =
            Pattern.compile("^  (?:FUNCTION|PROCEDURE) (\\w+).*?^  END \\1;\\n", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern FAULT = Pattern.compile("\\bfault\\((.*?)\\);\\n", Pattern.DOTALL);
    /** ora2pg does not read this way of quoting here. */
    private static final Pattern QUOTED = Pattern.compile("q'\\[(.*?)]'", Pattern.DOTALL);

    /** PostgreSQL runs no block as a statement. */
    private static final Pattern CALL =
            Pattern.compile("EXECUTE IMMEDIATE 'BEGIN ([\\w.]+)\\([^)]*\\); END;'\\s+USING ([^;]*);");

    /** The one bind of a dynamic query. */
    private static final Pattern BIND = Pattern.compile("(EXECUTE IMMEDIATE '[^']*):\\w+'");

    private static final Pattern DDL = Pattern.compile("\\bEXECUTE ('(?!SELECT)[^;]*);");

    /** What becomes a routine of its own with the parameters that it has. */
    private static final List<String> ALONE = List.of("create_once", "drop_index");

    private final Translation translation;

    InstallationBlocks(Translation translation) {
        this.translation = translation;
    }

    /** The statements that create block_1 and so on: one of each block, in the script's order. */
    List<String> of(SqlPlusScript install) throws IOException, InterruptedException {
        Map<String, String> routines = new LinkedHashMap<>();
        List<String> procedures = new ArrayList<>();
        for (String block : blocks(install)) {
            Matcher nested = NESTED.matcher(block);
            while (nested.find()) {
                routines.put(nested.group(1), nested.group());
            }
            String plain = QUOTED.matcher(NESTED.matcher(block).replaceAll(""))
                    .replaceAll(
                            text -> Matcher.quoteReplacement("'" + text.group(1).replace("'", "''") + "'"));
            String alone = FAULT.matcher(BIND.matcher(CALL.matcher(plain).replaceAll("$1($2);"))
                            .replaceAll("$1\\$1'"))
                    .replaceAll("l_faults := l_faults + 1;\n    DBMS_OUTPUT.PUT_LINE('FAULT: ' || $1);\n")
                    .replace("take_back;", "take_back(l_schema, l_grantee);")
                    .replace("  COMMIT;\n", ""); // a procedure with its owner's rights may not
            String name = "block_" + (procedures.size() + 1);
            procedures.add("CREATE OR REPLACE PROCEDURE " + name + " AS\n"
                    + alone.substring("DECLARE\n".length()).stripTrailing().replaceAll("END;\\z", "END " + name + ";"));
        }
        List<String> statements = new ArrayList<>();
        if (routines.containsKey("take_back")) {
            procedures.add("CREATE OR REPLACE "
                    + routines.get("take_back")
                            .strip()
                            .replace("take_back IS", "take_back (l_schema IN VARCHAR2, l_grantee IN VARCHAR2) AS"));
        }
        for (String name : ALONE) {
            if (routines.containsKey(name)) {
                String routine = routines.get(name).strip().replaceFirst("\\) IS\\n", ") AS\n");
                procedures.add("CREATE OR REPLACE "
                        + routine.replaceAll("EXECUTE IMMEDIATE ([^;]*);", "DBMS_OUTPUT.PUT_LINE('DDL: ' || $1);"));
            }
        }
        for (String function : install.statements("CREATE OR REPLACE FUNCTION")) {
            // an empty text is null to Oracle
            statements.add(translation
                    .of("FUNCTION", function + "\n/\n")
                    .replace("trim(both p_text)", "nullif(trim(both p_text), '')"));
        }
        String translated = translation.of("PROCEDURE", String.join("\n/\n", procedures) + "\n/\n");
        statements.add(DDL.matcher(translated).replaceAll("CALL sys.ddl($1);"));
        return statements;
    }

    private static List<String> blocks(SqlPlusScript script) {
        List<String> blocks = new ArrayList<>();
        for (String statement : script.statements()) {
            if (statement.startsWith("BEGIN")) {
                blocks.add("DECLARE\n" + statement);
            } else if (statement.startsWith("DECLARE")) {
                blocks.add(statement);
            }
        }
        return blocks;
    }
}
