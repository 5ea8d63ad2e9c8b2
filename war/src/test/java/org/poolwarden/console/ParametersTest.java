package org.poolwarden.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {

    @Test
    void aLeaseIsPlainDigits() throws Refusal {
        assertEquals(42, Parameters.lease("42"));
        assertEquals(999_999_999_999_999_999L, Parameters.lease("999999999999999999"));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {" ", "4 2", "-1", "+1", "1e3", "0x1", "٤٢", "1234567890123456789", "42\n", "<b>"})
    void anythingElseIsABadRequest(String value) {
        Refusal refusal = assertThrows(Refusal.class, () -> Parameters.lease(value));
        assertEquals(400, refusal.status());
        assertEquals(ConsoleMessages.NO_LEASE, refusal.getMessage());
    }

    @Test
    void aKillNeedsAnId() throws Refusal {
        assertEquals("k1", Parameters.kill("k1"));
        assertEquals(
                400, assertThrows(Refusal.class, () -> Parameters.kill(null)).status());
        assertEquals(
                400, assertThrows(Refusal.class, () -> Parameters.kill("  ")).status());
    }

    @Test
    void aReasonLosesTheSpaceAroundItAndAMissingOneIsBlank() {
        assertEquals("INC-17 stock locked", Parameters.reason(" INC-17 stock locked\n"));
        assertEquals("", Parameters.reason("   "));
        assertEquals("", Parameters.reason(null));
    }

    @Test
    void theFilterIsAllOrLeaksAndAllWhenAbsent() throws Refusal {
        assertEquals(Show.ALL, Show.of(null));
        assertEquals(Show.ALL, Show.of("all"));
        assertEquals(Show.LEAKS, Show.of("leaks"));
        Refusal refusal = assertThrows(Refusal.class, () -> Show.of("LEAKED"));
        assertEquals(400, refusal.status());
        assertEquals(ConsoleMessages.UNKNOWN_FILTER, refusal.getMessage());
    }
}
