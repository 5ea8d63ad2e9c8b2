package org.poolwarden.pool.tracking;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.poolwarden.leak.evidence.Borrower.Known;
import org.poolwarden.leak.evidence.Invocation;
import org.poolwarden.pool.invocation.BorrowingInvocation;

/**
 * What was recorded when a connection was checked out, as one scan found it. Its identity is the checkout's identity:
 * the same slot borrowed again has another. Keeps neither the thread nor the application alive.
 */
public final class Checkout {

    private final long version;
    private final WeakReference<Thread> thread;
    private final String threadName;
    private final long threadId;
    private final Known known;
    private final CallSite site;
    private final BorrowingInvocation invocation;

    /** @param version of the connection's stamp */
    Checkout(
            long version,
            WeakReference<Thread> thread,
            String threadName,
            long threadId,
            Known known,
            CallSite site,
            BorrowingInvocation invocation) {
        this.version = version;
        this.thread = thread;
        this.threadName = threadName;
        this.threadId = threadId;
        this.known = known;
        this.site = site;
        this.invocation = invocation;
    }

    long version() {
        return version;
    }

    public String threadName() {
        return threadName;
    }

    public long threadId() {
        return threadId;
    }

    public Known known() {
        return known;
    }

    /** {@link CallSite#NONE} where none was taken. */
    public CallSite site() {
        return site;
    }

    /** The invocation that borrowed, as it is now; its end is noted by the first look that finds it over. */
    public Invocation invocation() {
        return invocation.look(System.currentTimeMillis());
    }

    /** The borrowing thread, or null if it has ended. */
    public Thread liveThread() {
        Thread borrower = thread.get();
        return borrower != null && borrower.isAlive() ? borrower : null;
    }

    /** Whether any application frame of the checkout is on this stack; where none was recorded nobody can tell. */
    public boolean isStillIn(StackTraceElement[] stack) {
        List<CallSite.Frame> frames = site.frames();
        Set<String> then = frames.stream().map(CallSite.Frame::method).collect(Collectors.toSet());
        for (StackTraceElement now : stack) {
            if (then.contains(now.getClassName() + "." + now.getMethodName())) {
                return true;
            }
        }
        return false;
    }
}
