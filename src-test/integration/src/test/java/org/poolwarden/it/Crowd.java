package org.poolwarden.it;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that do the same again and again, each on a thread of its own, until this is closed. */
final class Crowd implements AutoCloseable {

    private final ExecutorService threads;
    private final List<Future<?>> members = new ArrayList<>();
    private final AtomicInteger answers = new AtomicInteger();
    private volatile boolean over;

    /** @param member what one does; an exception ends it and fails {@link #close} */
    Crowd(int size, Callable<?> member) {
        threads = Executors.newFixedThreadPool(size);
        for (int i = 0; i < size; i++) {
            members.add(threads.submit(() -> {
                while (!over) {
                    member.call();
                    answers.incrementAndGet();
                }
                return null;
            }));
        }
    }

    /** How many answers they have got together. */
    int answers() {
        return answers.get();
    }

    /** Each finishes what it does. */
    @Override
    public void close() throws Exception {
        over = true;
        threads.shutdown();
        try {
            for (Future<?> member : members) {
                member.get(2, TimeUnit.MINUTES);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
