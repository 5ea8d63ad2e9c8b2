package org.poolwarden.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.caller.Caller;
import org.poolwarden.leak.Pins;
import org.poolwarden.leak.Verdict;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.pool.Tracking;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;
import org.poolwarden.scan.Samples;
import org.poolwarden.scan.ScanScene;
import org.poolwarden.scan.ScanScheduler;
import org.poolwarden.settings.PoolThreshold;
import org.poolwarden.settings.Setting;
import org.poolwarden.settings.TunableSettings;

@DisplayName("A setting that changes while Poolwarden runs")
class RuntimeSettingsTest {

    private final ScanScene scene = new ScanScene(ScanScene.FIRST);
    private final ScanScheduler scheduler = new ScanScheduler(() -> {}, Duration.ofMinutes(1), scene.ticker);
    private final RuntimeSettings tuner = new RuntimeSettings(
            scene.pools,
            scene.scanner,
            scheduler,
            Samples.SETTINGS,
            () -> Optional.of(new Caller(Samples.OPS, true)),
            scene.ticker);

    @Test
    @DisplayName("counts from the next scan on: a lease of an hour is in use when two hours are the threshold")
    void threshold() throws Exception {
        assertEquals(Verdict.SUSPECT, verdict());

        tuner.tune(Setting.SUSPECT_AFTER, "PT2H");
        assertEquals(Verdict.IN_USE, verdict());

        tuner.tune(Setting.SUSPECT_AFTER, " 60 ");
        tuner.tune(Setting.BUSY_GRACE, "PT1H");
        assertEquals(Verdict.BUSY, verdict(), "idle for 50 minutes");
    }

    @Test
    @DisplayName("may be another threshold for one pool, until that is taken back")
    void ofOnePool() throws Exception {
        scene.pools.statuses.add(new PoolStatus(Samples.POOL, PoolStatus.Kind.LOCAL, 3, 3, 0));
        tuner.tune(Setting.SUSPECT_AFTER, "PT2H");
        assertEquals(Verdict.IN_USE, verdict());

        PoolThreshold set = tuner.suspectAfterOfPool(Samples.POOL, "PT1S");
        assertEquals(Verdict.SUSPECT, verdict());
        assertEquals(Duration.ofSeconds(1), set.suspectAfter());
        assertEquals(Samples.OPS.toString(), set.setBy());
        assertEquals(Map.of(Samples.POOL, set), tuner.thresholdsOfPools());
        tuner.tune(Setting.BUSY_GRACE, "PT1S");
        assertEquals(Verdict.SUSPECT, verdict(), "another setting leaves it");

        WardenException unknown =
                assertThrows(WardenException.class, () -> tuner.suspectAfterOfPool("java:/None", "PT1S"));
        assertEquals(Fault.NOT_FOUND, unknown.fault());
        assertThrows(WardenException.class, () -> tuner.suspectAfterOfPool(Samples.POOL, "0"));
        scene.pools.statuses.add(new PoolStatus("java:/Counted", PoolStatus.Kind.AGROAL, 3, 1, 2));
        WardenException counted =
                assertThrows(WardenException.class, () -> tuner.suspectAfterOfPool("java:/Counted", "PT1S"));
        assertTrue(counted.getMessage().startsWith("PWARDEN0460"), counted::toString);

        tuner.suspectAfterOfPool(Samples.POOL, null);
        assertEquals(Verdict.IN_USE, verdict());
        assertEquals(Map.of(), tuner.thresholdsOfPools());
    }

    @Test
    @DisplayName("of one pool ends by itself after an hour, and the scan then judges it as the others")
    void ends() throws Exception {
        scene.pools.statuses.add(new PoolStatus(Samples.POOL, PoolStatus.Kind.LOCAL, 3, 3, 0));
        tuner.tune(Setting.SUSPECT_AFTER, "P6D");
        tuner.suspectAfterOfPool(Samples.POOL, "PT1S");

        scene.ticker.jump(PoolThreshold.LASTS.minusSeconds(1));
        assertEquals(Verdict.SUSPECT, verdict(), "a second before");
        scene.ticker.jump(Duration.ofSeconds(1));
        long lease = scene.pools.leases().get(0).id();
        assertEquals(
                Verdict.IN_USE,
                scene.scanner.recheck(lease, new ArrayList<>()).judgement().verdict(),
                "a question about one lease ends it too");
        assertEquals(Verdict.IN_USE, verdict());
        assertEquals(Map.of(), tuner.thresholdsOfPools());
    }

    @Test
    @DisplayName("is told as it is now")
    void told() throws Exception {
        tuner.tune(Setting.TRACKING, "stamp");
        tuner.tune(Setting.SCAN_EVERY, "20");
        tuner.tune(Setting.BUSY_GRACE, "7");

        assertEquals(
                new TunableSettings(
                        Tracking.STAMP,
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(7),
                        Pins.NONE,
                        Duration.ofSeconds(20)),
                tuner.tunables());
        assertEquals(Duration.ofSeconds(20), scheduler.every());
        assertEquals(Tracking.STAMP, scene.pools.tracking);
    }

    @Test
    @DisplayName("stays as it was when the value is out of range, or cannot be read, or the setting cannot change")
    void refused() {
        TunableSettings before = tuner.tunables();

        assertRefused(Setting.SUSPECT_AFTER, "0", "PWARDEN0429");
        assertRefused(Setting.SUSPECT_AFTER, "P8D", "PWARDEN0429");
        assertRefused(Setting.SUSPECT_AFTER, "soon", "PWARDEN0429");
        assertRefused(Setting.BUSY_GRACE, "-1", "PWARDEN0429");
        assertRefused(Setting.SCAN_EVERY, null, "PWARDEN0429");
        assertRefused(Setting.TRACKING, "FULL", "PWARDEN0412");
        assertRefused(Setting.PINS, "java:/LeaderDS", "PWARDEN0429");
        assertRefused(Setting.HISTORY_SIZE, "5", "PWARDEN0428");

        assertEquals(before, tuner.tunables());
    }

    private Verdict verdict() {
        return scene.scanner.scan().rows().get(0).judgement().verdict();
    }

    private void assertRefused(Setting setting, String value, String number) {
        WardenException refusal = assertThrows(WardenException.class, () -> tuner.tune(setting, value));
        assertEquals(Fault.BAD_REQUEST, refusal.fault());
        assertTrue(refusal.getMessage().startsWith(number), refusal.getMessage());
    }
}
