package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/** Polls with a deadline, never sleeps and hopes. */
public final class Eventually {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Eventually() {}

    /** The first value that satisfies; fails with the last one seen when there was none in time. */
    public static <T> T get(String what, Callable<T> source, Predicate<T> satisfies) throws Exception {
        return within(PATIENCE, what, source, satisfies);
    }

    /** With another patience. */
    public static <T> T within(Duration patience, String what, Callable<T> source, Predicate<T> satisfies)
            throws Exception {
        long deadline = System.nanoTime() + patience.toNanos();
        T last;
        do {
            last = source.call();
            if (satisfies.test(last)) {
                return last;
            }
            Thread.sleep(50);
        } while (System.nanoTime() < deadline);
        return fail(what + " did not come true within " + patience.toSeconds() + " s; last seen: " + last);
    }

    public static void isTrue(String what, Callable<Boolean> source) throws Exception {
        get(what, source, Boolean.TRUE::equals);
    }
}
