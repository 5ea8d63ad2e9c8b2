package org.poolwarden.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.poolwarden.caller.Callers;
import org.poolwarden.leak.Judge;
import org.poolwarden.leak.Pins;
import org.poolwarden.leak.neighbours.LifeSigns;
import org.poolwarden.logging.Messages;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.pool.Pools;
import org.poolwarden.request.Problem;
import org.poolwarden.request.Requester;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;
import org.poolwarden.scan.ScanScheduler;
import org.poolwarden.scan.Scanner;
import org.poolwarden.scan.Ticker;
import org.poolwarden.settings.PoolThreshold;
import org.poolwarden.settings.Setting;
import org.poolwarden.settings.Settings;
import org.poolwarden.settings.TraceUrl;
import org.poolwarden.settings.TunableSettings;

/** Changes settings while Poolwarden runs. */
final class RuntimeSettings implements SettingsAdmin {

    private final Pools pools;
    private final Scanner scanner;
    private final ScanScheduler scheduler;
    private final Callers callers;
    private final Ticker ticker;
    private final Set<String> guards;
    private final TraceUrl traceUrl;
    private final String mark;
    private final boolean joinsFleet;
    private final Set<String> fleetOperators;
    private final Optional<Duration> ownScanEvery;
    private Duration suspectAfter;
    private Duration busyGrace;
    private Pins pins;
    private final Map<String, PoolThreshold> ofPools = new TreeMap<>();

    /** When the first of them ends. A scan reads it without the lock. */
    private volatile Instant firstEnd = Instant.MAX;

    RuntimeSettings(
            Pools pools, Scanner scanner, ScanScheduler scheduler, Settings settings, Callers callers, Ticker ticker) {
        this.callers = callers;
        this.guards = Set.copyOf(settings.guardDatasources());
        this.ticker = ticker;
        this.pools = pools;
        this.scanner = scanner;
        this.scheduler = scheduler;
        this.suspectAfter = settings.suspectAfter();
        this.busyGrace = settings.busyGrace();
        this.pins = settings.pins();
        this.traceUrl = settings.traceUrl();
        this.mark = settings.mark();
        this.joinsFleet = settings.joinsFleet();
        this.fleetOperators = settings.fleetOperators();
        this.ownScanEvery =
                settings.sharesScans() ? Optional.of(LifeSigns.atLeastEvery(settings.orphanAfter())) : Optional.empty();
        scanner.beforeEach(this::endThresholds);
    }

    @Override
    public synchronized TunableSettings tunables() {
        return new TunableSettings(pools.tracking(), suspectAfter, busyGrace, pins, scheduler.every());
    }

    @Override
    public TraceUrl traceUrl() {
        return traceUrl;
    }

    @Override
    public String mark() {
        return mark;
    }

    @Override
    public boolean joinsFleet() {
        return joinsFleet;
    }

    @Override
    public Set<String> fleetOperators() {
        return fleetOperators;
    }

    @Override
    public Optional<Duration> ownScanEvery() {
        return ownScanEvery;
    }

    @Override
    public synchronized void tune(Setting setting, String value) throws WardenException {
        Requester requester = callers.operator();
        String asked = value == null ? "" : value.strip();
        TunableSettings before = tunables();
        switch (setting) {
            case TRACKING ->
                pools.track(Settings.tracking(asked).orElseThrow(() -> bad(Messages.LOG.noSuchTracking(asked))));
            case SUSPECT_AFTER -> {
                suspectAfter = duration(setting, asked);
                judge();
            }
            case BUSY_GRACE -> {
                busyGrace = duration(setting, asked);
                judge();
            }
            case PINS -> {
                pins = Pins.parse(asked).orElseThrow(() -> outOfRange(setting, asked));
                judge();
            }
            case SCAN_EVERY -> scheduler.every(duration(setting, asked));
            default -> throw bad(Messages.LOG.notTunable(setting.key()));
        }
        Messages.LOG.settingChanged(
                setting.key(), before.of(setting), tunables().of(setting), requester);
    }

    @Override
    public synchronized Map<String, PoolThreshold> thresholdsOfPools() {
        return Map.copyOf(ofPools);
    }

    @Override
    public PoolThreshold suspectAfterOfPool(String pool, String value) throws WardenException {
        Requester requester = callers.operator();
        PoolStatus status = pools.pools().stream()
                .filter(one -> one.name().equals(pool))
                .findFirst()
                .orElseThrow(() -> new WardenException(Fault.NOT_FOUND, Messages.LOG.unknownPool(pool), null));
        if (!status.kind().hasLeases() || guards.contains(pool)) {
            throw bad(Messages.LOG.poolNotJudged(pool));
        }
        return setThreshold(pool, value, requester);
    }

    private synchronized PoolThreshold setThreshold(String pool, String value, Requester requester)
            throws WardenException {
        if (value == null) {
            ofPools.remove(pool);
        } else {
            ofPools.put(
                    pool,
                    new PoolThreshold(
                            duration(Setting.SUSPECT_AFTER, value.strip()),
                            requester.toString(),
                            ticker.now().plus(PoolThreshold.LASTS)));
        }
        judge();
        PoolThreshold now = ofPools.get(pool);
        if (now == null) {
            Messages.LOG.thresholdTakenBack(pool, suspectAfter, requester);
        } else {
            Messages.LOG.thresholdSet(pool, now.suspectAfter(), now.until(), requester);
        }
        return now;
    }

    /** Ends those whose time is over. A scan begins with it. */
    private void endThresholds() {
        if (ticker.now().isBefore(firstEnd)) {
            return;
        }
        synchronized (this) {
            Instant now = ticker.now();
            ofPools.entrySet().removeIf(one -> {
                boolean over = one.getValue().isOver(now);
                if (over) {
                    Messages.LOG.thresholdEnded(one.getKey(), one.getValue().setBy(), suspectAfter);
                }
                return over;
            });
            judge();
        }
    }

    private void judge() {
        Map<String, Duration> ages = ofPools.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, one -> one.getValue().suspectAfter()));
        firstEnd = ofPools.values().stream()
                .map(PoolThreshold::until)
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
        scanner.judgeBy(new Judge(suspectAfter, busyGrace, pins).with(ages));
    }

    private static Duration duration(Setting setting, String asked) throws WardenException {
        String text = asked.matches("\\d{1,9}") ? "PT" + asked + "S" : asked;
        Optional<Duration> duration = Settings.inRange(setting, text, Duration::parse);
        return duration.orElseThrow(() -> outOfRange(setting, asked));
    }

    private static WardenException outOfRange(Setting setting, String asked) {
        return bad(Messages.LOG.outOfRange(setting.key(), asked, setting.range()));
    }

    private static WardenException bad(Problem problem) {
        return new WardenException(Fault.BAD_REQUEST, problem, null);
    }
}
