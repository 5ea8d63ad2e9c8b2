package org.poolwarden.caller;

import java.lang.StackWalker.Option;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Who calls from another node, as that node has authenticated them. Only the room that is asked by other nodes may say
 * so, for the time of one call on one thread.
 */
public final class RemoteCaller {

    private static final String DOOR = "org.poolwarden.fleet.node";

    private static final StackWalker WALKER = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);
    private static final ThreadLocal<Caller> CURRENT = new ThreadLocal<>();

    private RemoteCaller() {}

    /**
     * Makes a call on that caller's behalf.
     *
     * @throws SecurityException if any other code asks for it
     */
    public static <T> T call(Caller caller, Callable<T> call) throws Exception {
        Class<?> asking = WALKER.getCallerClass();
        if (!OwnCode.isCore(asking) || !asking.getPackageName().equals(DOOR)) {
            throw new SecurityException(asking.getName());
        }
        CURRENT.set(caller);
        try {
            return call.call();
        } finally {
            CURRENT.remove();
        }
    }

    /** Empty unless this thread makes such a call. */
    static Optional<Caller> current() {
        return Optional.ofNullable(CURRENT.get());
    }
}
