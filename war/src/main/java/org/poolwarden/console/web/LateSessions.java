package org.poolwarden.console.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;

/**
 * Ends a session that a request makes while the console is being undeployed. Undertow ends those that it has then,
 * after it has stopped the filters. It would keep a later one, with all classes of this deployment, until the session's
 * timeout; and it tells no listener of that one.
 */
@WebListener
@WebFilter(
        urlPatterns = "/*",
        dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ERROR})
public final class LateSessions implements Filter, ServletContextListener {

    /**
     * Of this deployment: its class loader is no other's. It is set before Undertow ends the sessions, and only a start
     * takes it back: a request that comes late makes Undertow initialize our filters once more.
     */
    private static volatile boolean stopping;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        become(false);
    }

    @Override
    public void destroy() {
        become(true);
    }

    private static void become(boolean stops) {
        stopping = stops;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } finally {
            if (stopping) {
                end(((HttpServletRequest) request).getSession(false));
            }
        }
    }

    private static void end(HttpSession session) {
        if (session != null) {
            try {
                session.invalidate();
            } catch (IllegalStateException e) {
                // Undertow, or another request of it, was quicker.
                return;
            }
        }
    }
}
