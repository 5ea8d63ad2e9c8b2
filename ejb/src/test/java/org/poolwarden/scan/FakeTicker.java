package org.poolwarden.scan;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Time that passes only when somebody pauses, and a clock that somebody may set. What is planned for the n-th pause
 * happens during it.
 */
public final class FakeTicker implements Ticker {

    private final Map<Integer, Runnable> plans = new HashMap<>();
    private Duration passed = Duration.ZERO;
    private Duration set = Duration.ZERO;
    private int pauses;

    public void atPause(int number, Runnable event) {
        plans.put(number, event);
    }

    public Duration passed() {
        return passed;
    }

    /** The clock for stamps is set by so much, as by an administrator or by NTP. No time passes. */
    public void jump(Duration by) {
        set = set.plus(by);
    }

    @Override
    public Instant now() {
        return Instant.parse("2026-11-21T10:00:00Z").plus(passed).plus(set);
    }

    @Override
    public long nanos() {
        return passed.toNanos();
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        passed = passed.plus(duration);
        plans.getOrDefault(++pauses, () -> {}).run();
    }
}
