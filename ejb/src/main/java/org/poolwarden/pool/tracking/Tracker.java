package org.poolwarden.pool.tracking;

import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jboss.jca.adapters.jdbc.spi.listener.ConnectionListener;
import org.poolwarden.leak.evidence.Borrower.Known;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.logging.Messages;
import org.poolwarden.pool.Tracking;
import org.poolwarden.pool.identity.DriverQuestions;
import org.poolwarden.pool.identity.Identified;
import org.poolwarden.pool.identity.SessionReader;
import org.poolwarden.pool.invocation.BorrowingInvocation;
import org.poolwarden.pool.invocation.CurrentTrace;
import org.poolwarden.pool.site.RecordedChain;

/**
 * The listener we put into one pool: stamps each checkout in the borrowing thread. Whatever goes wrong here never
 * reaches the application; a listener that was there before us is called as if we were not.
 */
public final class Tracker implements ConnectionListener {

    /** Stacks in a second: so many cost a hundredth of a processor; the manual's benchmarks have the figures. */
    private static final int SITES_EACH_SECOND = 2_000;

    private static final long PATIENCE_MILLIS = 1_000;

    /**
     * One reference to each borrowing thread, so that a stamp makes no garbage. It is made of the JDK's classes alone:
     * what stays in a thread when we go keeps nothing of ours alive.
     */
    private static final ThreadLocal<WeakReference<Thread>> SELF = new ThreadLocal<>();

    private final String pool;
    private final ConnectionListener before;
    private final TrackingMode mode;
    private final boolean ours;
    private final long since = System.nanoTime();
    private final Sampler sampler = new Sampler(SITES_EACH_SECOND, System.nanoTime());
    private final ByConnection known = new ByConnection();
    private final SessionReader reader = new SessionReader();
    private volatile boolean suspicious;

    /** @param before the listener that was configured for the pool, or null */
    public Tracker(String pool, ConnectionListener before, TrackingMode mode) {
        this.pool = pool;
        this.before = before;
        this.mode = mode;
        this.ours = mode.isOurs(pool);
    }

    /** The listener that the pool had before. It is called after ours, and put back at the end. Null for none. */
    public ConnectionListener before() {
        return before;
    }

    /** Since when it records, by {@link System#nanoTime}. */
    public long since() {
        return since;
    }

    /** From now on the stack of every checkout, however busy the pool, or no longer. Counts in mode SITES only. */
    public void suspicious(boolean now) {
        suspicious = now;
    }

    @Override
    public void initialize(ClassLoader loader) {
        // the one before us was initialized by the server; we have nothing to set up
    }

    @Override
    public void activated(Connection connection) throws SQLException {
        Tracking tracking = ours ? Tracking.STAMP : mode.get();
        if (tracking != Tracking.OFF) {
            try {
                record(connection, tracking);
            } catch (RuntimeException | LinkageError e) {
                Messages.LOG.checkoutNotRecorded(pool, e);
            }
        }
        if (before != null) {
            before.activated(connection);
        }
    }

    /** In every mode: what was recorded before it was switched off must not be taken for the next checkout's. */
    @Override
    public void passivated(Connection connection) throws SQLException {
        PhysicalConnection physical = known.find(connection);
        if (physical != null) {
            physical.close();
        }
        if (before != null) {
            before.passivated(connection);
        }
    }

    private void record(Connection connection, Tracking tracking) {
        PhysicalConnection physical = physical(connection);
        long now = System.nanoTime();
        Thread thread = Thread.currentThread();
        BorrowingInvocation invocation = mode.invocations().current();
        CurrentTrace trace = ours ? null : mode.traces().current();
        if (tracking == Tracking.STAMP) {
            physical.open(now, thread, self(thread), Known.THREAD, null, invocation, trace);
        } else if (suspicious || sampler.permits(now)) {
            RecordedChain chain = RecordedChain.take(mode.siteReader());
            physical.open(now, thread, self(thread), Known.SITE, chain, invocation, trace);
        } else {
            physical.open(now, thread, self(thread), Known.NOT_SAMPLED, null, invocation, trace);
        }
        try {
            Identified known = physical.identity();
            if (known == null || !reader.isStill(connection, known)) {
                physical.identifiedAs(reader.read(connection, true));
            }
        } catch (SQLException e) {
            physical.identifiedAs(null);
            Messages.LOG.sessionNotIdentified(pool, e);
        } catch (RuntimeException | LinkageError e) {
            physical.identifiedAs(faulty(e));
        }
    }

    private static WeakReference<Thread> self(Thread thread) {
        WeakReference<Thread> self = SELF.get();
        if (self == null) {
            self = new WeakReference<>(thread);
            SELF.set(self);
        }
        return self;
    }

    /** What is known of a connection; never null. */
    public PhysicalConnection physical(Connection connection) {
        PhysicalConnection physical = known.find(connection);
        return physical == null ? known.get(connection) : physical;
    }

    /** What is known of every connection that this pool has made and that is still in memory. */
    public Collection<PhysicalConnection> all() {
        return known.all();
    }

    /** What is checked out now and was recorded. */
    List<Checkout> held() {
        List<Checkout> held = new ArrayList<>();
        for (PhysicalConnection physical : known.all()) {
            Checkout checkout = physical.checkout();
            if (checkout != null) {
                held.add(checkout);
            }
        }
        return held;
    }

    /** Identifies a connection by what its driver keeps, without waiting; false if that does not tell. */
    public boolean identifyByRecord(PhysicalConnection physical, Connection connection) {
        Identified now = reader.recorded(connection);
        if (now != null) {
            physical.identifiedFirstAs(now);
        }
        return now != null;
    }

    /**
     * Asks the driver, on another thread, to identify the connection; only where no thread is known to be inside a
     * statement of it.
     *
     * @return null if it cannot be asked now
     */
    public DriverQuestions.Question<?> identify(PhysicalConnection physical, Connection connection) {
        return mode.questions().ask(connection, () -> {
            Identified now;
            try {
                now = read(connection);
            } catch (RuntimeException | LinkageError e) {
                now = faulty(e);
            }
            if (now != null) {
                physical.identifiedFirstAs(now);
            }
            return now;
        });
    }

    /**
     * Which session the driver says the connection is now, without a round trip. Nothing is remembered.
     *
     * @param insideCall whether a thread is inside a statement of it: then the driver is not asked, as it could not
     *     answer
     * @return empty if the driver does not tell, or not within {@value #PATIENCE_MILLIS} ms
     */
    public Optional<ClientSession> ask(Connection connection, boolean insideCall) {
        Identified kept = reader.recorded(connection);
        if (kept != null) {
            return Optional.of(kept.client());
        }
        DriverQuestions.Question<Identified> asked =
                insideCall ? null : mode.questions().ask(connection, () -> read(connection));
        return asked == null
                ? Optional.empty()
                : asked.await(Duration.ofMillis(PATIENCE_MILLIS)).map(Identified::client);
    }

    /** A driver that is faulty is faulty at each checkout: what it said once is said once. */
    private Identified faulty(Throwable e) {
        Messages.LOG.sessionNotIdentified(pool, e);
        return Identified.unknown("its driver failed when it was asked for its session: " + e);
    }

    /** Null if the driver does not tell. */
    private Identified read(Connection connection) {
        try {
            return reader.read(connection, false);
        } catch (SQLException e) {
            Messages.LOG.sessionNotIdentified(pool, e);
            return null;
        }
    }
}
