package org.poolwarden.pool.ironjacamar;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import org.jboss.jca.core.connectionmanager.listener.ConnectionListener;
import org.poolwarden.pool.ironjacamar.reclaim.LeaseHold;
import org.poolwarden.pool.tracking.PhysicalConnection;
import org.poolwarden.pool.tracking.Tracker;
import org.poolwarden.threads.OwnThreads;

/**
 * Identifies connections that were checked out before our listener came. The driver answers under a lock that a running
 * statement holds, so it is asked on a thread of its own and never waited for longer than {@value #WAIT_MILLIS} ms.
 */
final class OlderConnections {

    private static final long WAIT_MILLIS = 250;
    private static final Duration WAIT = Duration.ofMillis(WAIT_MILLIS);
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(2);

    /**
     * At most one question is open at a time: a connection that does not answer must not cost a thread at each scan.
     */
    private volatile Thread asking;

    void identify(LeaseHold hold) {
        ConnectionListener listener = hold.listener();
        Connection connection = hold.connection();
        if (listener == null
                || connection == null
                || hold.physical().isIdentified()
                || hold.pool().internals().isInsideCall(listener.getManagedConnection())) {
            return;
        }
        identify(hold.pool().tracker(), hold.physical(), connection);
    }

    /** Of one that may be idle in its pool. */
    void identify(Tracker tracker, PhysicalConnection physical, Connection connection) {
        Thread before = asking;
        if (before != null && before.isAlive()) {
            return;
        }
        Thread thread = OwnThreads.UNMANAGED.start("identify", () -> tracker.identify(physical, connection));
        if (thread != null) {
            asking = thread;
            OwnThreads.awaitEnd(List.of(thread), WAIT);
        }
    }

    /** Waits a moment for an open question, so that no thread of ours outlives an undeployment if it can be helped. */
    void close() {
        Thread open = asking;
        if (open != null) {
            OwnThreads.awaitEnd(List.of(open), TIME_TO_STOP);
        }
    }
}
