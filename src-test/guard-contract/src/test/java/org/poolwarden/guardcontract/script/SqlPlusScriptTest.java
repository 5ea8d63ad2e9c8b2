package org.poolwarden.guardcontract.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What SQL*Plus makes of a script, as far as it can be said without one. */
final class SqlPlusScriptTest {

    private static final Pattern SUBSTITUTION = Pattern.compile("&&?(\\w*)");
    private static final Pattern DICTIONARY = Pattern.compile("\\bsys\\.([\\w$]+)");
    private static final Set<String> DEFINES =
            Set.of("grantee", "scope", "audit_tablespace", "owner", "keep_audit", "guard", "txn_priority");
    private static final Pattern COMMAND =
            Pattern.compile("(whenever (sqlerror|oserror) (exit failure rollback|continue none)|set \\w+ \\w+|prompt.*"
                    + "|define (\\w+) = ([\"']?)&&\\4\\5|define guard = sys|undefine \\w+"
                    + "|column \\w+ format (a\\d+|9+)|column (\\w+) new_value \\7 noprint|column \\w+ clear"
                    + "|alter session set (current_schema = [&\\w]+|nls_comp = binary);"
                    + "|@@(install|create-owner)\\.sql)");

    private static final Pattern PASTED = Pattern.compile(
            "--.*|(create|grant|insert|update|select|commit|drop|alter)\\b[^;]*;|commit;|exec [^;]*|@(un)?install\\.sql"
                    + "|define \\w+ = (\\w+|\"[\\w,*]+\")");

    static Stream<String> scripts() {
        return ParseGateTest.scripts();
    }

