package org.poolwarden.pool.ironjacamar.reclaim;

import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ManagedConnection;
import java.util.Set;
import org.jboss.jca.core.api.connectionmanager.ccm.CachedConnectionManager;
import org.jboss.jca.core.connectionmanager.ConnectionManager;
import org.jboss.jca.core.connectionmanager.listener.ConnectionListener;
import org.poolwarden.logging.Messages;

/**
 * Hears the closes of an isolated connection in place of its pool, and reports them to the one registry that only the
 * closing thread can change: the server's list of the handles that a component has not closed. The server brings every
 * connection of that list into the next JTA transaction that the component begins.
 */
final class CloseRelay implements ConnectionEventListener {

    private final ConnectionManager manager;
    private final ConnectionListener listener;
    private final Set<CloseRelay> listening;

    /** @param listening where it is found while it listens, to be stopped with all others */
    CloseRelay(ConnectionManager manager, ConnectionListener listener, Set<CloseRelay> listening) {
        this.manager = manager;
        this.listener = listener;
        this.listening = listening;
    }

    /** Begins to hear the closes. Does nothing more if it hears them already. */
    void listen() {
        ManagedConnection connection = listener.getManagedConnection();
        listening.add(this);
        connection.removeConnectionEventListener(this);
        connection.addConnectionEventListener(this);
    }

    /** Stops. It must not stay registered, because an application's leaked handle would keep this module in memory. */
    void forget() {
        listener.getManagedConnection().removeConnectionEventListener(this);
        listening.remove(this);
    }

    @Override
    public void connectionClosed(ConnectionEvent event) {
        CachedConnectionManager cached = manager.getCachedConnectionManager();
        if (cached == null) {
            return;
        }
        try {
            cached.unregisterConnection(manager, listener, event.getConnectionHandle());
        } catch (RuntimeException e) {
            Messages.LOG.debug("Another component than the borrower has closed a handle", e);
        }
    }

    @Override
    public void connectionErrorOccurred(ConnectionEvent event) {
        // Whoever meets an error closes the connection next.
    }

    @Override
    public void localTransactionStarted(ConnectionEvent event) {
        // The pool is told that one has started when it listens again.
    }

    @Override
    public void localTransactionCommitted(ConnectionEvent event) {
        // See localTransactionStarted.
    }

    @Override
    public void localTransactionRolledback(ConnectionEvent event) {
        // See localTransactionStarted.
    }
}
