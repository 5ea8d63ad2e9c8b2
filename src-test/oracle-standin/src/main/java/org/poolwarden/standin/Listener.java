package org.poolwarden.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.poolwarden.standin.codec.MessageLayout;
import org.poolwarden.standin.engine.Engine;
import org.poolwarden.standin.fault.Faults;
import org.poolwarden.standin.session.ClientSession;
import org.poolwarden.standin.session.ListenerSettings;

/**
 * A server on the loopback interface that speaks Oracle's wire protocol, as far as ojdbc11 needs it, in front of an
 * {@link Engine}. Safe for use by many threads.
 */
public final class Listener implements AutoCloseable {

    /** The service that a listener knows unless told otherwise. */
    public static final String SERVICE = "FREEPDB1";

    private static final System.Logger LOG = System.getLogger(Listener.class.getName());
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int BACKLOG = 50;
    private static final int JOIN_SECONDS = 10;
    private static final int MOST_ERRORS = 1_000;

    private final Engine engine;
    private final ListenerSettings settings;
    private final Set<ClientSession> sessions = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final List<String> protocolErrors = new ArrayList<>();
    private final int port;
    private ServerSocket socket;
    private Thread acceptor;
    private boolean closed;

    private Listener(Engine engine, int port, ListenerSettings settings) {
        this.engine = engine;
        this.settings = settings;
        listen(port);
        this.port = socket.getLocalPort();
    }

    /** As the other one, knowing only {@link #SERVICE}. */
    public static Listener start(Engine engine, int port, int fieldVersion) {
        return start(engine, port, fieldVersion, SERVICE::equalsIgnoreCase, new Faults());
    }

    /**
     * Listens on 127.0.0.1, and nowhere else.
     *
     * @param port 0 for any that is free
     * @param fieldVersion 7 to 24: the newest layout of messages that it offers; 9 is that of Oracle 12.2, 13 of 19c
     * @param services the service names for which it does not answer ORA-12514
     * @param faults what its clients are to meet; several listeners may share them
     * @throws UncheckedIOException if the port is taken
     */
    public static Listener start(Engine engine, int port, int fieldVersion, Predicate<String> services, Faults faults) {
        MessageLayout newest = new MessageLayout(fieldVersion);
        return new Listener(engine, port, new ListenerSettings(newest.fieldVersion(), services, faults));
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /**
     * With true, new connections are refused as if no server were there; open ones go on. With false it listens again,
     * on the same port.
     */
    public synchronized void refuse(boolean refuse) {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        if (refuse) {
            stopListening();
        } else if (socket.isClosed()) {
            listen(port);
        }
    }

    /** What its clients are to meet; nothing at first. */
    public Faults faults() {
        return settings.faults();
    }

    /**
     * What clients sent that is malformed or not known, each with its connection's name. It ended their session, unless
     * it was a statement that a real Oracle could do: that one got ORA-03001.
     */
    public List<String> protocolErrors() {
        synchronized (protocolErrors) {
            return List.copyOf(protocolErrors);
        }
    }

    /** The same, and forgets them: what a test meets is not held against the next one. */
    public List<String> takeProtocolErrors() {
        synchronized (protocolErrors) {
            List<String> taken = List.copyOf(protocolErrors);
            protocolErrors.clear();
            return taken;
        }
    }

    /**
     * Cuts every connection and waits for all threads.
     *
     * @throws IllegalStateException if the engine keeps one of them in a call
     */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            stopListening();
        }
        List<ClientSession> open = List.copyOf(sessions);
        open.forEach(ClientSession::cut);
        try {
            for (ClientSession session : open) {
                if (!session.join(JOIN_SECONDS)) {
                    throw new IllegalStateException("a call does not end");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void listen(int atPort) {
        try {
            ServerSocket opened = new ServerSocket();
            opened.setReuseAddress(true);
            opened.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), atPort), BACKLOG);
            socket = opened;
            acceptor = new Thread(() -> accept(opened), "standin-" + opened.getLocalPort() + "-listener");
            acceptor.setDaemon(true);
            acceptor.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + atPort, e);
        }
    }

    private synchronized void stopListening() {
        try {
            socket.close();
            acceptor.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                serve(from.accept());
            } catch (IOException e) {
                if (!from.isClosed()) {
                    report("cannot accept: " + e.getMessage());
                }
            }
        }
    }

    private void serve(Socket client) throws IOException {
        String name = "standin-" + port + "-" + connections.incrementAndGet();
        try {
            ClientSession session = new ClientSession(name, client, engine, settings, this::report, sessions::remove);
            sessions.add(session);
            session.start();
        } catch (SocketException e) {
            // It was gone before we could look.
            LOG.log(System.Logger.Level.DEBUG, "{0} has gone: {1}", name, e.getMessage());
            client.close();
        }
    }

    private void report(String error) {
        synchronized (protocolErrors) {
            if (protocolErrors.size() < MOST_ERRORS) {
                protocolErrors.add(error);
            }
        }
    }
}
