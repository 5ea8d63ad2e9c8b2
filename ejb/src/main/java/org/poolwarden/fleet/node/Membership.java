package org.poolwarden.fleet.node;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
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

/**
 * Whether this server is alone or in a cluster. It begins alone. Whatever fails when it joins is a problem that is
 * shown, and stops nothing else. Safe for use by several threads.
 */
final class Membership implements Nodes, AutoCloseable {

    /** The answers to one question are waited for no longer, so that they come within the first wait of a second. */
    private static final Duration DEADLINE = Duration.ofMillis(800);

    /** Only a node that reads nothing holds a thread that sends. */
    private static final int SENDERS = 8;

    private static final int WAITING_TEXTS = 1_000;

    /** A server that boots may bring its cluster up after our deployment. */
    private static final int TRIES = 60;

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Responder responder;
    private final OwnThreads threads;
    private final Cluster cluster;
    private final Supplier<Clustered> clustered;
    private final Duration pause;
    private final ExecutorService senders;
    private final ExecutorService doubtful;
    private volatile Fleet fleet;
    private volatile State state = State.ALONE;
    /** Why other nodes may be there that are not reached; null if there is no reason. */
    private volatile Problem obstacle;

    private volatile Thread joining;
    private boolean closed;

    /** Reaches nobody yet. */
    Membership(String self, Responder responder, OwnThreads threads) {
        this(
                self,
                responder,
                threads,
                Membership::server,
                () -> clustered(ManagementFactory.getPlatformMBeanServer()),
                PAUSE);
    }

    /**
     * For a cluster of its own.
     *
     * @param clustered whether the server is one that has a cluster
     * @param pause before it looks for the cluster again
     */
    Membership(
            String self,
            Responder responder,
            OwnThreads threads,
            Cluster cluster,
            Supplier<Clustered> clustered,
            Duration pause) {
        this.responder = responder;
        this.threads = threads;
        this.cluster = cluster;
        this.clustered = clustered;
        this.pause = pause;
        senders = few(SENDERS, "fleet-send");
        doubtful = few(1, "fleet-resend");
        fleet = asked(new AloneTransport(self, responder));
    }

    private ExecutorService few(int most, String task) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                most, most, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(WAITING_TEXTS), threads.numbered(task));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    @Override
    public Fleet fleet() {
        return fleet;
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public List<Problem> obstacles() {
        List<Problem> found = new ArrayList<>();
        Problem now = obstacle;
        if (now != null) {
            found.add(now);
        }
        fleet.sharedNames().stream().sorted().map(Messages.LOG::nameShared).forEach(found::add);
        return found;
    }

    /** Tries to join the server's cluster, on a thread of ours. */
    void join() {
        become(State.JOINING, Messages.LOG.notJoinedYet());
        joining = threads.start("fleet-join", this::tryToJoin);
        if (joining == null) {
            become(State.FAILED, Messages.LOG.cannotJoin("the server provides no thread"));
        }
    }

    private void become(State next, Problem why) {
        obstacle = why;
        state = next;
    }

    private void tryToJoin() {
        try {
            for (int i = 0; i < TRIES && !Thread.currentThread().isInterrupted(); i++) {
                if (i > 0) {
                    TimeUnit.NANOSECONDS.sleep(pause.toNanos());
                }
                try {
                    FleetTransport found = cluster.join(responder);
                    if (found == null) {
                        become(State.ALONE, null);
                    } else {
                        take(found);
                    }
                    return;
                } catch (NameNotFoundException e) {
                    Messages.LOG.debug("The server has no command dispatcher yet", e);
                    become(State.JOINING, clustered.get() == Clustered.NO ? null : Messages.LOG.notJoinedYet());
                }
            }
            Clustered now = clustered.get();
            if (now == Clustered.YES) {
                become(State.FAILED, Messages.LOG.noDispatcherToJoin());
            } else {
                become(State.NO_DISPATCHER, now == Clustered.NO ? null : Messages.LOG.perhapsClustered());
            }
        } catch (InterruptedException e) {
            Messages.LOG.debug("Stopped before a cluster was there", e);
        } catch (NamingException | RuntimeException | LinkageError | ServiceConfigurationError e) {
            Messages.LOG.fleetNotJoined(e);
            become(State.FAILED, Messages.LOG.cannotJoin(e.getClass().getName()));
        }
    }

    private synchronized void take(FleetTransport found) {
        if (closed) {
            found.close();
            return;
        }
        fleet = asked(found);
        become(State.JOINED, null);
        List<String> members = found.members();
        Messages.LOG.fleetJoined(found.toString(), found.self(), members);
    }

    private Fleet asked(FleetTransport transport) {
        return new AskedFleet(transport, senders, doubtful, DEADLINE);
    }

    /** Whether it has begun to close, for tests. */
    synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            fleet.close();
        }
        senders.shutdownNow();
        doubtful.shutdownNow();
        Thread thread = joining;
        if (thread != null) {
            thread.interrupt();
            OwnThreads.awaitEnd(List.of(thread), OwnThreads.TIME_TO_STOP);
        }
        awaitEnd(senders);
        awaitEnd(doubtful);
    }

    /** Their threads run our code: the server takes it away after this. */
    private static void awaitEnd(ExecutorService pool) {
        try {
            if (!pool.awaitTermination(OwnThreads.TIME_TO_STOP.toNanos(), TimeUnit.NANOSECONDS)) {
                Messages.LOG.debugf("A thread that sends to another node has not ended in %s", OwnThreads.TIME_TO_STOP);
            }
        } catch (InterruptedException e) {
            Messages.LOG.debug("Interrupted while threads of ours end", e);
            Thread.currentThread().interrupt();
        }
    }

    private static FleetTransport server(Responder responder) throws NamingException {
        return ClusterTransport.join(new InitialContext().lookup(ClusterTransport.DISPATCHERS), responder);
    }

    /** A server shows its subsystems as MBeans, unless its own subsystem jmx was taken out. */
    static Clustered clustered(MBeanServer server) {
        try {
            if (server.isRegistered(new ObjectName("jboss.as:subsystem=jgroups"))) {
                return Clustered.YES;
            }
            return server.isRegistered(new ObjectName("jboss.as:management-root=server"))
                    ? Clustered.NO
                    : Clustered.UNKNOWN;
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the server is one that has a cluster. */
    enum Clustered {
        YES,
        NO,
        UNKNOWN
    }

    /** What may be joined. */
    @FunctionalInterface
    interface Cluster {

        /**
         * Joins it.
         *
         * @return null if there is none
         * @throws NameNotFoundException if there is none yet
         */
        FleetTransport join(Responder responder) throws NamingException;
    }
}
