package org.poolwarden.it.soak;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The sessions that the application was handed, and whether each must be there, may be gone, or must be gone, in this
 * life of the database. Named {@code sid,serial#}. Who was handed a session is part of it: what may end one borrower's
 * may not end the next one's. Safe for use by many threads.
 */
final class Sessions {

    /** A session in the hands of one borrower, until the next one is handed it. */
    static final class Hold {

        private final String session;
        private final String by;
        /** What may have ended it before, in words. */
        private final String past;

        private final Set<Permission> permissions = new HashSet<>();
        private final boolean bornInFlush;
        private boolean returning;
        /** Its return may end it; when it is returned, anything of its pool may. */
        private boolean flushed;

        private Hold(String session, String by, String past, boolean bornInFlush) {
            this.session = session;
            this.by = by;
            this.past = past;
            this.bornInFlush = bornInFlush;
            this.flushed = bornInFlush;
        }

        /** Whether pools were flushed during its checkout. */
        boolean isBornInFlush() {
            return bornInFlush;
        }

        private boolean isMortal() {
            return flushed && returning || !permissions.isEmpty();
        }

        private String reasons() {
            Set<String> reasons =
                    permissions.stream().map(permission -> permission.reason).collect(Collectors.toSet());
            if (flushed) {
                reasons.add("a flush");
            }
            return reasons.isEmpty() ? "nothing that is known" : String.join(" or ", reasons);
        }
    }

    /** Somebody has asked for the end of what this borrower has. */
    static final class Permission {

        private final Hold hold;
        private final String reason;

        private Permission(Hold hold, String reason) {
            this.hold = hold;
            this.reason = reason;
        }
    }

    private final Journal journal;
    /** The latest of each session that has not ended. */
    private final Map<String, Hold> known = new HashMap<>();
    /** By which kill each of them was ended. */
    private final Map<String, String> ended = new HashMap<>();

    /** Even while no pool is flushed. */
    private int flushes;

    Sessions(Journal journal) {
        this.journal = journal;
    }

    /** To be read before a checkout, see {@link #borrowed}. */
    synchronized int flushes() {
        return flushes;
    }

    /**
     * Handed out, and it answered: whoever had it before has given it back alive.
     *
     * @param before {@link #flushes} before the checkout
     */
    synchronized Hold borrowed(String session, String by, int before) {
        if (ended.containsKey(session)) {
            journal.fault("session " + session + " was ended by " + ended.get(session) + ", and " + by
                    + " was handed it, alive");
        }
        Hold past = known.get(session);
        Hold hold = new Hold(
                session,
                by,
                past == null ? "" : past.by + " had it before: " + past.reasons(),
                flushes != before || flushes % 2 != 0);
        known.put(session, hold);
        return hold;
    }

    /** What may have ended it, in words. */
    synchronized String whatEnded(String session) {
        Hold hold = known.get(session);
        return ended.getOrDefault(session, hold == null ? "nothing that is known" : hold.reasons());
    }

    /** It is about to be given back. */
    synchronized void returning(Hold hold) {
        hold.returning = true;
    }

    /**
     * A pool closes what is idle, and what is in use when it is returned; also what is borrowed while it does so.
     *
     * @param goesOn false when it has done so
     */
    synchronized void flush(boolean goesOn) {
        if (goesOn != (flushes % 2 != 0)) {
            flushes++;
        }
        known.values().forEach(hold -> hold.flushed = true);
    }

    /** From now on it may be gone, until the next borrower is handed it. */
    synchronized Permission mayEnd(Hold hold, String reason) {
        Permission permission = new Permission(hold, reason);
        hold.permissions.add(permission);
        return permission;
    }

    /** A kill ended without touching it. */
    synchronized void spared(Permission permission) {
        permission.hold.permissions.remove(permission);
    }

    /** It must be gone. */
    synchronized void ended(Permission permission, String kill) {
        String session = permission.hold.session;
        Hold now = known.remove(session);
        if (now != null && now != permission.hold) {
            journal.fault("session " + session + " was ended by " + kill + " when " + now.by + " had it");
        }
        ended.put(session, kill);
    }

    /** What must be there, with who had it last, and what must not, with what ended it. */
    record Expected(Map<String, String> there, Map<String, String> gone) {}

    synchronized Expected expected() {
        Map<String, String> there = new TreeMap<>();
        known.forEach((session, hold) -> {
            if (!hold.isMortal()) {
                there.put(session, hold.by + (hold.past.isEmpty() ? "" : " (" + hold.past + ")"));
            }
        });
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
        undead.keySet().retainAll(ended.keySet());
        undead.keySet().retainAll(there);
        undead.forEach((session, kill) -> {
            journal.fault("session " + session + " is there, and " + kill + " said that it is gone");
            ended.remove(session);
        });
    }

    /** The database has lost all of them. */
    synchronized void forget() {
        known.clear();
        ended.clear();
    }
}
