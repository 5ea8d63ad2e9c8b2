package org.poolwarden.pool.invocation;

import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.handlers.ServletRequestContext;
import io.undertow.util.HttpString;
import java.lang.ref.WeakReference;

/** The HTTP request that a thread serves. The only class that needs Undertow: without it, loading this one fails. */
final class ServletCall {

    private static final int LONGEST = 200;

    private final WeakReference<ServletRequestContext> context;
    private final HttpString method;
    private final String path;
    /** Made when somebody asks first. */
    private String text;

    private ServletCall(ServletRequestContext context, HttpServerExchange exchange) {
        this.context = new WeakReference<>(context);
        this.method = exchange.getRequestMethod();
        this.path = exchange.getRequestPath();
    }

    /** Null if the thread serves none. */
    static ServletCall current() {
        ServletRequestContext context = ServletRequestContext.current();
        return context == null ? null : new ServletCall(context, context.getExchange());
    }

    /**
     * Whether its exchange is complete; one that nobody can reach any more can never be answered. Complete does not
     * mean that the servlet has returned: it may have closed its response first, or the client is gone.
     */
    boolean isAnswered() {
        ServletRequestContext request = context.get();
        return request == null || request.getExchange().isComplete();
    }

    /** Whether the servlet has returned; asked only where the server keeps no better account. */
    boolean hasLeftHandler() {
        ServletRequestContext request = context.get();
        return request == null || !request.isRunningInsideHandler();
    }

    /** {@code GET /shop/orders}: without query and path parameters, without control characters, of bounded length. */
    @Override
    public String toString() {
        String made = text;
        if (made == null) {
            made = shown();
            text = made;
        }
        return made;
    }

    private String shown() {
        StringBuilder shown = new StringBuilder(method.toString()).append(' ');
        int semicolon = path.indexOf(';');
        (semicolon < 0 ? path : path.substring(0, semicolon))
                .codePoints()
                .limit(LONGEST)
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .forEach(shown::appendCodePoint);
        return shown.toString();
    }
}
