package org.poolwarden.it;

import java.util.List;
import javax.management.Attribute;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;

/**
 * The worker threads of the web server, ending as soon as they have nothing to do, until this is closed. A worker keeps
 * the first request that it ever answered in its lowest frame (ThreadBody.run of jboss-threads), and with it the
 * servlet, for as long as it lives.
 */
public final class Workers implements AutoCloseable {

    private static final String NAME = "default task-";

    private final MBeanServerConnection server;
    private final ObjectName worker;

    public Workers(MBeanServerConnection server) throws Exception {
        this.server = server;
        worker = new ObjectName("jboss.as:subsystem=io,worker=default");
        set("taskCoreThreads", 0);
        set("taskKeepalive", 1);
    }

    public void awaitEnd(Heap heap) throws Exception {
        Eventually.get("every idle worker of the web server has ended", () -> heap.threads(NAME), List::isEmpty);
    }

    /** The server's defaults again. */
    @Override
    public void close() throws Exception {
        set("taskCoreThreads", null);
        set("taskKeepalive", null);
    }

    private void set(String attribute, Integer value) throws Exception {
        server.setAttribute(worker, new Attribute(attribute, value));
    }
}
