package org.poolwarden.transition.detect;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.leak.Row;
import org.poolwarden.logging.Messages;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.scan.Scan;
import org.poolwarden.transition.Transition;
import org.poolwarden.transition.TransitionListener;

/**
 * Lets transitions be found whenever the discovery tells of the pools, and tells each listener of each. A listener that
 * throws misses what it was told, and harms no other. Safe for use by several threads.
 */
public final class TransitionFeed implements AutoCloseable {

    private static final long SECONDS_TO_STOP = 5;
    private static final int MAX_FAILURES = 20;
    /** More scans do not wait to be compared: of a second with more, the newest count. */
    static final int MAX_SCANS = 32;

    private final Deque<Scan> scans = new ArrayDeque<>();
    private final Supplier<List<Kill>> kills;
    private final LongPredicate lost;
    private final Supplier<List<Row>> held;
    private final List<TransitionListener> listeners;
    private final TransitionDetector detector = new TransitionDetector();
    private final ReentrantLock lock = new ReentrantLock();
    /** The kinds of failures that were logged: the same one is not logged each second. */
    private final Set<String> failures = new HashSet<>();

    private volatile Consumer<List<PoolStatus>> audienceOfPools = pools -> {};
    private volatile TransitionListener audience = transition -> {};
    private volatile boolean closed;

    /**
     * @param lost what {@link Observation#lost} asks
     * @param held every lease of now, without a question to a database
     * @param listeners are told, in this order, before the one of {@link #tell}
     */
    public TransitionFeed(
            Supplier<List<Kill>> kills,
            LongPredicate lost,
            Supplier<List<Row>> held,
            List<TransitionListener> listeners) {
        this.kills = kills;
        this.lost = lost;
        this.held = held;
        this.listeners = List.copyOf(listeners);
    }

    /**
     * Takes a scan that is through. It is compared with the one before it by the next {@link #observe}; none is left
     * out.
     */
    public void scanned(Scan scan) {
        synchronized (scans) {
            if (scans.size() == MAX_SCANS) {
                scans.removeFirst();
            }
            scans.addLast(scan);
        }
    }

    private List<Scan> takeScans() {
        synchronized (scans) {
            List<Scan> taken = List.copyOf(scans);
            scans.clear();
            return taken;
        }
    }

    /** Who hears of the pools, before the transitions of that moment. There is one; the next takes its place. */
    public void tellPools(Consumer<List<PoolStatus>> listener) {
        audienceOfPools = listener;
    }

    /** Who hears of transitions from now on. There is one; the next takes its place. */
    public void tell(TransitionListener listener) {
        audience = listener;
    }

    /**
     * Compares everything with what it was, with these pools.
     *
     * @throws Error what a listener threw, when all have been told
     */
    public void observe(List<PoolStatus> pools) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            Error[] first = new Error[1];
            attempt("pools", () -> audienceOfPools.accept(pools), first);
            List<Transition> found =
                    detector.detect(new Observation(takeScans(), pools, kills.get(), lost, this::readHeld));
            List<TransitionListener> all = new ArrayList<>(listeners);
            all.add(audience);
            for (TransitionListener listener : all) {
                String name = listener.getClass().getSimpleName();
                found.forEach(transition -> attempt(name, () -> tell(listener, transition), first));
                if (!closed) {
                    attempt(name, listener::passed, first);
                }
            }
            if (first[0] != null) {
                throw first[0];
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whoever has hung while everything was closed is not told the rest. */
    private void tell(TransitionListener listener, Transition transition) {
        if (!closed) {
            listener.hear(transition);
        }
    }

    /** A pool that is just being removed may not be readable: then nobody knows who holds it. */
    private List<Row> readHeld() {
        try {
            return held.get();
        } catch (RuntimeException e) {
            Messages.LOG.debug("The leases of an exhausted pool could not be read", e);
            return List.of();
        }
    }

    /**
     * Nothing is told after that. A pass that hangs is not waited for longer than {@value #SECONDS_TO_STOP} s; then
     * every listener gives back what it has taken, and what it has counted is lost.
     */
    @Override
    public void close() {
        boolean mine = tryLock();
        try {
            if (!closed) {
                closed = true;
                listeners.forEach(listener -> attempt(
                        listener.getClass().getSimpleName(), mine ? listener::close : listener::abandon, new Error[1]));
            }
        } finally {
            if (mine) {
                lock.unlock();
            }
        }
    }

    /** Whoever interrupts an undeployment wants it to go on, and not to leave things behind. */
    private boolean tryLock() {
        try {
            return lock.tryLock(SECONDS_TO_STOP, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Messages.LOG.debug("Interrupted while transitions are told", e);
            Thread.currentThread().interrupt();
            return lock.tryLock();
        }
    }

    private void attempt(String listener, Runnable step, Error... first) {
        try {
            step.run();
        } catch (RuntimeException | LinkageError e) {
            if (failures.size() < MAX_FAILURES
                    && failures.add(listener + " " + e.getClass().getName())) {
                Messages.LOG.transitionNotTold(listener, e);
            } else {
                Messages.LOG.debug("A transition was not told: " + listener, e);
            }
        } catch (Error e) {
            first[0] = first[0] == null ? e : first[0];
        }
    }
}
