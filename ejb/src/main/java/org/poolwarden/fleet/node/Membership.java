package org.poolwarden.fleet.node;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import org.poolwarden.fleet.AloneTransport;
import org.poolwarden.fleet.AskedFleet;
import org.poolwarden.fleet.Fleet;
import org.poolwarden.fleet.FleetTransport;
import org.poolwarden.fleet.Responder;
import org.poolwarden.fleet.cluster.ClusterTransport;
import org.poolwarden.logging.Messages;
import org.poolwarden.request.Problem;
import org.poolwarden.threads.OwnThreads;

/** Whether this server is alone or in a cluster. It begins alone. Safe for use by several threads. */
final class Membership implements AutoCloseable {

    /** The answers to one question are waited for no longer. */
    private static final Duration DEADLINE = Duration.ofSeconds(1);

    /** A server that boots may bring its cluster up after our deployment. */
    private static final int TRIES = 60;

    private static final long PAUSE_SECONDS = 2;

    private static final String DISPATCHERS = "java:jboss/clustering/server/command-dispatcher-factory/default";

    private final Responder responder;
    private final OwnThreads threads;
    private final ExecutorService doubtful;
    private volatile Fleet fleet;
    /** Why other nodes may be there that are not reached; null if there is no reason. */
    private volatile Problem obstacle;

    private volatile Thread joining;
    private boolean closed;

    /** Reaches nobody yet. */
    Membership(String self, Responder responder, OwnThreads threads) {
        this.responder = responder;
        this.threads = threads;
        ThreadPoolExecutor one = new ThreadPoolExecutor(
                1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), threads.numbered("fleet-send"));
        one.allowCoreThreadTimeOut(true);
        doubtful = one;
        fleet = asked(new AloneTransport(self, responder));
    }

    /** The nodes that are reached now. Never null. */
    Fleet fleet() {
        return fleet;
    }

    /** Why other nodes may be missing although nobody is silent. */
    List<Problem> obstacles() {
        Problem now = obstacle;
        return now == null ? List.of() : List.of(now);
    }

    /** Tries to join the server's cluster, on a thread of ours. */
    void join() {
        obstacle = Messages.LOG.notJoinedYet();
        joining = threads.start("fleet-join", this::tryToJoin);
        if (joining == null) {
            obstacle = Messages.LOG.cannotJoin("the server provides no thread");
        }
    }

    private void tryToJoin() {
        try {
            for (int i = 0; i < TRIES && !Thread.currentThread().isInterrupted(); i++) {
                if (i > 0) {
                    TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
                }
                try {
                    FleetTransport found = ClusterTransport.join(new InitialContext().lookup(DISPATCHERS), responder);
                    if (found != null) {
                        take(found);
                    }
                    obstacle = null;
                    return;
                } catch (NameNotFoundException e) {
                    Messages.LOG.debug("The server has no command dispatcher yet", e);
                }
            }
            obstacle = null; // a server without a dispatcher is in no cluster
        } catch (InterruptedException e) {
            Messages.LOG.debug("Stopped before a cluster was there", e);
        } catch (NamingException | RuntimeException | LinkageError e) {
            Messages.LOG.fleetNotJoined(e);
            obstacle = Messages.LOG.cannotJoin(e.getClass().getName());
        }
    }

    private synchronized void take(FleetTransport found) {
        if (closed) {
            found.close();
            return;
        }
        fleet = asked(found);
        List<String> members = found.members();
        Messages.LOG.fleetJoined(found.toString(), found.self(), members);
    }

    private Fleet asked(FleetTransport transport) {
        return new AskedFleet(transport, doubtful, DEADLINE);
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            fleet.close();
        }
        doubtful.shutdownNow();
        Thread thread = joining;
        if (thread != null) {
            thread.interrupt();
            OwnThreads.awaitEnd(List.of(thread), OwnThreads.TIME_TO_STOP);
        }
    }
}
