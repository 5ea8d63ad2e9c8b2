package org.poolwarden.leaky.demo;

import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.poolwarden.leaky.answer.Answer;
import org.poolwarden.leaky.answer.Outcome;
import org.poolwarden.leaky.database.Database;
import org.poolwarden.leaky.database.HonestWork;

/** Workers that do nothing wrong. They end by themselves, and at {@link #close}. */
final class BusyShop {

    private static final int WORKERS = 2;
    private static final long OPEN_NANOS = 5 * 60 * 1_000_000_000L;
    private static final long PAUSE_MILLIS = 400;

    /** Counts up with each opening and closing: a worker of another number goes home. */
    private static final AtomicInteger DAY = new AtomicInteger();

    private BusyShop() {}

    static Answer open() {
        int day = DAY.incrementAndGet();
        DataSource shop = Database.SHOP.dataSource();
        for (int i = 1; i <= WORKERS; i++) {
            Thread worker = new Thread(() -> work(shop, day), "shop-worker-" + i);
            worker.setDaemon(true);
            worker.start();
        }
        return new Answer(WORKERS + " workers borrow, work and return for five minutes.");
    }

    static void close() {
        DAY.incrementAndGet();
    }

    private static void work(DataSource shop, int day) {
        long end = System.nanoTime() + OPEN_NANOS;
        try {
            while (DAY.get() == day && System.nanoTime() - end < 0) {
                // An exhausted pool refuses: a shop tries again.
                Outcome.of(() -> HonestWork.longQuery(shop, 1));
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
