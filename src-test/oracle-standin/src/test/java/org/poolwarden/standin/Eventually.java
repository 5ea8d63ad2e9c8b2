package org.poolwarden.standin;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Waits for something that another thread brings about. */
public final class Eventually {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(5);

    private Eventually() {}

    /** The first value that meets the condition; fails the test, with the last value, when none does in time. */
    public static <T> T get(Callable<T> source, Predicate<T> condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        T value = source.call();
        while (!condition.test(value)) {
            if (System.nanoTime() > deadline) {
                fail("after " + PATIENCE + " still " + value);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            value = source.call();
        }
        return value;
    }
}
