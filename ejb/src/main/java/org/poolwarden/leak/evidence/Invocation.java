package org.poolwarden.leak.evidence;

import java.time.Duration;
import java.util.Objects;
import org.poolwarden.text.Clean;

/**
 * What the server says of the invocation that borrowed: an HTTP request, or a call of a bean, a timer, a message
 * listener or a managed task, the outermost one of its thread.
 *
 * @param request such as {@code GET /shop/orders}, without query string; null if it was no request
 * @param deployment whose component it was; null if the server did not say
 * @param overFor since when it has been over, to about a second; null unless it is OVER
 */
public record Invocation(State state, String request, String deployment, Duration overFor) {

    /** The server had begun no component in the borrowing thread, or cannot tell. */
    public static final Invocation UNKNOWN = new Invocation(State.UNKNOWN, null, null, null);

    public Invocation {
        Objects.requireNonNull(state, "state");
        request = Clean.line(request);
        deployment = Clean.line(deployment);
    }

    /** Where it stands. It goes from RUNNING by DETACHED or at once to OVER, and never back. */
    public enum State {
        /** The thread that borrowed is still in it. */
        RUNNING,
        /** That thread has left it, and its request is open: asynchronous work may hold the connection. */
        DETACHED,
        /** It is over for ever. A living object may still hold the connection. */
        OVER,
        /** Nothing can be told: stack frames must decide. */
        UNKNOWN
    }
}
