package org.poolwarden.console.web;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.jsp.jstl.core.Config;
import jakarta.servlet.jsp.jstl.fmt.LocalizationContext;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.ResourceBundle;

/** Every text of the pages, from several files, for {@code fmt:message}. */
public final class Texts extends ResourceBundle {

    private static final List<String> FILES = List.of("frame", "pages", "kills", "terms");

    private final Map<String, String> all = new HashMap<>();

    /** Reads the files. A key that two files have is a mistake. */
    public Texts() {
        for (String file : FILES) {
            read("/org/poolwarden/console/texts/" + file + ".properties").forEach((key, text) -> {
                if (all.put((String) key, (String) text) != null) {
                    throw new IllegalStateException("two files have a text for " + key);
                }
            });
        }
    }

    @Override
    protected Object handleGetObject(String key) {
        return all.get(key);
    }

    @Override
    public Enumeration<String> getKeys() {
        return Collections.enumeration(all.keySet());
    }

    /**
     * Gives every page the texts and their language at once. From the name of a class alone each message would look for
     * the bundle and for a language of its numbers again, and a list has thousands.
     */
    @WebListener
    public static final class AtStart implements ServletContextListener {

        /** For the container. */
        public AtStart() {}

        @Override
        public void contextInitialized(ServletContextEvent start) {
            Config.set(
                    start.getServletContext(),
                    Config.FMT_LOCALIZATION_CONTEXT,
                    new LocalizationContext(new Texts(), Locale.UK));
        }
    }

    private static Properties read(String file) {
        try (Reader in = new InputStreamReader(Texts.class.getResourceAsStream(file), StandardCharsets.UTF_8)) {
            Properties texts = new Properties();
            texts.load(in);
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
