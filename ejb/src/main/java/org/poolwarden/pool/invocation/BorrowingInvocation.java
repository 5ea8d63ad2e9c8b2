package org.poolwarden.pool.invocation;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import org.poolwarden.leak.evidence.Invocation;
import org.poolwarden.leak.evidence.Invocation.State;

/**
 * The outermost invocation of a server's component that borrowed a connection, as another thread sees it. Once over it
 * is over for ever. Any thread may ask at any time, without waiting for the borrower.
 */
public final class BorrowingInvocation {

    /** Of a thread in which the server had begun no component. */
    public static final BorrowingInvocation UNKNOWN = new BorrowingInvocation(null, null, null, null, null, null);

    private final WeakReference<List<?>> stack;
    private final WeakReference<Object> outermost;
    private final WeakReference<Object> innermost;
    private final EntryOwner owner;
    private final ServletCall call;
    private final String deployment;
    private State last;
    private long overAt;

    /**
     * @param stack the server's own, of the borrowing thread; null if it does not keep one
     * @param outermost the first entry that is not left over from another, an object of this invocation alone
     * @param innermost its last entry
     * @param owner tells whose an entry is; null if nobody can
     * @param call null if no servlet was on the way
     * @param deployment null if not known
     */
    BorrowingInvocation(
            List<?> stack, Object outermost, Object innermost, EntryOwner owner, ServletCall call, String deployment) {
        this.stack = stack == null ? null : new WeakReference<>(stack);
        this.outermost = new WeakReference<>(outermost);
        this.innermost = new WeakReference<>(innermost);
        this.owner = owner;
        this.call = call;
        this.deployment = deployment;
        this.last = stack == null && call == null ? State.UNKNOWN : State.RUNNING;
    }

    /** Whether it is the one with this last entry of the server's stack: for its own thread. */
    boolean isOf(Object latest) {
        return innermost.get() == latest;
    }

    /**
     * As it is now. The first question after the end notes its own time as that of the end.
     *
     * @param nowMillis of a clock that never jumps
     */
    public synchronized Invocation ask(long nowMillis) {
        State now = state();
        if (now == State.OVER && last != State.OVER) {
            overAt = nowMillis;
        }
        last = now;
        if (now == State.UNKNOWN) {
            return Invocation.UNKNOWN;
        }
        Duration overFor = now == State.OVER ? Duration.ofMillis(Math.max(0, nowMillis - overAt)) : null;
        return new Invocation(now, call == null ? null : call.toString(), deployment, overFor);
    }

    private State state() {
        if (last == State.OVER || last == State.UNKNOWN) {
            return last;
        }
        if (last == State.RUNNING && isOnStack()) {
            if (!isForsaken()) {
                return State.RUNNING;
            }
            if (call == null) {
                return State.UNKNOWN;
            }
            if (!call.hasLeftHandler()) {
                return State.RUNNING;
            }
        }
        return call == null || call.isAnswered() ? State.OVER : State.DETACHED;
    }

    /**
     * Looks for the first entry, which only the end of the outermost invocation takes away: what goes on at the other
     * end does not disturb it. The list is the other thread's, without a lock: a question that finds it half changed
     * says "still there", and the next one will tell.
     */
    private boolean isOnStack() {
        if (stack == null) {
            return !call.hasLeftHandler();
        }
        List<?> entries = stack.get();
        Object entry = outermost.get();
        if (entries == null || entry == null) {
            return false;
        }
        try {
            // Both begin at the first entry. Others of LinkedList's methods may begin at the end that is being changed.
            Object first = entries instanceof Deque<?> linked ? linked.peekFirst() : entries.get(0);
            if (first == entry || first == null || !isGone(first)) {
                return first == entry || first == null && !entries.isEmpty();
            }
            return isAboveTheGone(entries.toArray(), entry);
        } catch (RuntimeException changedJustNow) {
            return !entries.isEmpty();
        }
    }

    private boolean isAboveTheGone(Object[] entries, Object entry) {
        for (Object one : entries) {
            if (one == entry || one == null) {
                return true;
            }
            if (!isGone(one)) {
                return false;
            }
        }
        return false;
    }

    /** Whether its deployment is gone, and its entry will stay on the stack though it ends. */
    private boolean isForsaken() {
        Object entry = outermost.get();
        return entry != null && isGone(entry);
    }

    private boolean isGone(Object entry) {
        return owner != null && owner.isGone(entry);
    }
}
