package org.poolwarden.pool.tracking;

import java.lang.ref.WeakReference;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.poolwarden.leak.evidence.Borrower.Known;
import org.poolwarden.leak.evidence.Borrower.Whereabouts;
import org.poolwarden.leak.evidence.Invocation;
import org.poolwarden.leak.evidence.TraceContext;
import org.poolwarden.pool.invocation.BorrowingInvocation;
import org.poolwarden.pool.invocation.CurrentTrace;
import org.poolwarden.pool.site.CallSite;

/**
 * What was recorded when a connection was checked out, and what has been seen of its borrower since. Its identity is
 * the checkout's identity: the same slot borrowed again has another. Keeps neither the thread nor the application
 * alive.
 */
public final class Checkout {

    private final long version;
    private final WeakReference<Thread> thread;
    private final String threadName;
    private final long threadId;
    private final Known known;
    private final Supplier<CallSite> chain;
    private final BorrowingInvocation invocation;
    private final CurrentTrace trace;
    private final Departure departure;
    private volatile long seenAt;
    private volatile boolean seen;

    /**
     * @param version of the connection's stamp
     * @param chain null if none was recorded
     * @param trace null if none was current
     */
    Checkout(
            long version,
            WeakReference<Thread> thread,
            String threadName,
            long threadId,
            Known known,
            Supplier<CallSite> chain,
            BorrowingInvocation invocation,
            CurrentTrace trace,
            Departure departure) {
        this.version = version;
        this.thread = thread;
        this.threadName = threadName;
        this.threadId = threadId;
        this.known = known;
        this.chain = chain;
        this.invocation = invocation;
        this.trace = trace;
        this.departure = departure;
        this.seenAt = departure.since();
    }

    long version() {
        return version;
    }

    /** As it was at the checkout; empty for a virtual thread that has none. */
    public String threadName() {
        return threadName;
    }

    public long threadId() {
        return threadId;
    }

    /** What tracking could record of the borrower. */
    public Known known() {
        return known;
    }

    /** {@link CallSite#NONE} where none was taken. Reads it, if nobody has, which costs some tens of microseconds. */
    public CallSite site() {
        return chain == null ? CallSite.NONE : chain.get();
    }

    /** The invocation that borrowed, as it is now; its end is noted by the first question that finds it over. */
    public Invocation invocation() {
        return invocation.ask(TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
    }

    /** The trace that was current at the checkout. Null if none was. */
    public TraceContext trace() {
        return trace == null ? null : TraceContext.of(trace.traceId(), trace.spanId(), TraceContext.Source.CHECKOUT);
    }

    /** The borrowing thread, or null if it has ended. */
    public Thread liveThread() {
        Thread borrower = thread.get();
        return borrower != null && borrower.isAlive() ? borrower : null;
    }

    /** Whether both are of one checkout: one of them may have been read before its last handle was closed. */
    public boolean isSameAs(Checkout other) {
        return threadId == other.threadId && departure.since() == other.departure.since();
    }

    /**
     * Where the borrowing thread was when it was last seen, by {@link BorrowerWatch}; by what the server says where it
     * says whether the invocation is over, for its end is that of all calls in it. A thread that was once seen to have
     * left the code that borrowed has left for ever, whatever it does next.
     */
    public Whereabouts whereabouts() {
        if (liveThread() == null) {
            return Whereabouts.GONE;
        }
        return switch (invocation().state()) {
            case RUNNING -> Whereabouts.IN_BORROWING_FRAMES;
            case DETACHED, OVER -> Whereabouts.ELSEWHERE;
            case UNKNOWN -> departure.whereabouts();
        };
    }

    void see(ThreadStacks.Seen thread) {
        departure.see(thread, site());
        seenAt = System.nanoTime();
        seen = true;
    }

    /** When the connection was checked out, by {@link System#nanoTime}. */
    public long borrowedAt() {
        return departure.since();
    }

    /** When the thread was last seen, by {@link System#nanoTime}; when it borrowed, if it was not. */
    long seenAt() {
        return seenAt;
    }

    boolean isSeenSince(long nanos) {
        return seen && seenAt - nanos >= 0;
    }

    /** Whether its borrower has been seen outside of the code that borrowed. */
    boolean hasLeft() {
        return departure.isSeenOutside();
    }

    /** The one of the two that was checked out later. */
    Checkout later(Checkout other) {
        return departure.isBefore(other.departure) ? other : this;
    }

    /** What a later checkout tells of this one, if both are of the same thread and both still held. */
    void meets(Checkout later) {
        if (threadId == later.threadId && thread.get() == later.thread.get()) {
            departure.meets(site(), later.site(), later.departure);
        }
    }
}
