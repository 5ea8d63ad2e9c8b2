package org.poolwarden.pool.invocation;

import java.util.ArrayList;
import java.util.List;

/** Invocations of which a server tells. */
public final class Invoked {

    /** Kept, as a server's thread keeps it. */
    private static final List<Object> STACK = new ArrayList<>(List.of(new Object()));

    private Invoked() {}

    /** One that never ends. */
    public static BorrowingInvocation running() {
        return new BorrowingInvocation(STACK, STACK.get(0), STACK.get(0), null, null, null);
    }
}
