package org.poolwarden.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.poolwarden.guard.GuardException.Fate;
import org.poolwarden.guard.GuardException.Kind;

class OraErrorsTest {

    @ParameterizedTest
    @CsvSource({
        "20901, DENIED",
        "20902, GONE",
        "20903, DENIED",
        "20904, REFUSED",
        "20905, REFUSED",
        "20906, DENIED",
        "20907, DENIED",
        "20908, DENIED",
        "942, NOT_INSTALLED",
        "6550, NOT_INSTALLED",
        "1031, NOT_INSTALLED",
        "4043, NOT_INSTALLED",
        "904, NOT_INSTALLED",
        "41900, NOT_INSTALLED",
        "4063, NOT_INSTALLED",
        "6508, NOT_INSTALLED",
        "1017, UNAVAILABLE",
        "28000, UNAVAILABLE",
        "28001, UNAVAILABLE",
        "12541, UNAVAILABLE",
        "12514, UNAVAILABLE",
        "12505, UNAVAILABLE",
        "3113, UNAVAILABLE",
        "3114, UNAVAILABLE",
        "3135, UNAVAILABLE",
        "17002, UNAVAILABLE",
        "17008, UNAVAILABLE",
        "17410, UNAVAILABLE",
        "18730, UNAVAILABLE",
        "1013, UNAVAILABLE",
        "28, UNAVAILABLE",
        "1012, UNAVAILABLE",
        "1033, UNAVAILABLE",
        "1034, UNAVAILABLE",
        "1089, UNAVAILABLE",
        "1090, UNAVAILABLE",
        "18, UNAVAILABLE",
        "20, UNAVAILABLE",
        "1035, UNAVAILABLE",
        "2391, UNAVAILABLE",
        "12516, UNAVAILABLE",
        "12519, UNAVAILABLE",
        "12520, UNAVAILABLE",
        "12526, UNAVAILABLE",
        "12528, UNAVAILABLE",
        "1653, FAILED",
        "4068, FAILED",
        "20900, FAILED",
        "20909, FAILED",
        "600, FAILED",
        "31, FAILED",
        "1, FAILED"
    })
    void everyCodeHasItsKind(int code, Kind kind) {
        SQLException e = new SQLException("whatever it says", "72000", code);
        GuardException translated = OraErrors.translate("trying", e);
        assertEquals(kind, translated.kind());
        assertEquals(code, translated.oraCode());
        assertSame(e, translated.getCause());
        assertTrue(translated.getMessage().startsWith("trying failed: ORA-"), translated::getMessage);
        // some drivers hand the code on as PL/SQL has it
        assertEquals(
                kind,
                OraErrors.translate("trying", new SQLException("x", "72000", -code))
                        .kind());
    }

    @Test
    void theTextOfAnErrorDecidesNothing() {
        SQLException liar = new SQLException("ORA-20902: no such session", "72000", 600);
        assertEquals(Kind.FAILED, OraErrors.translate("trying", liar).kind());
    }

    @Test
    void onlyTheFirstLineOfOraclesTextIsKept() {
        SQLException e = new SQLException(
                "ORA-20901: SCOTT is protected\nORA-06512: at \"SYS.POOLWARDEN\", line 99\n\n"
                        + "https://docs.oracle.com/error-help/db/ora-20901/",
                "72000",
                20901);
        assertEquals(
                "checking failed: ORA-20901: SCOTT is protected",
                OraErrors.translate("checking", e).getMessage());
    }

