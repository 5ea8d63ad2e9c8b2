package org.poolwarden.pool;

import java.lang.ref.ReferenceQueue;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.jca.adapters.jdbc.spi.listener.ConnectionListener;
import org.poolwarden.logging.Messages;

/**
 * The listener we put into one pool: stamps each checkout in the borrowing thread. Whatever goes wrong here never
 * reaches the application; a listener that was there before us is called as if we were not.
 */
final class Tracker implements ConnectionListener {

    private final String pool;
    private final ConnectionListener before;
    private final ConcurrentMap<WeakIdentity<Connection>, Physical> known = new ConcurrentHashMap<>();
    private final ReferenceQueue<Connection> collected = new ReferenceQueue<>();

    /** @param before the listener that was configured for the pool, or null */
    Tracker(String pool, ConnectionListener before) {
        this.pool = pool;
        this.before = before;
    }

    ConnectionListener before() {
        return before;
    }

    @Override
    public void initialize(ClassLoader loader) {
        // the one before us was initialized by the server; we have nothing to set up
    }

    @Override
    public void activated(Connection connection) throws SQLException {
        try {
            Physical physical = physical(connection);
            physical.checkout(CallSite.checkout());
            if (!physical.isIdentified()) {
                identify(physical, connection);
            }
        } catch (RuntimeException | LinkageError e) {
            Messages.LOG.checkoutNotRecorded(pool, e);
        }
        if (before != null) {
            before.activated(connection);
        }
    }

    @Override
    public void passivated(Connection connection) throws SQLException {
        Physical physical = known.get(new WeakIdentity<>(connection));
        if (physical != null) {
            physical.checkout(null);
        }
        if (before != null) {
            before.passivated(connection);
        }
    }

    /** What is known of a connection; never null. */
    Physical physical(Connection connection) {
        forgetCollected();
        Physical physical = known.get(new WeakIdentity<>(connection));
        return physical != null
                ? physical
                : known.computeIfAbsent(new WeakIdentity<>(connection, collected), key -> new Physical());
    }

    /** Reads the session behind the connection; only where no thread can be inside a statement of it. */
    void identify(Physical physical, Connection connection) {
        try {
            physical.identifiedAs(Identity.read(connection));
        } catch (SQLException e) {
            Messages.LOG.sessionNotIdentified(pool, e);
        }
    }

    @SuppressWarnings("SuspiciousMethodCalls") // the queue hands back the very keys
    private void forgetCollected() {
        for (Object key = collected.poll(); key != null; key = collected.poll()) {
            known.remove(key);
        }
    }
}
