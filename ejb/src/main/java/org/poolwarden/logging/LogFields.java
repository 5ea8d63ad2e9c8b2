package org.poolwarden.logging;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.MDC;

/**
 * The facts of a line as fields of the MDC, which formatters for programs carry. Each key is {@value #PREFIX} and the
 * name that the fact has in every interface. Closing it leaves the MDC of the thread as it was. For one thread.
 */
public final class LogFields implements AutoCloseable {

    /** What every key begins with. */
    public static final String PREFIX = "poolwarden.";

    /** What each key had before; null if it had nothing. */
    private final Map<String, Object> before = new LinkedHashMap<>();

    /**
     * With the kind of the line.
     *
     * @param event such as {@code lease.leaked}
     */
    public LogFields(String event) {
        with("event", event);
    }

    /** One more. What is unknown is left out. */
    public LogFields with(String name, Object value) {
        if (value != null) {
            String key = PREFIX + name;
            Object old = MDC.put(key, OneLine.of(value));
            before.putIfAbsent(key, old);
        }
        return this;
    }

    @Override
    public void close() {
        before.forEach((key, old) -> {
            if (old == null) {
                MDC.remove(key);
            } else {
                MDC.put(key, old);
            }
        });
        before.clear();
    }
}
