package org.poolwarden.scan;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.poolwarden.logging.Messages;
import org.poolwarden.threads.OwnThreads;

/**
 * Scans everything every so often, and sooner when somebody wants to know. One thread of its own: a database that is
 * slow keeps that waiting and nobody else.
 */
public final class ScanScheduler implements AutoCloseable {

    private static final Duration TIME_TO_STOP = Duration.ofSeconds(5);

    private final Runnable scan;
    private final Ticker ticker;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    private Duration every;
    private Thread thread;
    private Scan last;
    private long lastNanos;
    private Instant under;
    private boolean wanted;
    private boolean retimed;
    private boolean closed;

    /** @param scan makes one scan and reports it to {@link #seen} */
    public ScanScheduler(Runnable scan, Duration every, Ticker ticker) {
        this.scan = scan;
        this.every = every;
        this.ticker = ticker;
    }

    /** Without a thread nothing is scanned by itself; scans that others request are recorded nevertheless. */
    public void start(OwnThreads threads) {
        thread = threads.start("scan", this::run);
        if (thread == null) {
            Messages.LOG.noScanThread();
        }
    }

    /** A scan is through, whoever asked for it. */
    public void seen(Scan scan) {
        lock.lock();
        try {
            if (last == null || !scan.at().isBefore(last.at())) {
                last = scan;
                lastNanos = ticker.nanos();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public Duration every() {
        lock.lock();
        try {
            return every;
        } finally {
            lock.unlock();
        }
    }

    /** Counts from now. */
    public void every(Duration pause) {
        lock.lock();
        try {
            every = pause;
            retimed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public ScanStatus last(Duration freshness, Duration patience) {
        long nanosLeft = patience.toNanos();
        lock.lock();
        try {
            Scan before = last;
            if (isOlder(freshness)) {
                wanted = true;
                changed.signalAll();
                while (last == before && !closed && nanosLeft > 0) {
                    nanosLeft = changed.awaitNanos(nanosLeft);
                }
            }
        } catch (InterruptedException e) {
            Messages.LOG.debug("Interrupted while a scan is awaited", e);
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return now();
    }

    private ScanStatus now() {
        lock.lock();
        try {
            return new ScanStatus(last, under);
        } finally {
            lock.unlock();
        }
    }

    private boolean isOlder(Duration freshness) {
        return last == null || ticker.nanos() - lastNanos > freshness.toNanos();
    }

    private void run() {
        while (awaitTurn()) {
            try {
                scan.run();
            } catch (RuntimeException | LinkageError e) { // the latter from the server's internals: not the last scan
                Messages.LOG.scanFailed(e);
            } finally {
                under(null);
            }
        }
    }

    /** False when it is over. */
    private boolean awaitTurn() {
        lock.lock();
        try {
            long nanosLeft = every.toNanos();
            while (!wanted && !closed && nanosLeft > 0) {
                nanosLeft = changed.awaitNanos(nanosLeft);
                if (retimed) {
                    retimed = false;
                    nanosLeft = every.toNanos();
                }
            }
            wanted = false;
            under = ticker.now();
            return !closed;
        } catch (InterruptedException e) {
            Messages.LOG.debug("The scheduled scans are over", e);
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void under(Instant since) {
        lock.lock();
        try {
            under = since;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits a few seconds at most. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (thread != null) {
            thread.interrupt();
            OwnThreads.awaitEnd(List.of(thread), TIME_TO_STOP);
        }
    }
}
