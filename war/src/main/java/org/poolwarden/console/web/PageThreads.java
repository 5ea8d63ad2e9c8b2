package org.poolwarden.console.web;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that ask databases for one page. They are nobody else's: the server's shared ones may all be taken by
 * applications that wait for a connection, which is when this page is needed. An idle one ends by itself.
 */
public final class PageThreads implements Executor, AutoCloseable {

    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ThreadPoolExecutor threads;

    /** @param factory may give null when the server stops: what is asked then is not answered */
    public PageThreads(ThreadFactory factory) {
        threads = new ThreadPoolExecutor(
                DeadlineQuery.MAX,
                DeadlineQuery.MAX,
                IDLE.toSeconds(),
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> named(factory.newThread(task)));
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable task) {
        threads.execute(task);
    }

    /** Interrupts what is still asked, and waits for its end, but not for ever. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread named(Thread thread) {
        if (thread != null) {
            thread.setName("poolwarden-page");
        }
        return thread;
    }
}
