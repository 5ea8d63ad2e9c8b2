package org.poolwarden.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What SQL*Plus makes of a script, as far as it can be said without one. */
final class SqlPlusScriptTest {

    private static final Pattern SUBSTITUTION = Pattern.compile("&&?(\\w*)");
    private static final Pattern DICTIONARY = Pattern.compile("\\bsys\\.([\\w$]+)");
    private static final Set<String> DEFINES = Set.of("grantee", "scope", "audit_tablespace", "owner", "keep_audit");
    private static final Pattern COMMAND =
            Pattern.compile("(whenever (sqlerror|oserror) exit failure rollback|set \\w+ \\w+|prompt.*"
                    + "|define (\\w+) = &&\\3|undefine \\w+"
                    + "|column \\w+ format a\\d+|alter session set current_schema = [&\\w]+;|@@install\\.sql)");

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

    @Test
    void anEditHasOnePlace() {
        SqlPlusScript script = SqlPlusScript.read("install.sql");
        assertThrows(IllegalArgumentException.class, () -> script.edited("no such text", ""));
        assertThrows(IllegalArgumentException.class, () -> script.edited("SELECT", ""));
    }
}
