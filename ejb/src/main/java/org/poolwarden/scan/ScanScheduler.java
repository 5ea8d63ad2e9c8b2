package org.poolwarden.scan;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.poolwarden.logging.Messages;
import org.poolwarden.request.Problem;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;
import org.poolwarden.threads.OwnThreads;
import org.poolwarden.threads.Patience;
import org.poolwarden.threads.SupervisedLoop;

/**
 * Scans everything every so often, and sooner when somebody wants to know. One thread of its own: a database that is
 * slow keeps that waiting and nobody else.
 */
public final class ScanScheduler implements Scans, AutoCloseable {

    /** How long every thread of ours may wait for a scan. */
    private static final Duration SHORT = Duration.ofSeconds(1);
    /** How long a few of them may wait. It is longer than all timeouts of one database together. */
    private static final Duration LONG = Duration.ofSeconds(60);

    private static final int LONG_WAITS = 3;

    private final Runnable scan;
    private final Ticker ticker;
    /** A database that is silent holds a scan, and with it few of the threads that ask for people. */
    private final Patience ours = Patience.of(SHORT, LONG, LONG_WAITS);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    private volatile Consumer<Boolean> beforeEach = demand -> {};
    private Duration every;
    /** Null before the start. */
    private volatile SupervisedLoop loop;

    private Scan last;
    private long lastNanos;
    /** When the scan in progress began: for people, and for durations. Null if there is none. */
    private Instant under;

    private long underNanos;
    /** The scans that have begun, and the number of the last one that has ended well. */
    private long begun;

    private long succeeded;
    private long ended;
    private boolean wanted;
    /** Whether somebody has asked for the scan in progress. Only the thread that scans uses it. */
    private boolean demanded;
    /** Whether somebody waits for the scan in progress and has not asked for another. */
    private boolean relied;

    private boolean retimed;
    private boolean closed;

    /** @param scan makes one scan and reports it to {@link #seen} */
    public ScanScheduler(Runnable scan, Duration every, Ticker ticker) {
        this.scan = scan;
        this.every = every;
        this.ticker = ticker;
    }

    /** Who hears before each scan whether somebody has asked for it, on the thread that makes it. It must not wait. */
    public void beforeEach(Consumer<Boolean> listener) {
        beforeEach = listener;
    }

    /** Without a thread nothing is scanned. It is tried again whenever somebody wants a scan. */
    public void start(OwnThreads threads) {
        loop = new SupervisedLoop(threads, "scan", new Pass());
        if (!loop.start()) {
            Messages.LOG.noScanThread();
        }
    }

