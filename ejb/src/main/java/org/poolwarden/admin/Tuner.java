package org.poolwarden.admin;

import java.time.Duration;
import java.util.Optional;
import org.poolwarden.admin.WardenException.Fault;
import org.poolwarden.leak.Judge;
import org.poolwarden.logging.Messages;
import org.poolwarden.pool.Pools;

/** Changes settings while the rooms work. */
final class Tuner {

    private final Pools pools;
    private final Scanner scanner;
    private final Rounds rounds;
    private Duration suspectAfter;
    private Duration busyGrace;

    Tuner(Pools pools, Scanner scanner, Rounds rounds, Settings settings) {
        this.pools = pools;
        this.scanner = scanner;
        this.rounds = rounds;
        this.suspectAfter = settings.suspectAfter();
        this.busyGrace = settings.busyGrace();
    }

    synchronized Tunables now() {
        return new Tunables(pools.tracking(), suspectAfter, busyGrace, rounds.every());
    }

    /** @param value as one writes the setting, or for a duration a whole number of seconds */
    synchronized void tune(Setting setting, String value, Requester requester) throws WardenException {
        String asked = value == null ? "" : value.strip();
        Tunables before = now();
        switch (setting) {
            case TRACKING ->
                pools.track(Settings.tracking(asked).orElseThrow(() -> bad(Messages.LOG.noSuchTracking(asked))));
            case SUSPECT_AFTER -> {
                suspectAfter = duration(setting, asked);
                scanner.judgeBy(new Judge(suspectAfter, busyGrace));
            }
            case BUSY_GRACE -> {
                busyGrace = duration(setting, asked);
                scanner.judgeBy(new Judge(suspectAfter, busyGrace));
            }
            case SCAN_EVERY -> rounds.every(duration(setting, asked));
            default -> throw bad(Messages.LOG.notTunable(setting.key()));
        }
        Messages.LOG.tuned(setting.key(), before, now(), requester);
    }

    private static Duration duration(Setting setting, String asked) throws WardenException {
        String text = asked.matches("\\d{1,9}") ? "PT" + asked + "S" : asked;
        Optional<Duration> duration = Settings.inRange(setting, text, Duration::parse);
        return duration.orElseThrow(() -> bad(Messages.LOG.outOfRange(setting.key(), asked, setting.unit())));
    }

    private static WardenException bad(String message) {
        return new WardenException(Fault.BAD_REQUEST, message, null);
    }
}
