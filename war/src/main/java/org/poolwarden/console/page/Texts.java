package org.poolwarden.console.page;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
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
