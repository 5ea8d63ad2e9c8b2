package org.poolwarden.standin.database;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.poolwarden.standin.database.catalog.SessionId;

/**
 * What a newer database says of what it does by itself. Here it only says so, and does nothing of it. Safe for use by
 * many threads.
 */
public final class Automatic {

    private final Map<String, String> parameters = new ConcurrentHashMap<>();
    private final Set<String> sessionless = ConcurrentHashMap.newKeySet();
    private final Map<SessionId, String> priorities = new ConcurrentHashMap<>();

    Automatic() {}

    /**
     * A parameter of every instance.
     *
     * @param name in lower case
     * @param value null for none: a version that does not know it
     */
    public void parameter(String name, String value) {
        if (value == null) {
            parameters.remove(name);
        } else {
            parameters.put(name, value);
        }
    }

    /** A sessionless transaction of this id, in hexadecimal digits, begins or ends. */
    public void sessionless(String id, boolean lives) {
        if (lives) {
            sessionless.add(id);
        } else {
            sessionless.remove(id);
        }
    }

    /** The transactions of the session have this priority; null for none: a version that does not know any. */
    public void priority(SessionId session, String priority) {
        if (priority == null) {
            priorities.remove(session);
        } else {
            priorities.put(session, priority);
        }
    }

    /** All parameters by name. */
    public Map<String, String> parameters() {
        return new TreeMap<>(parameters);
    }

    /** The ids of all sessionless transactions. */
    public Set<String> sessionless() {
        return new TreeSet<>(sessionless);
    }

    /** Of the session; null for none. */
    public String priority(SessionId session) {
        return priorities.get(session);
    }

    void clear() {
        parameters.clear();
        sessionless.clear();
        priorities.clear();
    }
}