    /** A scan is through. Whoever tells of several tells of the one that began last at the end. */
    public void seen(Scan scan) {
        lock.lock();
        try {
            last = scan;
            lastNanos = ticker.nanos();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The pause between two scans that nobody asked for. */
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

    /**
     * The last scan, or a newer one if it is older than {@code freshness}. Waits for that as {@code patience} allows,
     * and then answers with the last one. However many ask, a scan begins for them about {@code freshness} after the
     * last one began, and never before that one has ended: who comes meanwhile waits for none, unless it takes longer
     * than that one. Who comes while a scan is in progress is content with it, however long ago it began.
     */
    public ScanStatus last(Duration freshness, Patience patience) {
        restart();
        Scan before;
        lock.lock();
        try {
            before = last;
            boolean older = isOlder(freshness);
            if (older || isOlder(freshness.minus(ahead(freshness)))) {
                want();
            }
            if (!older) {
                return now();
            }
        } finally {
            lock.unlock();
        }
        patience.awaits(nanos -> awaitOther(before, nanos));
        return now();
    }

    /**
     * A scan that begins from now on. Empty if there is none in time; {@link #missing} says why.
     *
     * @param patience how long it is waited for
     */
    public Optional<Scan> fresh(Patience patience) {
        restart();
        long number;
        lock.lock();
        try {
            number = begun + 1;
            wanted = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        boolean through = patience.awaits(nanos -> awaitEnd(number, nanos));
        lock.lock();
        try {
            return through && succeeded >= number ? Optional.of(last) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Makes the next scan come at once, and starts the thread again if it has ended. Waits for nothing. */
    public void soon() {
        restart();
        lock.lock();
        try {
            wanted = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Scan scan() throws WardenException {
        return fresh(ours).orElseThrow(() -> new WardenException(Fault.UNAVAILABLE, missing(), null));
    }

    /** Why there is no newer scan than the last one. */
    public Problem missing() {
        SupervisedLoop running = loop;
        if (running == null || !running.start()) {
            return Messages.LOG.scanNotStarted();
        }
        return running.problem().isPresent() ? Messages.LOG.scanFails() : Messages.LOG.scanWaits(waitingSince());
    }

    /** The same, and the thread that scans is started again if it has ended. */
    public ScanStatus status() {
        restart();
        return now();
    }

    /** The last scan, and whether another one is in progress. Waits for nothing. */
    public ScanStatus now() {
        lock.lock();
        try {
            long now = ticker.nanos();
            return new ScanStatus(
                    last,
                    last == null ? null : last.took().plus(last.lag()).plusNanos(now - lastNanos),
                    under == null ? null : Duration.ofNanos(now - underNanos));
        } finally {
            lock.unlock();
        }
    }

    /** The last scan, with a problem more if two pauses have gone by without another. Empty before the first. */
    public Optional<Scan> recent() {
        return now().within(every().multipliedBy(2));
    }

    private Instant waitingSince() {
        lock.lock();
        try {
            return under == null ? ticker.now() : under;
        } finally {
            lock.unlock();
        }
    }

    private void restart() {
        SupervisedLoop running = loop;
        if (running != null) {
            running.start();
        }
    }

    private boolean awaitEnd(long number, long nanos) throws InterruptedException {
        long nanosLeft = nanos;
        lock.lock();
        try {
            while (ended < number && !closed && nanosLeft > 0) {
                nanosLeft = changed.awaitNanos(nanosLeft);
            }
            return ended >= number || closed;
        } finally {
            lock.unlock();
        }
    }

    private boolean awaitOther(Scan before, long nanos) throws InterruptedException {
        long nanosLeft = nanos;
        lock.lock();
        try {
            while (last == before && !closed && nanosLeft > 0) {
                nanosLeft = changed.awaitNanos(nanosLeft);
            }
            return last != before || closed;
        } finally {
            lock.unlock();
        }
    }

    /** How long before the last scan is too old another one begins: as long as it took, within reason. */
    private Duration ahead(Duration freshness) {
        Duration half = freshness.dividedBy(2);
        return last == null || last.took().compareTo(half) > 0 ? half : last.took();
    }

    /** Wants a scan that is newer than the last one; one that is in progress and will be that is enough. */
    private void want() {
        if (under != null && (last == null || underNanos - lastNanos > 0)) {
            relied = true;
        } else {
            wanted = true;
            changed.signalAll();
        }
    }

    private boolean isOlder(Duration freshness) {
        return last == null || ticker.nanos() - lastNanos + last.lag().toNanos() > freshness.toNanos();
    }

    /** Who waits for a scan that fails is woken when its failure can be asked for, and not before. */
    private final class Pass implements SupervisedLoop.Pass {

        @Override
        public boolean run() throws InterruptedException {
            if (!awaitTurn()) {
                return false;
            }
            beforeEach.accept(demanded);
            scan.run();
            end(true);
            return true;
        }

        @Override
        public void failed() {
            end(false);
        }
    }

    /** False when it is over. */
    private boolean awaitTurn() throws InterruptedException {
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
            demanded = wanted;
            wanted = false;
            relied = false;
            under = ticker.now();
            underNanos = ticker.nanos();
            begun++;
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private void end(boolean well) {
        lock.lock();
        try {
            under = null;
            ended = begun;
            if (well) {
                succeeded = begun;
            } else {
                wanted |= relied;
            }
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
        if (loop != null) {
            loop.close();
        }
    }
}
