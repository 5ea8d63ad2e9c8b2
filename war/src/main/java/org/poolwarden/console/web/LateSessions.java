package org.poolwarden.console.web;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;

/**
 * Ends a session that a request makes while the console is being undeployed. Undertow ends those that it has then. A
 * later one it would keep, with all classes of this deployment, until the session's timeout.
 */
@WebListener
public final class LateSessions implements HttpSessionListener, ServletContextListener {

    /**
     * Of this deployment: its class loader is no other's. It is set before Undertow ends the sessions, and only a start
     * takes it back: a request that comes late makes Undertow initialize our filters once more.
     */
    private static volatile boolean stopping;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        begin();
    }

    private static void begin() {
        stopping = false;
    }

    static void stop() {
        stopping = true;
    }

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        if (stopping) {
            event.getSession().invalidate();
        }
    }
}