    @Test
    void theCodeIsShownEvenIfTheTextLacksIt() {
        assertEquals(
                "x failed: ORA-17002: IO Error: reset",
                OraErrors.translate("x", new SQLException("IO Error: reset", "08006", 17002))
                        .getMessage());
        assertEquals(
                "x failed: ORA-00600",
                OraErrors.translate("x", new SQLException(null, "60000", 600)).getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {942, 6550, 1031, 41900, 4043, 904, 4063, 6508})
    void aMissingGuardSaysHowToInstallIt(int code) {
        String message =
                OraErrors.translate("x", new SQLException("x", "42000", code)).getMessage();
        assertTrue(message.contains("run install.sql as SYS in that PDB and grant"), message);
    }

    @ParameterizedTest
    @CsvSource({
        "1017, is wrong",
        "28000, is locked",
        "28001, has expired",
        "1013, in time",
        "18, has no session left",
        "12520, has no session left",
        "1653, makes room for the audit",
        "1688, makes room for the audit"
    })
    void aFailureSaysWhatIsTheMatter(int code, String expected) {
        String message =
                OraErrors.translate("x", new SQLException("x", "72000", code)).getMessage();
        assertTrue(message.contains(expected), message);
    }

    @Test
    void theCodeIsFoundBehindThePoolsWrapper() {
        SQLException listenerDown = new SQLRecoverableException("ORA-12541: no listener", "66000", 12541);
        SQLException wrapper = new SQLException(
                "jakarta.resource.ResourceException: IJ000453", new Exception("IJ031084", listenerDown));
        GuardException translated = OraErrors.translate("x", wrapper);
        assertEquals(Kind.UNAVAILABLE, translated.kind());
        assertEquals(12541, translated.oraCode());
        assertTrue(translated.getMessage().contains("ORA-12541: no listener"), translated::getMessage);
        assertSame(wrapper, translated.getCause());
    }

    @Test
    void theCodeIsFoundInTheNextException() {
        SQLException first = new SQLException("batch", "72000", 17081);
        first.setNextException(new SQLException("ORA-20902: gone", "72000", 20902));
        assertEquals(Kind.GONE, OraErrors.translate("x", first).kind());
    }

    @Test
    void aChainThatBitesItsTailEnds() {
        SQLException a = new SQLException("a", "72000", 600);
        SQLException b = new SQLException("b", a);
        a.initCause(b);
        assertEquals(Kind.FAILED, OraErrors.translate("x", a).kind());
    }

    @Test
    void anExhaustedPoolIsUnavailable() {
        SQLException exhausted = new SQLException("IJ000453", new Exception("IJ000655: no managed connections"));
        assertEquals(Kind.UNAVAILABLE, OraErrors.translate("x", exhausted).kind());
        assertEquals(0, OraErrors.translate("x", exhausted).oraCode());
        SQLException transientOne = new SQLTransientConnectionException("timed out after 30 s");
        assertEquals(Kind.UNAVAILABLE, OraErrors.translate("x", transientOne).kind());
        assertEquals(
                Kind.FAILED,
                OraErrors.translate("x", new SQLException("nobody knows")).kind());
    }

    @Test
    void afterARequestWasSentSilenceLeavesTheFateOpenAndARefusalDoesNot() {
        for (SQLException silence : new SQLException[] {
            new SQLTimeoutException("ORA-01013: cancelled", "72000", 1013),
            new SQLRecoverableException("ORA-03113: end-of-file", "08006", 3113),
            new SQLException("ORA-17401: protocol violation", "99999", 17401),
            new SQLException("lost", new IOException("reset"))
        }) {
            GuardException lost = OraErrors.sent("ending", silence);
            assertEquals(Fate.UNKNOWN, lost.fate());
            String message = lost.getMessage();
            assertTrue(message.endsWith("the session's fate is unknown"), message);
        }
        GuardException done = OraErrors.sent("ending", new SQLException("no row", "72000", 20909));
        assertEquals(Fate.UNKNOWN, done.fate(), "it was done, or may have been");
        for (int code : new int[] {20901, 20902, 20904, 20908, 6550, 600}) {
            GuardException refusal = OraErrors.sent("ending", new SQLException("no", "72000", code));
            assertEquals(Fate.ANSWERED, refusal.fate());
            assertFalse(refusal.getMessage().contains("fate"), refusal::getMessage);
        }
    }
}
