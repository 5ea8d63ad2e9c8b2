package org.poolwarden.admin;

import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.AttributeChangeNotification;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.Notification;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import org.poolwarden.logging.Messages;

/**
 * Does something when the server begins to stop or to reload, while its datasources still work. The server stops a
 * deployment and the datasources that it only looks up at the same time, so the end of the deployment is too late for a
 * last word to the database. Its MBean {@code jboss.root:type=state} tells before it stops anything, and waits for its
 * listeners.
 */
final class ServerStop implements AutoCloseable {

    static final String STATE = "jboss.root:type=state";
    private static final String ATTRIBUTE = "RuntimeConfigurationState";
    private static final String STOPPING = "stopping";

    private final MBeanServer server;
    private final NotificationListener listener;
    private final AtomicBoolean listening = new AtomicBoolean();

    /**
     * Begins to listen. Where the server does not tell, nothing is done.
     *
     * @param last called at most once, by the thread that stops the server, so it must end soon
     */
    ServerStop(MBeanServer server, Runnable last) {
        this.server = server;
        this.listener = (notification, handback) -> {
            if (isStop(notification) && listening.compareAndSet(true, false)) {
                attempt(last);
            }
        };
        try {
            server.addNotificationListener(new ObjectName(STATE), listener, null, null);
            listening.set(true);
        } catch (JMException | RuntimeException e) {
            Messages.LOG.stopNotTold(e);
        }
    }

    private static boolean isStop(Notification notification) {
        return notification instanceof AttributeChangeNotification change
                && ATTRIBUTE.equals(change.getAttributeName())
                && STOPPING.equalsIgnoreCase(String.valueOf(change.getNewValue()));
    }

    /** The server has to stop, whatever becomes of it. */
    private static void attempt(Runnable last) {
        try {
            last.run();
        } catch (RuntimeException | Error e) {
            Messages.LOG.debug("What was to be done before the server stops has failed", e);
        }
    }

    /** Stops listening. */
    @Override
    public void close() {
        listening.set(false);
        try {
            server.removeNotificationListener(new ObjectName(STATE), listener);
        } catch (JMException | RuntimeException e) {
            Messages.LOG.debug("The server's state is not listened to any more", e);
        }
    }
}
