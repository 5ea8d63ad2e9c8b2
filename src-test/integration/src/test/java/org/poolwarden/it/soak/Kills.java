package org.poolwarden.it.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;

/** Asks for kills, follows them, and keeps what each was to end. Safe for use by many threads. */
final class Kills {

    /**
     * A kill that was accepted.
     *
     * @param epoch in which life of the database its session was borrowed
     * @param permission to end it; null if that would be a fault, or if the model does not know the session
     */
    record Kill(String id, String session, String modes, KillWay way, int epoch, Sessions.Permission permission) {

        /** Two requests for one lease are one kill, which may try the modes of both. */
        private Kill joinedBy(Kill other) {
            return new Kill(id, session, modes + "," + other.modes, way, epoch, permission);
        }

        @Override
        public String toString() {
            return "kill " + id + " of " + session + " (" + modes + ", " + way + ")";
        }
    }

    private static final String CANCEL = "CANCEL";
    /** Not those whose slot is FENCED or FREED: a pool closes a connection that is given back while it is fenced. */
    private static final Set<String> SPARED = Set.of("SKIPPED/HELD", "DENIED/HELD", "CANCELLED/HELD");

    private static final Pattern CODE = Pattern.compile("PWARDEN\\d{4}");
    private static final long PATIENCE_SECONDS = 300;
    private static final long LISTED_SECONDS = 120;

    private final SoakServer server;
    private final Sessions sessions;
    private final Epoch epoch;
    private final Journal journal;
    /** By id; each with how it ended, null if that is not known. */
    private final Map<String, Kill> asked = new ConcurrentHashMap<>();

    private final Map<String, String> ends = new ConcurrentHashMap<>();
    /** Sessions whose end was asked for in this life of the database, also where no id came back. */
    private final Set<String> targets = ConcurrentHashMap.newKeySet();

    private volatile boolean uncertain;

    Kills(SoakServer server, Sessions sessions, Epoch epoch, Journal journal) {
        this.server = server;
        this.sessions = sessions;
        this.epoch = epoch;
        this.journal = journal;
    }

    /** The lease of a session, as Poolwarden lists it; null if it does not in time. */
    Long lease(String session) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LISTED_SECONDS);
        do {
            List<CompositeData> found = server.warden().leases().stream()
                    .filter(lease -> ("1," + session).equals(lease.get("session")))
                    .toList();
            if (found.size() == 1) {
                return (Long) found.get(0).get("leaseId");
            }
            Thread.sleep(100);
        } while (System.nanoTime() < deadline);
        return null;
    }

    /** All that are listed, each with its pool and its session. */
    List<String> listed() throws Exception {
        return server.warden().leases().stream()
                .map(lease -> lease.get("leaseId") + " " + lease.get("pool") + " " + lease.get("session") + " "
                        + lease.get("reasons"))
                .toList();
    }

    /** Asks for the end of a session, in the name of the hand that has borrowed it. */
    Kill ask(KillWay way, long lease, Hand hand, Hand.Borrowed victim, String modes, int after) throws Exception {
        String who = hand.toString();
        String session = victim.session();
        int then = victim.epoch();
        Sessions.Hold hold = victim.hold();
        Sessions.Permission permission =
                hold == null || CANCEL.equals(modes) ? null : sessions.mayEnd(hold, "a kill of " + who);
        if (epoch.isStill(then) || epoch.isBeginning(then)) {
            targets.add(session);
        }
        try {
            String id = way.kill(server, lease, modes, after, "soak " + who);
            Kill kill = new Kill(id, session, modes, way, then, permission);
            asked.merge(id, kill, Kill::joinedBy);
            journal.say(who + " asked for " + kill);
            return kill;
        } catch (RuntimeMBeanException | KillWay.Refused e) {
            journal.say(who + " was refused the kill of " + session + " by " + way + ": " + e.getMessage());
            if (permission != null) {
                sessions.spared(permission);
            }
            throw e;
        } catch (Exception e) {
            journal.say(who + " does not know whether the kill of " + session + " by " + way + " was accepted: " + e);
            uncertain = true;
            throw e;
        }
    }

    /**
     * How it ended, as {@code GONE/FREED} or {@code FAILED/HELD PWARDEN0314}; null if it does not end in time.
     */
    String await(Kill kill, String who) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        CompositeData state;
        do {
            Thread.sleep(50);
            state = server.warden().killState(kill.id());
        } while (!(Boolean) state.get("over") && System.nanoTime() < deadline);
        String end = state.get("sessionState") + "/" + state.get("slotState");
        if (!("1," + kill.session()).equals(state.get("session"))) {
            journal.fault(kill + " is said to be one of session " + state.get("session"));
        }
        journal.say(who + " saw " + kill + " end as " + end + ((Boolean) state.get("over") ? "" : " (not over)") + ": "
                + state.get("message"));
        if (!(Boolean) state.get("over")) {
            return null;
        }
        if (end.startsWith("FAILED")) {
            Matcher code = CODE.matcher((String) state.get("message"));
            end += code.find() ? " " + code.group() : "";
        }
        ends.put(kill.id(), end);
        if (epoch.isStill(kill.epoch())) {
            judge(kill, end);
        }
        return end;
    }

    private void judge(Kill kill, String end) {
        boolean gone = end.startsWith("GONE");
        if (kill.permission() == null) {
            if (gone) {
                journal.fault(kill + " ended as " + end + ", and nobody asked for the end of that session");
            }
        } else if (gone) {
            sessions.ended(kill.permission(), kill.toString());
        } else if (SPARED.contains(end)) {
            sessions.spared(kill.permission());
        } else {
            journal.say(kill + " leaves open whether its session lives");
        }
    }

    /** Those that were accepted, in no order. */
    List<Kill> all() {
        return new ArrayList<>(asked.values());
    }

    String end(Kill kill) {
        return ends.get(kill.id());
    }

    boolean isTarget(String session) {
        return targets.contains(session);
    }

    /** Whether an interface failed so that a kill may have been accepted whose id never came. */
    boolean isUncertain() {
        return uncertain;
    }

    int count() {
        return asked.size();
    }

    /** The database's audit has gone with it. */
    void forget() {
        asked.clear();
        ends.clear();
        targets.clear();
        uncertain = false;
    }
}
