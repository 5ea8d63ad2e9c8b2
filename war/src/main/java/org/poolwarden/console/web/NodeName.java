package org.poolwarden.console.web;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Tells every page which server it talks of. */
@WebListener
public final class NodeName implements ServletContextListener {

    @Override
    public void contextInitialized(ServletContextEvent event) {
        event.getServletContext().setAttribute("node", System.getProperty("jboss.node.name", "unknown"));
    }
}
