package org.poolwarden.leaky.transaction;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.poolwarden.leaky.answer.Answer;

/** Where threads stand in the middle of a transaction until somebody says that they may go on. */
public final class Standstill {

    private static final int MINUTES = 10;
    private static final Set<CountDownLatch> STANDING = ConcurrentHashMap.newKeySet();

    private Standstill() {}

    /** False if nobody said so within ten minutes. */
    static boolean await() throws InterruptedException {
        CountDownLatch latch = new CountDownLatch(1);
        STANDING.add(latch);
        try {
            return latch.await(MINUTES, TimeUnit.MINUTES);
        } finally {
            STANDING.remove(latch);
        }
    }

    /** How many threads stand now. */
    public static int count() {
        return STANDING.size();
    }

    /** All of them go on. */
    public static Answer goOn() {
        int count = count();
        STANDING.forEach(CountDownLatch::countDown);
        return new Answer("What stood still goes on.").with("standing", count);
    }
}
