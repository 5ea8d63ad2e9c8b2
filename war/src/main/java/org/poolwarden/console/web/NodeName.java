package org.poolwarden.console.web;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import org.poolwarden.request.Node;

/** Gives every page the name of this server. */
@WebListener
public final class NodeName implements ServletContextListener {

    @Override
    public void contextInitialized(ServletContextEvent event) {
        event.getServletContext().setAttribute("node", Node.name());
    }
}
