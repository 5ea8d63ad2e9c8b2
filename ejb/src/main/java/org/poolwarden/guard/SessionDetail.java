package org.poolwarden.guard;

import java.util.List;
import org.poolwarden.text.Clean;

/**
 * What the guard shows of one session beyond the list.
 *
 * @param event what it waits for; {@link #ON_CPU} if it works; null if unknown
 * @param waitClass the class of that wait; null if unknown, and if it works
 * @param secondsInWait for how long, in seconds; 0 if it works
 * @param server DEDICATED, SHARED...; null if unknown
 * @param killed whether its status is KILLED
 * @param cleanup how far the database is with what it left behind; null unless it is killed and the database says so
 * @param waiters who waits for it, directly or at the end of a chain; protected and out-of-scope sessions are not among
 *     them; unmodifiable
 */
public record SessionDetail(
        String event,
        String waitClass,
        long secondsInWait,
        String server,
        boolean killed,
        Cleanup cleanup,
        List<Waiter> waiters) {

    /** The event of a session that works. */
    public static final String ON_CPU = "on CPU";

    /** A session that stays with its connection for its life. */
    public static final String DEDICATED = "DEDICATED";

    /** A session that was killed and has lost its process. */
    public static final String PSEUDO = "PSEUDO";

    /** A session of the database's own pool (DRCP): its connection may be on another one at the next call. */
    public static final String POOLED = "POOLED";

    public SessionDetail {
        event = Clean.line(event);
        waitClass = Clean.line(waitClass);
        server = Clean.line(server);
        waiters = List.copyOf(waiters);
    }

    /** Of a session that is not killed. */
    public SessionDetail(String event, String waitClass, long secondsInWait, String server, List<Waiter> waiters) {
        this(event, waitClass, secondsInWait, server, false, null, waiters);
    }

    /** The same with what the database says of its cleanup. */
    public SessionDetail with(Cleanup found) {
        return new SessionDetail(event, waitClass, secondsInWait, server, killed, found, waiters);
    }

    /** Whether it waits for nothing. */
    public boolean works() {
        return ON_CPU.equals(event);
    }

    /**
     * What the database's cleanup process, PMON or one of its helpers, does about a killed session (V$DEAD_CLEANUP).
     *
     * @param state as the view has it, such as CLEANUP PENDING or IN PROGRESS
     * @param deadSeconds since it was marked
     * @param attempts how often it was tried; null if unknown
     * @param secondsSinceAttempt since the last attempt; null if there was none
     */
    public record Cleanup(String state, long deadSeconds, Long attempts, Long secondsSinceAttempt) {}

    /**
     * One session that waits.
     *
     * @param session {@code inst,sid,serial#}
     * @param seconds for how long
     */
    public record Waiter(String session, String username, String machine, String event, long seconds) {

        /** Cleans every text: a database user has chosen it. */
        public Waiter {
            session = Clean.line(session);
            username = Clean.line(username);
            machine = Clean.line(machine);
            event = Clean.line(event);
        }

        /** {@code 1,23,77 SHOP@app2 waits 40 s: enq: TX - row lock contention}. */
        @Override
        public String toString() {
            return session + " " + username + "@" + (machine == null ? "an unknown machine" : machine) + " waits "
                    + seconds + " s: " + (event == null ? "for an unknown event" : event);
        }
    }
}
