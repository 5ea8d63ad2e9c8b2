package org.poolwarden.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A list of leaks")
class VerdictTest {

    @Test
    @DisplayName("has the suspected, the proven and the zombies, and no other verdict")
    void leaks() {
        Set<Verdict> leaks = Arrays.stream(Verdict.values())
                .filter(Verdict::isLeak)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Verdict.class)));

        assertEquals(EnumSet.of(Verdict.SUSPECT, Verdict.LEAKED, Verdict.ZOMBIE), leaks);
    }

    @Test
    @DisplayName("of which the leaked and the zombies are proven")
    void proven() {
        Set<Verdict> proven = Arrays.stream(Verdict.values())
                .filter(Verdict::isProven)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Verdict.class)));

        assertEquals(EnumSet.of(Verdict.LEAKED, Verdict.ZOMBIE), proven);
        assertEquals(Verdict.PROVEN, proven);
    }
}
