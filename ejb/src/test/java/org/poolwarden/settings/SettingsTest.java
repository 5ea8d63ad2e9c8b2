package org.poolwarden.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.poolwarden.leak.Pin;
import org.poolwarden.leak.Pins;
import org.poolwarden.pool.Tracking;

class SettingsTest {

    private static final Settings DEFAULTS = new Settings(
            List.of("java:jboss/datasources/PoolwardenDS"),
            "SYS",
            Duration.ofMinutes(5),
            Duration.ofSeconds(10),
            Pins.NONE,
            Tracking.SITES,
            null,
            Duration.ofSeconds(15),
            Duration.ofMinutes(5),
            Duration.ofMinutes(2),
            Duration.ofHours(1),
            Duration.ofSeconds(1),
            200,
            100,
            null,
            false,
            Duration.ofSeconds(15),
            true,
            Set.of(),
            false);

    @Test
    void nothingGivenMeansTheDefaults() {
        assertEquals(DEFAULTS, read(Map.of()));
    }

    @Test
    void everySettingIsTaken() {
        Settings settings = read(Map.ofEntries(
                Map.entry("poolwarden.guard-datasources", "java:/A, java:/B,java:/A"),
                Map.entry("poolwarden.guard-schema", " Poolwarden_Guard$1 "),
                Map.entry("poolwarden.suspect-after", "PT30S"),
                Map.entry("poolwarden.busy-grace", " PT0S "),
                Map.entry("poolwarden.pins", "pool java:/LeaderDS by anna: elects the leader"),
                Map.entry("poolwarden.tracking", " stamp"),
                Map.entry("poolwarden.mark", "shop-node1 "),
                Map.entry("poolwarden.scan-every", "PT1M"),
                Map.entry("poolwarden.orphan-after", "PT30M"),
                Map.entry("poolwarden.kill-stuck", "PT40S"),
                Map.entry("poolwarden.kill-timeout", "PT2H"),
                Map.entry("poolwarden.kill-poll", "PT0.2S"),
                Map.entry("poolwarden.history-size", "1"),
                Map.entry("poolwarden.cursor-warning", "7"),
                Map.entry("poolwarden.trace-url", " https://jaeger.example.com/trace/{traceId} "),
                Map.entry("poolwarden.health", "Fail-when-exhausted"),
                Map.entry("poolwarden.holdings-every", "PT0S"),
                Map.entry("poolwarden.fleet", " alone"),
                Map.entry("poolwarden.fleet-operators", " anna, ben,"),
                Map.entry("poolwarden.scan-sharing", " on ")));

        assertEquals(
                new Settings(
                        List.of("java:/A", "java:/B"),
                        "Poolwarden_Guard$1",
                        Duration.ofSeconds(30),
                        Duration.ZERO,
                        new Pins(List.of(new Pin(Pin.Kind.POOL, "java:/LeaderDS", "anna", "elects the leader"))),
                        Tracking.STAMP,
                        "shop-node1",
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(30),
                        Duration.ofSeconds(40),
                        Duration.ofHours(2),
                        Duration.ofMillis(200),
                        1,
                        7,
                        TraceUrl.parse("https://jaeger.example.com/trace/{traceId}")
                                .orElseThrow(),
                        true,
                        Duration.ZERO,
                        false,
                        Set.of("anna", "ben"),
                        true),
                settings);
    }

    @Test
    void whatCannotBeParsedIsTheDefault() {
        assertEquals(
                DEFAULTS,
                read(Map.of(
                        "poolwarden.guard-datasources", "PoolwardenDS",
                        "poolwarden.suspect-after", "5 minutes",
                        "poolwarden.tracking", "FULL",
                        "poolwarden.history-size", "many",
                        "poolwarden.trace-url", "https://jaeger.example.com/trace/",
                        "poolwarden.health", "down",
                        "poolwarden.fleet", "DOMAIN",
                        "poolwarden.scan-sharing", "no")));
    }

    /** It is put into SQL as it is. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1GUARD",
                "_GUARD",
                "SYS.X",
                "SYS;",
                "\"SYS\"",
                "G U",
                "SYS--",
                "G\u00dcARD",
                "",
                "\u0131",
                "SYS\nX"
            })
    void aSchemaThatIsNoSimpleIdentifierIsTheDefault(String schema) {
        assertEquals(DEFAULTS, read(Map.of("poolwarden.guard-schema", schema)));
    }

    @Test
    void aSchemaHasAtMostAsManyCharactersAsAnOracleName() {
        assertEquals(
                "G".repeat(128),
                read(Map.of("poolwarden.guard-schema", "G".repeat(128))).guardSchema());
        assertEquals(
                "SYS", read(Map.of("poolwarden.guard-schema", "G".repeat(129))).guardSchema());
    }

    @Test
    void whatIsOutOfRangeIsTheDefault() {
        assertEquals(
                DEFAULTS,
                read(Map.of(
                        "poolwarden.guard-datasources", " , ",
                        "poolwarden.suspect-after", "PT0S",
                        "poolwarden.busy-grace", "PT-1S",
                        "poolwarden.mark", "x".repeat(49),
                        "poolwarden.orphan-after", "PT0S",
                        "poolwarden.kill-timeout", "P31D",
                        "poolwarden.kill-poll", "PT0S",
                        "poolwarden.history-size", "0")));
    }

    @Test
    void whatTheSourceCannotReadIsTheDefault() {
        assertEquals(DEFAULTS, Settings.read(key -> {
            throw new NoSuchElementException("could not expand ${nowhere}");
        }));
    }

    @Test
    void theManualKnowsEachSetting() {
        for (Setting setting : Setting.values()) {
            assertTrue(setting.key().startsWith("poolwarden."));
            assertTrue(setting.description().endsWith("."));
            assertFalse(setting.defaultValue().isBlank() || setting.range().isBlank());
        }
        assertEquals("duration from PT1S to P7D", Setting.SUSPECT_AFTER.range());
    }

    private static Settings read(Map<String, String> given) {
        return Settings.read(key -> Optional.ofNullable(given.get(key)));
    }
}
