package org.poolwarden.pool.tracking;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import org.poolwarden.leak.evidence.Borrower.Known;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.pool.identity.Identified;
import org.poolwarden.pool.invocation.BorrowingInvocation;
import org.poolwarden.pool.invocation.CurrentTrace;
import org.poolwarden.pool.site.RecordedChain;

/**
 * What is kept of one physical connection: its session, and the stamp of its present checkout. The
 * stamp is written into fields, for a checkout must make no garbage: by one thread at a time, under the resource
 * adapter's lock of the handles, and read by any without a lock. An odd version says that it is being written.
 */
public final class PhysicalConnection {

    private static final int ATTEMPTS = 1_000;

    private static final VarHandle VERSION;
    private static final VarHandle IDENTITY;

    static {
        try {
            IDENTITY = MethodHandles.lookup().findVarHandle(PhysicalConnection.class, "identity", Identified.class);
            VERSION = MethodHandles.lookup().findVarHandle(PhysicalConnection.class, "version", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile Identified identity;

    private long version;
    private long since;
    private WeakReference<Thread> thread;
    private String threadName;
    private long threadId;
    /** Null while it is not checked out, or if that was not recorded. */
    private Known known;

    private RecordedChain chain;
    private BorrowingInvocation invocation;
    private CurrentTrace trace;

    /** Made by readers, so that one checkout has one identity; emptied by the writer. */
    private Checkout seen;

    /** What was read of its session last, even if in vain; null before that. */
    public Identified identity() {
        return identity;
    }

    /** Null if it is not Oracle's or not known. */
    public ClientSession client() {
        Identified now = identity;
        return now == null ? null : now.client();
    }

    void identifiedAs(Identified now) {
        identity = now;
    }

    /** Unless it has been identified since: an answer may come late. */
    void identifiedFirstAs(Identified now) {
        IDENTITY.compareAndSet(this, null, now);
    }

    /**
     * It is checked out.
     *
     * @param nanos now, by {@link System#nanoTime}: it tells the order of the checkouts of one thread
     * @param current the trace of the holder; null for none
     */
    void open(
            long nanos,
            Thread holder,
            WeakReference<Thread> reference,
            Known recorded,
            RecordedChain where,
            BorrowingInvocation borrowing,
            CurrentTrace current) {
        String name = holder.getName();
        long id = id(holder);
        long writing = beginWrite();
        since = nanos;
        thread = reference;
        threadName = name;
        threadId = id;
        known = recorded;
        chain = where;
        invocation = borrowing;
        trace = current;
        endWrite(writing);
    }

    /**
     * Its last handle is closed. The thread stays known, for a JTA transaction may keep the connection; where it was
     * borrowed is forgotten, and the thread too if this checkout was not recorded.
     */
    void close() {
        long writing = beginWrite();
        if (known == Known.CLOSED || known == null) {
            thread = null;
            threadName = null;
            threadId = 0;
            known = null;
        } else {
            known = Known.CLOSED;
        }
        chain = null;
        invocation = null;
        trace = null;
        endWrite(writing);
    }

    /** Null while it is in the pool, or if the checkout was not recorded. The same object for the same checkout. */
    public synchronized Checkout checkout() {
        Checkout now = read();
        return now == null || now.known() == Known.CLOSED ? null : now;
    }

    /** Who closed the last handle; null if it is not closed, or was not recorded. */
    public synchronized Checkout closed() {
        Checkout now = read();
        return now == null || now.known() != Known.CLOSED ? null : now;
    }

    /** Does not wait for a writer that never ends: one whose thread ran out of stack, say. Null then. */
    private Checkout read() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            long before = (long) VERSION.getAcquire(this);
            Checkout cached = seen;
            if (cached != null && cached.version() == before) {
                return cached;
            }
            long nanos = since;
            WeakReference<Thread> holder = thread;
            String name = threadName;
            long id = threadId;
            Known recorded = known;
            RecordedChain where = chain;
            BorrowingInvocation borrowing = invocation;
            CurrentTrace current = trace;
            VarHandle.loadLoadFence();
            if ((before & 1) == 0 && before == (long) VERSION.getOpaque(this)) {
                seen = recorded == null
                        ? null
                        : new Checkout(
                                before,
                                holder,
                                name,
                                id,
                                recorded,
                                where == null ? null : where::read,
                                borrowing == null ? BorrowingInvocation.UNKNOWN : borrowing,
                                current,
                                new Departure(nanos, where == null ? Integer.MAX_VALUE : where.deepest()));
                return seen;
            }
            Thread.yield();
        }
        return null;
    }

    private long beginWrite() {
        long odd = version | 1;
        VERSION.setOpaque(this, odd);
        VarHandle.storeStoreFence();
        seen = null;
        return odd;
    }

    private void endWrite(long odd) {
        VERSION.setRelease(this, odd + 1);
    }

    @SuppressWarnings(
            "deprecation") // Thread.threadId() is Java 19; getId() can only be overridden by a careless subclass
    private static long id(Thread thread) {
        return thread.getId();
    }
}
