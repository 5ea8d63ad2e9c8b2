package org.poolwarden.admin;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicInteger;
import javax.management.AttributeChangeNotification;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.NotificationBroadcasterSupport;
import javax.management.ObjectName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("When the server begins to stop")
class ServerStopTest {

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final State state = new State();
    private final AtomicInteger calls = new AtomicInteger();

    @Test
    @DisplayName("what has to be done before that is done once, by the thread that stops it")
    void told() throws Exception {
        server.registerMBean(state, new ObjectName(ServerStop.STATE));
        AtomicInteger here = new AtomicInteger();
        Thread self = Thread.currentThread();
        try (ServerStop stop = new ServerStop(server, () -> {
            calls.incrementAndGet();
            here.addAndGet(Thread.currentThread() == self ? 1 : 0);
        })) {
            state.becomes("RunningState", "stopping");
            state.becomes("RuntimeConfigurationState", "reload-required");
            assertEquals(0, calls.get());

            state.becomes("RuntimeConfigurationState", "stopping");
            state.becomes("RuntimeConfigurationState", "stopping");
        }
        assertEquals(1, calls.get());
        assertEquals(1, here.get());
    }

    @Test
    @DisplayName("nothing is done after the end of the deployment, and nothing of it stays registered")
    void closed() throws Exception {
        server.registerMBean(state, new ObjectName(ServerStop.STATE));
        new ServerStop(server, calls::incrementAndGet).close();

        state.becomes("RuntimeConfigurationState", "stopping");

        assertEquals(0, calls.get());
        assertEquals(0, state.listeners);
    }

    @Test
    @DisplayName("and the work fails, it stops all the same")
    void failing() throws Exception {
        server.registerMBean(state, new ObjectName(ServerStop.STATE));
        try (ServerStop stop = new ServerStop(server, () -> {
            throw new StackOverflowError("planned by this test");
        })) {
            assertDoesNotThrow(() -> state.becomes("RuntimeConfigurationState", "stopping"));
        }
    }

    @Test
    @DisplayName("a server that does not tell is lived with")
    void silent() {
        assertDoesNotThrow(() -> new ServerStop(server, calls::incrementAndGet).close());
    }

    /** Management interface of {@link State}. */
    public interface StateMBean {}

    /** As the server's. */
    public static final class State extends NotificationBroadcasterSupport implements StateMBean {

        int listeners;

        @Override
        public void addNotificationListener(
                javax.management.NotificationListener listener,
                javax.management.NotificationFilter filter,
                Object handback) {
            listeners++;
            super.addNotificationListener(listener, filter, handback);
        }

        @Override
        public void removeNotificationListener(javax.management.NotificationListener listener)
                throws javax.management.ListenerNotFoundException {
            super.removeNotificationListener(listener);
            listeners--;
        }

        void becomes(String attribute, String value) {
            sendNotification(new AttributeChangeNotification(
                    this, 1, 1, "changed", attribute, String.class.getName(), "ok", value));
        }
    }
}
