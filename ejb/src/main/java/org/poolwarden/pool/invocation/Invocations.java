package org.poolwarden.pool.invocation;

import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.util.Deque;
import java.util.List;
import org.jboss.jca.core.api.connectionmanager.ccm.CachedConnectionManager;
import org.poolwarden.pool.AllowedApi;

/**
 * Takes, in the borrowing thread, what later tells another thread whether the invocation that borrowed is over. For
 * each invocation of a component (servlet request, enterprise bean, timer, message, managed task) the server's cached
 * connection manager puts a fresh object on a list of the thread, and takes it off at its end. The identity of that
 * object is the invocation's.
 */
public final class Invocations {

    private static final String STACK = "currentObjects";

    /** Made of the JDK's classes alone: what stays in a thread when we go keeps nothing of ours alive. */
    private static final ThreadLocal<WeakReference<BorrowingInvocation>> LATEST = new ThreadLocal<>();

    /** Null where the server keeps no account. */
    private final ThreadLocal<List<?>> stacks;

    private final boolean servlets;
    private final String fault;
    /** Found with the first entry that tells: its class is the server's secret. Null before that. */
    private volatile EntryOwner owner;

    private Invocations(ThreadLocal<List<?>> stacks, boolean servlets, String fault) {
        this.stacks = stacks;
        this.servlets = servlets;
        this.fault = fault;
    }

    /** By this manager of the server's; null and one whose stack cannot be read are {@link #unknown}. */
    public static Invocations of(CachedConnectionManager manager) {
        if (manager == null) {
            return unknown("it has no cached connection manager");
        }
        try {
            @SuppressWarnings("unchecked") // a LinkedList up to IronJacamar 3.0.19, an ArrayList since
            ThreadLocal<List<?>> found =
                    (ThreadLocal<List<?>>) open(manager.getClass(), STACK).get(manager);
            return new Invocations(found, hasServlets(), null);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return unknown("its cached connection manager is another: " + e);
        }
    }

    /** Every invocation is UNKNOWN. */
    public static Invocations unknown(String fault) {
        return new Invocations(null, false, fault);
    }

    /** Why nothing can be told, for a person; null if something can. */
    public String fault() {
        return fault;
    }

    /** Of the calling thread. Never null, never throws: what cannot be told is {@link BorrowingInvocation#UNKNOWN}. */
    public BorrowingInvocation current() {
        if (stacks == null) {
            return BorrowingInvocation.UNKNOWN;
        }
        try {
            List<?> stack = stacks.get();
            return stack == null || stack.isEmpty() ? withoutComponent() : ofStack(stack);
        } catch (RuntimeException | LinkageError expected) {
            return BorrowingInvocation.UNKNOWN;
        }
    }

    private BorrowingInvocation withoutComponent() {
        ServletCall call = servlets ? ServletCall.current() : null;
        return call == null ? BorrowingInvocation.UNKNOWN : new BorrowingInvocation(null, null, null, null, call, null);
    }

    /** One object for each invocation, as long as somebody keeps it: the next checkout of the same makes no garbage. */
    private BorrowingInvocation ofStack(List<?> stack) {
        Object innermost = stack instanceof Deque<?> linked ? linked.peekLast() : stack.get(stack.size() - 1);
        WeakReference<BorrowingInvocation> latest = LATEST.get();
        BorrowingInvocation known = latest == null ? null : latest.get();
        if (known != null && known.isOf(innermost)) {
            return known;
        }
        EntryOwner teller = teller(innermost);
        ServletCall call = servlets ? ServletCall.current() : null;
        String deployment = teller == null ? null : teller.deployment(innermost);
        Object outermost = outermost(stack, teller);
        BorrowingInvocation taken = new BorrowingInvocation(stack, outermost, innermost, teller, call, deployment);
        LATEST.set(new WeakReference<>(taken));
        return taken;
    }

    /** The first that is not left over from a deployment that went while it ran; the last if they all are. */
    private static Object outermost(List<?> stack, EntryOwner teller) {
        Object outermost = null;
        for (Object entry : stack) {
            outermost = entry;
            if (teller == null || !teller.isGone(entry)) {
                break;
            }
        }
        return outermost;
    }

    /** Null if this entry does not tell, and none before it did. */
    private EntryOwner teller(Object entry) {
        EntryOwner known = owner;
        if (known == null) {
            known = EntryOwner.of(entry);
            owner = known;
        }
        return known;
    }

    /** A server without the module io.undertow.servlet has none. */
    private static boolean hasServlets() {
        try {
            ServletCall.current();
            return true;
        } catch (LinkageError expected) {
            return false;
        }
    }

    @AllowedApi(reason = "the cached connection manager has no public way to see the invocations of a thread")
    static Field open(Class<?> type, String name) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