    @Test
    void everyScriptOfTheFolderIsLookedAt() throws IOException {
        try (Stream<Path> files = Files.list(SqlPlusScript.DIRECTORY)) {
            assertEquals(
                    scripts().sorted().toList(),
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".sql"))
                            .sorted()
                            .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void everyCommandIsOneThatBothSqlPlusAndSqlclKnow(String file) {
        for (String command : SqlPlusScript.read(file).commands()) {
            assertTrue(COMMAND.matcher(command).matches(), command);
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void noLineIsOneThatSqlPlusReadsOtherwise(String file) throws IOException {
        List<String> lines = Files.readAllLines(SqlPlusScript.DIRECTORY.resolve(file));
        for (String line : lines) {
            assertFalse(line.endsWith("-") && !line.equals("--"), "continues on the next line: " + line);
            assertFalse(line.startsWith("#"), "a command within a statement: " + line);
            assertTrue(line.length() <= 120, line);
            Matcher substitution = SUBSTITUTION.matcher(line);
            while (substitution.find()) {
                assertTrue(DEFINES.contains(substitution.group(1)), "asks for a value: " + line);
            }
        }
    }

    /** What the locked schema is granted is what views and package read, no less and no more. */
    @Test
    void theSchemaVariantGrantsWhatTheGuardUses() {
        SqlPlusScript install = SqlPlusScript.read("install.sql");
        Set<String> used = new TreeSet<>();
        Stream.of("CREATE OR REPLACE VIEW", "CREATE OR REPLACE PACKAGE BODY")
                .flatMap(head -> install.statements(head).stream())
                .flatMap(statement -> DICTIONARY.matcher(statement).results())
                .forEach(object -> used.add(object.group(1)));
        used.remove("dbms_system"); // a courtesy, left to the DBA
        Set<String> granted = new TreeSet<>();
        SqlPlusScript.read("install-schema.sql").statements("GRANT READ").stream()
                .flatMap(statement -> DICTIONARY.matcher(statement).results())
                .forEach(object -> granted.add(object.group(1)));
        assertEquals(used, granted);
    }

    /** What a view reads that others are to read; no more than that. */
    @Test
    void theSchemaVariantMayGrantOnOnlyWhatItsViewsRead() {
        Set<String> read = SqlPlusScript.read("install.sql").statements("CREATE OR REPLACE VIEW").stream()
                .flatMap(statement -> DICTIONARY.matcher(statement).results())
                .map(object -> object.group(1))
                .collect(Collectors.toSet());
        Set<String> grantable = SqlPlusScript.read("install-schema.sql").statements("GRANT READ").stream()
                .filter(statement -> statement.endsWith("WITH GRANT OPTION"))
                .flatMap(statement -> DICTIONARY.matcher(statement).results())
                .map(object -> object.group(1))
                .collect(Collectors.toSet());
        assertEquals(read, grantable);
    }

    /** The same by Amazon's package, with the same right to grant on. */
    @Test
    void theVariantForRdsGrantsWhatTheSchemaVariantDoes() {
        Pattern given = Pattern.compile("give\\('([\\w$]+)', (TRUE|FALSE)\\)");
        Set<String> byPackage = new TreeSet<>();
        given.matcher(String.join("\n", SqlPlusScript.read("install-rds.sql").statements()))
                .results()
                .forEach(call -> byPackage.add(call.group(1) + " " + call.group(2)));
        Set<String> granted = new TreeSet<>();
        SqlPlusScript.read("install-schema.sql").statements("GRANT READ").forEach(statement -> DICTIONARY
                .matcher(statement)
                .results()
                .forEach(object -> granted.add(object.group(1).toUpperCase(Locale.ROOT)
                        + (statement.endsWith("WITH GRANT OPTION") ? " TRUE" : " FALSE"))));
        assertEquals(granted, byPackage);
    }

    /** With the caller's rights a grantee could do nothing, and SYS would lend its own to whatever it calls. */
    @Test
    void packageAndProcedureRunWithTheirOwnersRights() {
        SqlPlusScript install = SqlPlusScript.read("install.sql");
        for (String head : new String[] {"CREATE OR REPLACE PACKAGE POOLWARDEN ", "CREATE OR REPLACE PROCEDURE"}) {
            List<String> found = install.statements(head);
            assertEquals(1, found.size(), head);
            assertTrue(
                    Pattern.compile("\\bAUTHID DEFINER\\s+AS\\b")
                            .matcher(found.get(0))
                            .find(),
                    found.get(0));
        }
        assertFalse(String.join("", install.statements()).contains("CURRENT_USER"), "no invoker's rights");
    }

    /** What somebody pastes: text behind a semicolon is an error to SQL*Plus, or part of a value. */
    @Test
    void whatTheReadmeSaysCanBePasted() throws IOException {
        List<String> pasted = Files.readAllLines(SqlPlusScript.DIRECTORY.resolve("README.md")).stream()
                .filter(line -> line.startsWith("    "))
                .map(String::strip)
                .toList();
        assertTrue(pasted.size() >= 8, pasted.toString());
        for (String line : pasted) {
            assertTrue(PASTED.matcher(line).matches(), line);
        }
        SqlPlusScript script = SqlPlusScript.of(String.join("\n", pasted));
        assertFalse(script.statements().isEmpty());
        assertTrue(script.commands().contains("@install.sql"), "not swallowed by a statement");
        assertTrue(script.commands().contains("@uninstall.sql"), "not swallowed by a statement");
    }

    /** A package body with errors is only a warning to SQL*Plus, and whatever names it does not even compile. */
    @Test
    void whatIsBrokenIsListedBeforeAnythingInstalledIsUsed() {
        List<String> blocks = SqlPlusScript.read("install.sql").statements("DECLARE");
        String check = blocks.get(blocks.size() - 1);
        int guarded = check.indexOf("IF l_faults = 0 THEN");
        assertTrue(check.indexOf("sys.dba_errors") < guarded, check);
        assertTrue(check.indexOf("poolwarden.check_session(") > guarded, check);
        String named = check.replaceAll("(?s)q'\\[.*?]'|'[^']*'", "");
        Matcher used = Pattern.compile("(?:FROM|JOIN|INTO) (poolwarden\\w*)|^\\s*(poolwarden\\.)", Pattern.MULTILINE)
                .matcher(named);
        List<String> tables = Arrays.asList("poolwarden_scope", "poolwarden_audit");
        while (used.find()) {
            assertTrue(tables.contains(used.group(1)), "named: " + used.group());
        }
    }

    /** What a script switched for itself is switched back where it ends well. */
    @ParameterizedTest
    @MethodSource("scripts")
    void theSessionIsLeftAsSqlPlusStartsIt(String file) {
        List<String> commands = SqlPlusScript.read(file).commands();
        if (commands.contains("@@install.sql")) {
            return; // install.sql does it
        }
        for (String[] pair : new String[][] {
            {"whenever sqlerror exit failure rollback", "whenever sqlerror continue none"},
            {"whenever oserror exit failure rollback", "whenever oserror continue none"},
            {"set verify off", "set verify on"},
            {"set feedback off", "set feedback 6"},
            {"set sqlblanklines on", "set sqlblanklines off"}
        }) {
            assertTrue(commands.lastIndexOf(pair[1]) >= commands.lastIndexOf(pair[0]), pair[1]);
        }
    }

    @Test
    void anEditHasOnePlace() {
        SqlPlusScript script = SqlPlusScript.read("install.sql");
        assertThrows(IllegalArgumentException.class, () -> script.edited("no such text", ""));
        assertThrows(IllegalArgumentException.class, () -> script.edited("SELECT", ""));
    }
}
