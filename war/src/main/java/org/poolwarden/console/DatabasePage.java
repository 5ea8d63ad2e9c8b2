package org.poolwarden.console;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import org.poolwarden.admin.Warden;
import org.poolwarden.console.web.DeadlineQuery;
import org.poolwarden.console.web.PageThreads;
import org.poolwarden.console.web.Refusal;
import org.poolwarden.request.WardenException;
import org.poolwarden.scan.LatestScan;

/** A page that asks a database when it is opened, and is answered in bounded time all the same. */
public abstract class DatabasePage extends ConsolePage {

    private static final long serialVersionUID = 1L;

    private final Duration deadline;

    @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
    private transient ManagedThreadFactory factory;

    /** Null until the container has begun, and in a test that brings its own executor. */
    private transient PageThreads threads;

    private transient DeadlineQuery patience;

    /**
     * For the container.
     *
     * @param deadline how long an answer is waited for
     */
    DatabasePage(Duration deadline) {
        this.deadline = deadline;
    }

    DatabasePage(Warden warden, LatestScan latest, Executor executor, Duration deadline) {
        super(warden, latest);
        this.deadline = deadline;
        this.patience = new DeadlineQuery(executor, deadline);
    }

    @Override
    public void init() {
        begin(factory);
    }

    public void begin(ThreadFactory from) {
        threads = new PageThreads(from);
        patience = new DeadlineQuery(threads, deadline);
    }

    /** No thread of a page outlives it. */
    @Override
    public void destroy() {
        if (threads != null) {
            threads.close();
        }
    }

    /** As {@link DeadlineQuery#ask}. */
    public <T> Optional<T> ask(String key, Class<T> type, Callable<T> asking) throws Refusal, WardenException {
        return patience.ask(key, type, asking);
    }
}
