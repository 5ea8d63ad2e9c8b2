package org.poolwarden.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.console.fleet.FleetKill;
import org.poolwarden.console.fleet.ToldKills;

@DisplayName("What other nodes told last of kills")
class ToldKillsTest {

    private static final Instant NOW = Instant.parse("2026-11-30T22:00:00Z");

    private final ToldKills told = new ToldKills();

    @Test
    @DisplayName("is kept of the last two hundred")
    void lastOnes() {
        IntStream.rangeClosed(0, 200).forEach(i -> told.keep(kill(i, "It is being ended."), NOW));
        assertTrue(told.last(id(0)).isEmpty());
        assertEquals("It is being ended.", told.last(id(1)).orElseThrow().kill().message());
        assertEquals(NOW, told.last(id(200)).orElseThrow().at());
    }

    @Test
    @DisplayName("is not kept if it is longer than any kill is")
    void tooLong() {
        told.keep(kill(1, "It is being ended."), NOW);
        told.keep(kill(1, "x".repeat(64_000)), NOW);
        assertTrue(told.last(id(1)).isEmpty(), "what it told before is no longer so either");
    }

    private static FleetKill kill(int number, String message) {
        return FleetKill.of(FakeFleet.kill("node2", id(number), number, message));
    }

    private static String id(int number) {
        return "node2:20261130T220000-" + number;
    }
}
