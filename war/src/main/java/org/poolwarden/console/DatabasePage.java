package org.poolwarden.console;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.poolwarden.admin.Warden;
import org.poolwarden.console.web.DeadlineQuery;
import org.poolwarden.console.web.Refusal;
import org.poolwarden.request.WardenException;
import org.poolwarden.threads.OwnThreads;

/**
 * A page that asks a database when it is opened, and still answers in bounded time. It uses threads of its own, because
 * all of the server's shared ones may be taken by applications that wait for a connection, which is when the page is
 * needed.
 */
abstract class DatabasePage extends ConsolePage {

    private static final long serialVersionUID = 1L;

    /** An idle thread ends after this time. */
    private static final Duration IDLE = Duration.ofSeconds(10);
    /** How long an undeployment waits for the threads. */
    private static final Duration SHUTDOWN = Duration.ofSeconds(10);

    private final Duration deadline;

    @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
    private transient ManagedThreadFactory factory;

    /** Null before the container calls init, and in a test that brings its own executor. */
    private transient ThreadPoolExecutor threads;

    private transient DeadlineQuery query;

    /**
     * For the container.
     *
     * @param deadline how long the page waits for an answer
     */
    DatabasePage(Duration deadline) {
        this.deadline = deadline;
    }

    DatabasePage(Warden warden, Executor executor, Duration deadline) {
        super(warden);
        this.deadline = deadline;
        this.query = new DeadlineQuery(executor, deadline);
    }

    @Override
    public void init() {
        begin(factory);
    }

    /**
     * Takes its threads from a factory.
     *
     * @param from may return null while the server stops; a question that is asked then is not answered
     */
    void begin(ThreadFactory from) {
        threads = new ThreadPoolExecutor(
                DeadlineQuery.MAX,
                DeadlineQuery.MAX,
                IDLE.toSeconds(),
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new OwnThreads(from).numbered("page"));
        threads.allowCoreThreadTimeOut(true);
        query = new DeadlineQuery(threads, deadline);
    }

    /** Interrupts the questions that are still open, and waits a bounded time for the threads to end. */
    @Override
    public void destroy() {
        if (threads == null) {
            return;
        }
        threads.shutdownNow();
        try {
            threads.awaitTermination(SHUTDOWN.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As {@link DeadlineQuery#ask}. */
    <T> Optional<T> ask(String key, Class<T> type, Callable<T> asking) throws Refusal, WardenException {
        return query.ask(key, type, asking);
    }
}
