package org.poolwarden.guardcontract.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every script is read by two PL/SQL parsers that know nothing of each other; broken scripts are noticed. */
final class ParseGateTest {

    private static final Map<String, String> DEFINES = Map.of(
            "grantee",
            "POOLWARDEN",
            "scope",
            "SHOP",
            "audit_tablespace",
            "USERS",
            "txn_priority",
            "t.txn_priority",
            "owner",
            "GUARD",
            "keep_audit",
            "NO",
            "guard",
            "SYS");

    private static final String WITHOUT_PRIORITY = "CAST(NULL AS VARCHAR2(10))";

    static Stream<String> scripts() {
        return Stream.of(
                "install.sql",
                "install-schema.sql",
                "install-rds.sql",
                "create-owner.sql",
                "uninstall.sql",
                "kill-commands.sql",
                "audit-policy.sql");
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void bothParsersAcceptTheScript(String file) throws Exception {
        List<String> statements = statements(SqlPlusScript.read(file));
        assertFalse(statements.isEmpty());
        assertEquals(List.of(), PlsqlParsers.pmd(statements));
        assertEquals(List.of(), PlsqlParsers.debezium(statements));
    }

    /** Each an edit of install.sql that a hurried hand could make. */
    static Stream<ScriptEdit> faults() {
        return Stream.of(
                new ScriptEdit("    END IF;\n    RETURN l_target;", "    RETURN l_target;"),
                new ScriptEdit("l_outcome := 'MARKED';", "l_outcome := 'MARKED'"),
                new ScriptEdit("    IF l_answer = 0 THEN", "    IF l_answer = 0"),
                new ScriptEdit(
                        "EXECUTE IMMEDIATE p_statement;\n    EXCEPTION",
                        "EXECUTE IMMEDIATELY p_statement;\n    EXCEPTION"),
                new ScriptEdit(
                        "IS NOT NULL THEN ',' || p_sql_id ELSE '' END);", "IS NOT NULL THEN ',' || p_sql_id ELSE '');"),
                new ScriptEdit("WHEN NO_DATA_FOUND THEN\n          l_error", "WHEN NO_DATA_FOUND\n          l_error"),
                new ScriptEdit("'this session of ' || l_target.username", "'this session of '  l_target.username"),
                new ScriptEdit("SELECT a.* INTO l_target\n", "SELECT a.* INTO\n"),
                new ScriptEdit("DELETE FROM poolwarden_audit a\n", "DELETE FROM\n"),
                new ScriptEdit(" GROUP BY t.inst_id, t.ses_addr", " GROUP t.inst_id, t.ses_addr"),
                new ScriptEdit(
                        "PROCEDURE complete_audit (p_audit_id IN NUMBER, p_statement",
                        "PROCEDURE complete_audit (p_audit_id IN NUMBER p_statement"),
                new ScriptEdit("  END is_blank;", "  END is_blank"));
    }

    /** The script's statements, and the DDL inside its q'[...]' strings. */
    private static List<String> statements(SqlPlusScript script) {
        return script.with(DEFINES).statements("");
    }

    /** What a database of 19c or 21c gets, which does not know the column. */
    @Test
    void bothParsersAcceptTheScriptAsAnOlderDatabaseGetsIt() throws Exception {
        SqlPlusScript install = SqlPlusScript.read("install.sql").with(Map.of("txn_priority", WITHOUT_PRIORITY));
        assertTrue(SqlPlusScript.read("install.sql").text().contains("'" + WITHOUT_PRIORITY + "'"));
        List<String> statements = statements(install);
        assertTrue(String.join("", statements).contains("MAX(" + WITHOUT_PRIORITY + ")"));
        assertFalse(String.join("", statements).contains("MAX(t.txn_priority)"));
        assertEquals(List.of(), PlsqlParsers.pmd(statements));
        assertEquals(List.of(), PlsqlParsers.debezium(statements));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aBrokenScriptIsNoticed(ScriptEdit fault) throws Exception {
        SqlPlusScript install = SqlPlusScript.read("install.sql");
        List<String> broken = statements(install.edited(fault.what(), fault.with()));
        broken.removeAll(statements(install));
        assertFalse(PlsqlParsers.pmd(broken).isEmpty(), "PMD took it: " + fault);
        assertFalse(PlsqlParsers.debezium(broken).isEmpty(), "Debezium took it: " + fault);
    }
}
