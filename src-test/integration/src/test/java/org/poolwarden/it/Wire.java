package org.poolwarden.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A line to a port, such as a database's. It can go silent: what is said there is not passed on, not even that it hung
 * up. It can be cut, and mended.
 */
final class Wire implements AutoCloseable {

    private final ServerSocket server;
    private final int target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile boolean silent;
    private volatile boolean swallowed;
    private volatile boolean cut;

    Wire(int target) throws IOException {
        this(0, target);
    }

    /** @param port where it is entered; 0 for any */
    Wire(int port, int target) throws IOException {
        this.target = target;
        server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** From now on, on every connection. */
    void goSilent() {
        silent = true;
    }

    /** Hangs up on everybody, and at once on whoever comes, until it is mended. */
    void cut() throws IOException {
        cut = true;
        hangUp();
    }

    void mend() {
        cut = false;
    }

    /** Whether it has kept an answer to itself: then somebody waits for it. */
    boolean hasSwallowed() {
        return swallowed;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                connect(server.accept());
            } catch (IOException closed) {
                // whoever came has hung up already, or it is the end
            }
        }
    }

    /** Who comes while nobody listens at the other end, or while it is cut, is hung up on. */
    private void connect(Socket client) throws IOException {
        sockets.removeIf(Socket::isClosed);
        sockets.add(client);
        try {
            Socket upstream = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(upstream);
            start(() -> pass(client, upstream, false));
            start(() -> pass(upstream, client, true));
        } catch (IOException nobody) {
            client.close();
        }
        if (cut) {
            hangUp();
        }
    }

    private void hangUp() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void pass(Socket from, Socket to, boolean answers) {
        byte[] buffer = new byte[8192];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (answers && silent) {
                    swallowed = true;
                } else {
                    out.write(buffer, 0, n);
                    out.flush();
                }
            }
            if (answers && silent) {
                hold(to);
            }
        } catch (IOException closed) {
            // one side hung up
        }
    }

    /** Not closed before the client itself closes it. */
    private void hold(Socket client) {
        synchronized (this) {
            try {
                while (!client.isClosed() && !server.isClosed()) {
                    wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "wire");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        hangUp();
        synchronized (this) {
            notifyAll();
        }
    }
}
