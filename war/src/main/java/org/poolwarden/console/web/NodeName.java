package org.poolwarden.console.web;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Gives every page the name of this server. */
@WebListener
public final class NodeName implements ServletContextListener {

    @Override
    public void contextInitialized(ServletContextEvent event) {
        event.getServletContext().setAttribute("node", System.getProperty("jboss.node.name", "unknown"));
    }
}
