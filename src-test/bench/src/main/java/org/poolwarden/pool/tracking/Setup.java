package org.poolwarden.pool.tracking;

import java.sql.Connection;
import java.util.Set;
import org.jboss.jca.adapters.jdbc.spi.listener.ConnectionListener;
import org.poolwarden.pool.Tracking;
import org.poolwarden.pool.site.SiteReader;

/** What listens in a pool. */
public enum Setup {
    /** A listener that does nothing: the cost of being called. */
    EMPTY,
    OFF,
    STAMP,
    /** Faster than the sampling rate, as any benchmark is. */
    SITES,
    /** A pool under suspicion: the stack at each checkout. */
    SUSPICIOUS;

    /** A new one. */
    public ConnectionListener listener() {
        if (this == EMPTY) {
            return new Empty();
        }
        Tracking tracking = this == SUSPICIOUS ? Tracking.SITES : Tracking.valueOf(name());
        Tracker tracker = new Tracker(
                "java:/bench", null, new TrackingMode(Set.of(), tracking, new SiteReader(module -> null, 1024)));
        tracker.suspicious(this == SUSPICIOUS);
        return tracker;
    }

    private static final class Empty implements ConnectionListener {

        @Override
        public void initialize(ClassLoader loader) {
            // nothing to do
        }

        @Override
        public void activated(Connection connection) {
            // nothing to do
        }

        @Override
        public void passivated(Connection connection) {
            // nothing to do
        }
    }
}
