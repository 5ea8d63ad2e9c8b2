package org.poolwarden.guardcontract.mutant;

import java.util.List;
import java.util.stream.Stream;
import org.poolwarden.guardcontract.Cases;
import org.poolwarden.guardcontract.script.ScriptEdit;
import org.poolwarden.guardcontract.script.SqlPlusScript;

/**
 * A fault with a name, the edits that plant it, and the case that must notice it.
 *
 * @param breaks whether the case notices by an SQLException that it does not expect, as what it asks for fails outright
 */
public record Mutant(String name, List<ScriptEdit> edits, Case caughtBy, boolean breaks) {

    /** A case of the contract. */
    public interface Case {
        void run(Cases cases) throws Exception;
    }

    public static Stream<Mutant> all() {
        return Stream.of(
                mutant(
                        "roles are not followed through roles",
                        Cases::aUserWithDbaThroughAChainOfRolesIsProtected,
                        edit("START WITH r.role_key IN", "WHERE r.role_key IN"),
                        edit("CONNECT BY PRIOR r.grantee_key = r.role_key) d", ") d")),
                mutant(
                        "PUBLIC is forgotten",
                        Cases::dbaGrantedToPublicProtectsEverybody,
                        edit(
                                "\n   AND NOT EXISTS (SELECT 1 FROM powerful d WHERE d.grantee_key = NLSSORT('PUBLIC',"
                                        + " 'NLS_SORT=BINARY'));",
                                ";")),
                mutant(
                        "PDB_DBA is forgotten",
                        Cases::aUserWithPdbDbaThroughARoleIsProtected,
                        edit(
                                "IN (NLSSORT('DBA', 'NLS_SORT=BINARY'), NLSSORT('PDB_DBA', 'NLS_SORT=BINARY'))",
                                "IN (NLSSORT('DBA', 'NLS_SORT=BINARY'))")),
                mutant(
                        "the password file is forgotten",
                        Cases::aUserOfThePasswordFileIsProtected,
                        edit(
                                "NOT EXISTS (SELECT 1 FROM administrators f WHERE f.username_key = u.username_key)",
                                "1 = 1")),
                mutant(
                        "common users are forgotten",
                        Cases::aCommonUserIsProtected,
                        edit(" AND u.common = 'NO'\n)", "\n)")),
                mutant(
                        "background sessions are forgotten",
                        Cases::aBackgroundSessionIsProtected,
                        edit("WHEN s.type = 'USER' AND p.username_key IS NOT NULL AND", "WHEN s.sid > 0 AND")),
                mutant(
                        "serial# is not compared",
                        Cases::anotherSerialIsAnotherSession,
                        edit("           AND a.serial_no = p_serial\n", "")),
                mutant(
                        "the instance is not compared",
                        Cases::ofAnInstanceThatIsNotThereNothingIsSaid,
                        edit("           AND a.inst_id = p_instance;", ";")),
                mutant(
                        "an instance that does not answer has no sessions",
                        Cases::ofAnInstanceThatIsNotThereNothingIsSaid,
                        edit("CASE WHEN l_found > 0 THEN -20902 ELSE -20905 END", "-20902")),
                mutant(
                        "a denial is printed instead of raised",
                        Cases::aUserWithTheDbaRoleIsProtected,
                        edit("raise_application_error(l_error, p_action", "DBMS_OUTPUT.PUT_LINE(p_action")),
                mutant(
                        "a denial is not audited",
                        Cases::aRefusalLeavesARow,
                        edit(
                                "open_audit(p_action, p_sid, p_serial, p_instance, p_requester, p_reason, p_kill_id,"
                                        + " l_target,\n"
                                        + "                                 NULL, outcome_of(l_error), l_error);",
                                "0;")),
                mutant(
                        "the audit is in the caller's transaction",
                        Cases::aRefusalLeavesARow,
                        edit(
                                "PRAGMA AUTONOMOUS_TRANSACTION;\n  BEGIN\n    INSERT INTO poolwarden_audit\n"
                                        + "      (audit_id, caller, os_user, host, ip_address, proxy_user, action,"
                                        + " requester,",
                                "\n  BEGIN\n    INSERT INTO poolwarden_audit\n"
                                        + "      (audit_id, caller, os_user, host, ip_address, proxy_user, action,"
                                        + " requester,"),
                        edit(
                                "       p_error_code);\n    COMMIT;\n  END insert_audit",
                                "       p_error_code);\n  END insert_audit")),
                mutant(
                        "the act comes before its audit row",
                        Cases::withoutARowThereIsNoAct,
                        edit(
                                "    l_audit_id := open_audit(p_action, p_sid, p_serial, p_instance, p_requester,"
                                        + " p_reason, p_kill_id, l_target,\n                             l_statement,",
                                "    l_answer := alter_system(l_statement);\n    l_audit_id := open_audit(p_action, "
                                        + "p_sid, p_serial, p_instance, p_requester, p_reason, p_kill_id, l_target,"
                                        + " l_statement,")),
                mutant(
                        "the audit row is not completed",
                        Cases::anActLeavesOneCompletedRow,
                        edit(
                                "    complete_act(l_audit_id, l_statement, l_outcome, l_error,"
                                        + " (DBMS_UTILITY.GET_TIME() - l_started) * 10);\n",
                                "")),
                breaking(
                        "scope is that of CURRENT_USER",
                        Cases::scopeIsThatOfTheSessionUserWhoeverOwnsTheCodeInBetween,
                        edit(
                                "VIEW poolwarden_access AS\nWITH caller AS (\n  SELECT SYS_CONTEXT('USERENV',"
                                        + " 'SESSION_USER')",
                                "VIEW poolwarden_access AS\nWITH caller AS (\n  SELECT SYS_CONTEXT('USERENV',"
                                        + " 'CURRENT_USER')")),
                mutant(
                        "names of the scope are compared as the session likes",
                        Cases::noLanguageMakesTwoNamesOne,
                        edit(
                                "WHERE o.username_key IN (NLSSORT(s.username, 'NLS_SORT=BINARY'), NLSSORT('*',"
                                        + " 'NLS_SORT=BINARY'))",
                                "WHERE o.username_key IN (s.username, '*')"),
                        edit(
                                "  SELECT NLSSORT(w.username, 'NLS_SORT=BINARY') AS username_key",
                                "  SELECT w.username AS username_key")),
                mutant(
                        "the text of any statement is told",
                        Cases::theTextOfAStatementIsToldForSessionsInScopeOnly,
                        edit(
                                "AND a.inst_id = p_instance AND a.access_status = 'ALLOWED'\n       AND NVL",
                                "AND a.inst_id = p_instance\n       AND NVL")),
                mutant(
                        "a purge leaves no trace",
                        Cases::aPurgeLeavesARowItself,
                        edit(
                                "    UPDATE poolwarden_audit a SET outcome = 'DONE' WHERE a.audit_id = p_audit_id;\n",
                                "")),
                mutant(
                        "every refused check leaves a row",
                        Cases::aCheckThatIsRefusedAgainLeavesNoOtherRow,
                        edit("      IF p_action = 'CHECK' THEN\n", "      IF p_action = '?' THEN\n")),
                mutant(
                        "the limit is asked once",
                        Cases::theLastActOfTheHourIsDoneOnce,
                        edit("ELSIF l_now = 'ALLOWED' AND acts_left(l_target.username) < 0 THEN", "ELSIF 1 = 0 THEN")),
                mutant(
                        "an act whose row is not completed has failed",
                        Cases::anActWhoseRowCannotBeCompletedMayHaveBeenDone,
                        edit("      raise_application_error(-20909,", "      raise_application_error(-20905,")),
                mutant(
                        "a failed act reaches no alert log",
                        Cases::actsReachTheAlertLogAndRefusalsDoNot,
                        edit(
                                "        write_alert('Poolwarden: audit ' || TO_CHAR(l_audit_id) || ': ' ||"
                                        + " l_statement || ': FAILED with '\n"
                                        + "                    || TO_CHAR(l_error));\n",
                                "")),
                mutant(
                        "scope is not asked",
                        Cases::aSessionOutOfScopeIsRefused,
                        edit("IS NOT NULL THEN 'OUT_OF_SCOPE'\n", "IS NOT NULL THEN 'ALLOWED'\n")),
                mutant(
                        "the mode is not validated",
                        Cases::aModeIsOneOfTwoWords,
                        edit(
                                "IF NVL(p_mode, '?') NOT IN ('IMMEDIATE', 'POST_TRANSACTION') THEN",
                                "IF p_mode = '?' THEN")),
                mutant(
                        "the sql_id is not validated",
                        Cases::aSqlIdIsThirteenLettersAndDigits,
                        edit("IF p_sql_id IS NOT NULL AND NOT is_sql_id", "IF p_sql_id IS NULL AND NOT is_sql_id")),
                mutant(
                        "a cancel names no statement",
                        Cases::cancelOfOneStatementNamesIt,
                        edit("|| CASE WHEN p_sql_id IS NOT NULL THEN ',' || p_sql_id ELSE '' END)", ")")),
                mutant(
                        "fractions are taken for numbers",
                        Cases::numbersArePositiveAndWhole,
                        edit(" AND p_number = TRUNC(p_number)", "")),
                mutant(
                        "the own session is allowed",
                        Cases::theOwnSessionIsRefused,
                        edit("IF p_sid = TO_NUMBER(SYS_CONTEXT('USERENV', 'SID'))", "IF 0 = TO_NUMBER('1')")),
                mutant(
                        "slaves are not recognised",
                        Cases::aParallelSlaveIsRefusedAndItsCoordinatorNamed,
                        edit("WHERE x.qcinst_id IS NOT NULL", "WHERE 1 = 0")),
                breaking(
                        "MARKED is an error",
                        Cases::markedForKillIsAnOutcomeAndNoError,
                        edit("    ELSIF l_answer = 31 THEN\n      l_outcome := 'MARKED';\n", "")),
                mutant(
                        "POST_TRANSACTION falls back to a kill",
                        Cases::whereDisconnectKnowsNoInstancePostTransactionIsNotPossible,
                        edit("      l_fallback := NULL;\n", "")),
                mutant(
                        "nobody looks again before the act",
                        Cases::whoIsProtectedBeforeTheActIsDeniedAndNotGone,
                        edit("      ELSIF l_now = 'ALLOWED' THEN", "      ELSIF l_now IS NOT NULL THEN")),
                mutant(
                        "who became protected before the act is gone",
                        Cases::whoIsProtectedBeforeTheActIsDeniedAndNotGone,
                        edit(
                                "ELSIF l_now = 'PROTECTED' THEN\n        l_error := -20901;",
                                "ELSIF l_now = 'PROTECTED' THEN\n        l_error := absence_of(p_instance);")),
                mutant(
                        "who left the scope before the act is gone",
                        Cases::whoLeavesTheScopeBeforeTheActIsDeniedAndNotGone,
                        edit(
                                "ELSIF l_now IS NOT NULL THEN\n        l_error := -20906;",
                                "ELSIF l_now IS NOT NULL THEN\n        l_error := absence_of(p_instance);")),
                mutant(
                        "nobody looks for slaves again before the act",
                        Cases::whoBecomesASlaveBeforeTheActIsDenied,
                        edit(
                                "IF l_now = 'ALLOWED' AND coordinator_of(p_sid, p_serial, p_instance) IS NOT NULL THEN",
                                "IF l_now = 'SLAVE' THEN")),
                breaking(
                        "the statement names no instance",
                        Cases::disconnectEndsTheSessionAndNoOther,
                        edit("|| ',@' || TO_CHAR(p_instance)\n                 || CASE", "|| CASE")),
                mutant(
                        "waiters are counted after they are masked",
                        Cases::waitersAreCountedBeforeTheyAreMasked,
                        edit(
                                "WHERE w.blocking_session IS NOT NULL",
                                "WHERE w.blocking_session IS NOT NULL AND w.access_status = 'ALLOWED'"),
                        edit(
                                "WHERE w.final_blocking_session IS NOT NULL",
                                "WHERE w.final_blocking_session IS NOT NULL AND w.access_status = 'ALLOWED'")),
                mutant(
                        "protected sessions are shown in full",
                        Cases::aProtectedSessionIsShownAsIdentityOnly,
                        edit(" WHERE a.access_status = 'ALLOWED'\n", ""),
                        edit("WHERE m.session_type = 'USER' AND m.access_status <> 'ALLOWED'", "WHERE 1 = 0")),
                mutant(
                        "a note is for whoever asks",
                        Cases::whatAnotherGranteeDidTakesNoNote,
                        edit(
                                "= NLSSORT(l_caller, 'NLS_SORT=BINARY')\n         AND a.sid = p_sid",
                                "= NLSSORT(a.caller, 'NLS_SORT=BINARY')\n         AND a.sid = p_sid")),
                mutant(
                        "a note takes the place of another",
                        Cases::aNoteIsWrittenOnce,
                        edit("         AND a.note IS NULL;\n", ";\n"),
                        edit(" AND a.noted_at IS NULL;", ";")),
                mutant(
                        "a note changes the outcome",
                        Cases::aNoteStandsBesideWhatTheDatabaseKnewAndChangesNothingOfIt,
                        edit("SET note = p_note, noted_at", "SET note = p_note, outcome = 'GONE', noted_at")),
                mutant(
                        "a refusal takes a note",
                        Cases::whatWasNoActTakesNoNote,
                        edit("         AND a.outcome <> 'DENIED'\n         AND a.note", "         AND a.note")),
                mutant(
                        "a note is in the caller's transaction",
                        Cases::theCallersRollbackTakesNoNoteWithIt,
                        edit(
                                "PRAGMA AUTONOMOUS_TRANSACTION;\n  BEGIN\n    UPDATE poolwarden_audit a\n"
                                        + "       SET note",
                                "\n  BEGIN\n    UPDATE poolwarden_audit a\n       SET note"),
                        edit("a.noted_at IS NULL;\n    COMMIT;", "a.noted_at IS NULL;")),
                mutant(
                        "a note is for every kill of the session",
                        Cases::anotherKillTakesNoNoteOfThisOne,
                        edit(
                                "WHERE NLSSORT(a.kill_id, 'NLS_SORT=BINARY') = NLSSORT(p_kill_id,"
                                        + " 'NLS_SORT=BINARY')\n         AND",
                                "WHERE 1 = 1\n         AND")),
                mutant(
                        "a note is for every session of the kill",
                        Cases::anotherKillTakesNoNoteOfThisOne,
                        edit(
                                "       AND a.sid = p_sid AND a.serial_no = p_serial AND a.inst_id = p_instance\n"
                                        + "       AND a.action",
                                "       AND a.action")),
                mutant(
                        "an act forgets its kill id",
                        Cases::everyActIsWrittenDownWithItsKillId,
                        edit("CASE WHEN LENGTH(p_kill_id) <= 64 THEN p_kill_id END", "NULL")),
                mutant(
                        "a kill id that is too long is cut",
                        Cases::anIdThatIsTooLongIsRefusedAndNotCut,
                        edit("CASE WHEN LENGTH(p_kill_id) <= 64 THEN p_kill_id END", "SUBSTR(p_kill_id, 1, 64)")),
                mutant(
                        "a kill id may have any length",
                        Cases::anIdThatIsTooLongIsRefusedAndNotCut,
                        edit("NVL(LENGTH(p_kill_id), 0) > 64", "NVL(LENGTH(p_kill_id), 0) > 640")),
                breaking(
                        "a note is not bounded",
                        Cases::longNotesAreCut,
                        edit("p_kill_id, SUBSTR(p_note, 1, 400));", "p_kill_id, p_note);")),
                mutant(
                        "a blank note will do",
                        Cases::aNoteIsSomeTextForAKillThatIsThere,
                        edit("IF NOT is_blank(p_note) THEN", "IF p_note IS NOT NULL THEN")),
                mutant(
                        "a member of the cluster that is silent is lost",
                        Cases::anInstanceThatIsAMemberAndShowsNoSessionHasNotLostThem,
                        edit("o.inst_number = p_instance);", "o.inst_number = 0);")),
                mutant(
                        "nobody asks whether the cluster knows our own instance",
                        Cases::aClusterThatDoesNotKnowOurOwnInstanceProvesNothing,
                        edit(
                                "m.inst_number = TO_NUMBER(SYS_CONTEXT('USERENV', 'INSTANCE'))\n         AND NOT",
                                "1 = 1\n         AND NOT")),
                mutant(
                        "the cluster is not asked",
                        Cases::anInstanceThatTheClusterHasLostHasNoSessions,
                        edit(
                                "    IF l_found = 0 THEN\n      SELECT COUNT(*)",
                                "    IF l_found < 0 THEN\n      SELECT COUNT(*)")),
                mutant(
                        "of two transactions one is named",
                        Cases::ofTwoTransactionsNoneIsNamed,
                        edit("WHEN COUNT(*) = 1\n           THEN", "WHEN COUNT(*) > 0\n           THEN")),
                mutant(
                        "a scan asks for parallel slaves",
                        Cases::aScanReadsEachViewOnce,
                        edit(
                                "  LEFT JOIN blocked b ON",
                                "  LEFT JOIN sys.gv_$px_session x ON x.inst_id = a.inst_id AND x.sid = a.sid"
                                        + " AND x.qcsid > 0\n  LEFT JOIN blocked b ON")),
                mutant(
                        "what a slave out of scope works for is shown",
                        Cases::whatASlaveOutOfScopeWorksForIsNotShown,
                        edit(
                                "a.serial_no = w.serial_no AND a.access_status = 'ALLOWED'\n",
                                "a.serial_no = w.serial_no\n")),
                mutant(
                        "a job must have a name",
                        Cases::theSlaveOfAJobWithoutANameIsRefusedToo,
                        edit("    LEFT JOIN sys.dba_objects b", "    JOIN sys.dba_objects b")),
                mutant(
                        "the audit can be purged at once",
                        Cases::nobodyCanPurgeWhatWasJustDone,
                        edit("IF NVL(p_older_than_days, 0) NOT BETWEEN 30 AND 100000 OR", "IF")));
    }

    public SqlPlusScript plantedIn(SqlPlusScript install) {
        SqlPlusScript result = install;
        for (ScriptEdit edit : edits) {
            result = result.edited(edit.what(), edit.with());
        }
        return result;
    }

    @Override
    public String toString() {
        return name;
    }

    private static Mutant mutant(String name, Case caughtBy, ScriptEdit... edits) {
        return new Mutant(name, List.of(edits), caughtBy, false);
    }

    private static Mutant breaking(String name, Case caughtBy, ScriptEdit... edits) {
        return new Mutant(name, List.of(edits), caughtBy, true);
    }

    private static ScriptEdit edit(String what, String with) {
        return new ScriptEdit(what, with);
    }
}
