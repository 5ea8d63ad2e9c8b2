package org.poolwarden.pool.ironjacamar;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what must come, with a deadline that only a fault reaches. */
public final class Eventually {

    private static final long SECONDS = 30;

    private Eventually() {}

    public static void holds(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "not in " + SECONDS + " s");
            LockSupport.parkNanos(50_000);
        }
    }

    /** Until the thread has ended or can go on by nobody but another. */
    public static void settles(Thread thread) {
        holds(() -> switch (thread.getState()) {
            case BLOCKED, WAITING, TIMED_WAITING, TERMINATED -> true;
            case NEW, RUNNABLE -> false;
        });
    }
}
