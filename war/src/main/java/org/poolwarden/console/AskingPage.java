package org.poolwarden.console;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import org.poolwarden.admin.Lookout;
import org.poolwarden.admin.Warden;
import org.poolwarden.admin.WardenException;

/** A page that asks a database when it is opened, and is answered in bounded time all the same. */
abstract class AskingPage extends ConsolePage {

    private static final long serialVersionUID = 1L;

    private final Duration most;

    @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
    private transient ManagedThreadFactory factory;

    /** Null until the container has begun, and in a test that brings its own executor. */
    private transient PageThreads threads;

    private transient Patience patience;

    /**
     * For the container.
     *
     * @param most how long an answer is waited for
     */
    AskingPage(Duration most) {
        this.most = most;
    }

    AskingPage(Warden warden, Lookout lookout, Executor executor, Duration most) {
        super(warden, lookout);
        this.most = most;
        this.patience = new Patience(executor, most);
    }

    @Override
    public void init() {
        begin(factory);
    }

    void begin(ThreadFactory from) {
        threads = new PageThreads(from);
        patience = new Patience(threads, most);
    }

    /** No thread of a page outlives it. */
    @Override
    public void destroy() {
        if (threads != null) {
            threads.close();
        }
    }

    /** As {@link Patience#ask}. */
    <T> Optional<T> ask(String key, Class<T> type, Callable<T> asking) throws Refusal, WardenException {
        return patience.ask(key, type, asking);
    }
}
