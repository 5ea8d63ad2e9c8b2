package org.poolwarden.console.page;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.jsp.JspFactory;
import jakarta.servlet.jsp.jstl.core.Config;
import jakarta.servlet.jsp.jstl.fmt.LocalizationContext;
import java.util.Locale;

/**
 * Gives all pages their texts and {@link Accessors}, when the console starts. From the name of a bundle alone each
 * message would look for the bundle and for the language of its numbers again, and a list has thousands.
 */
@WebListener
public final class PagesStart implements ServletContextListener {

    /** For the container. */
    public PagesStart() {}

    @Override
    public void contextInitialized(ServletContextEvent start) {
        ServletContext console = start.getServletContext();
        Config.set(console, Config.FMT_LOCALIZATION_CONTEXT, new LocalizationContext(new Texts(), Locale.UK));
        JspFactory.getDefaultFactory().getJspApplicationContext(console).addELResolver(new Accessors());
    }
}
