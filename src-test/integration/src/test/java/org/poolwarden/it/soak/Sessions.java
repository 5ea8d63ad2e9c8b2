package org.poolwarden.it.soak;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The sessions that the application was handed, and whether each must be there, may be gone, or must be gone, in this
 * life of the database. Named {@code sid,serial#}. Safe for use by many threads.
 */
final class Sessions {

    private static final String FLUSH = "a flush";

    private final Journal journal;
    /** With who had it last. */
    private final Map<String, String> known = new HashMap<>();

    private final Set<String> held = new HashSet<>();
    /** With the reason for which each of them may be gone. */
    private final Map<String, String> mayGo = new HashMap<>();

    private boolean flushing;
    /** Which the next return may end. */
    private final Set<String> flushed = new HashSet<>();
    /** By which kill each of them was ended. */
    private final Map<String, String> ended = new HashMap<>();

    Sessions(Journal journal) {
        this.journal = journal;
    }

    /** Handed out, and it answered. */
    synchronized void borrowed(String session, String by) {
        if (ended.containsKey(session)) {
            journal.fault("session " + session + " was ended by " + ended.get(session) + ", and " + by
                    + " was handed it, alive");
        }
        known.put(session, by);
        held.add(session);
        if (FLUSH.equals(mayGo.get(session))) {
            mayGo.remove(session);
            flushed.add(session);
        } else if (flushing) {
            flushed.add(session);
        }
    }

    /** What may have ended it, in words. */
    synchronized String whatEnded(String session) {
        return ended.getOrDefault(session, mayGo.getOrDefault(session, "nothing that is known"));
    }

    synchronized void returned(String session) {
        held.remove(session);
        if (flushed.remove(session)) {
            mayGo.put(session, FLUSH);
        }
    }

    /**
     * A pool closes what is idle, and what is in use when it is returned; also what is borrowed while it does so.
     *
     * @param goesOn false when it has done so
     */
    synchronized void flush(boolean goesOn) {
        flushing = goesOn;
        for (String session : known.keySet()) {
            if (held.contains(session)) {
                flushed.add(session);
            } else {
                mayGo.put(session, FLUSH);
            }
        }
    }

    synchronized void mayGo(String session, String reason) {
        mayGo.putIfAbsent(session, reason);
    }

    /** A kill of it ended without touching it. */
    synchronized void spared(String session) {
        if (!FLUSH.equals(mayGo.get(session))) {
            mayGo.remove(session);
        }
    }

    synchronized void ended(String session, String kill) {
        known.remove(session);
        mayGo.remove(session);
        ended.put(session, kill);
    }

    /** What must be there, with who had it last, and what must not, with what ended it. */
    record Expected(Map<String, String> there, Map<String, String> gone) {}

    synchronized Expected expected() {
        Map<String, String> there = new TreeMap<>(known);
        there.keySet().removeAll(mayGo.keySet());
        return new Expected(there, Map.copyOf(ended));
    }

    /**
     * Compares.
     *
     * @param before what was expected before the database was asked
     * @param there what the database has
     */
    synchronized void compare(Expected before, Set<String> there) {
        Map<String, String> missing = new TreeMap<>(before.there());
        missing.keySet().retainAll(expected().there().keySet());
        missing.keySet().removeAll(there);
        missing.forEach((session, by) -> {
            journal.fault("session " + session + " of " + by + " has vanished, and nobody asked for that");
            known.remove(session);
        });
        Map<String, String> undead = new TreeMap<>(before.gone());
        undead.keySet().retainAll(there);
        undead.forEach((session, kill) -> {
            journal.fault("session " + session + " is there, and " + kill + " said that it is gone");
            ended.remove(session);
        });
    }

    /** The database has lost all of them. */
    synchronized void forget() {
        known.clear();
        held.clear();
        mayGo.clear();
        flushed.clear();
        ended.clear();
    }
}
