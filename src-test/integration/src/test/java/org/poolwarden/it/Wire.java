package org.poolwarden.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A line to the database that can go silent: what the database says is not passed on, not even that it hung up. */
final class Wire implements AutoCloseable {

    private final ServerSocket server;
    private final int database;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile boolean silent;
    private volatile boolean swallowed;

    Wire(int database) throws IOException {
        this.database = database;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** From now on, on every connection. */
    void goSilent() {
        silent = true;
    }

    /** Whether it has kept an answer to itself: then somebody waits for it. */
    boolean hasSwallowed() {
        return swallowed;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Socket upstream = new Socket(InetAddress.getLoopbackAddress(), database);
                sockets.add(client);
                sockets.add(upstream);
                start(() -> pass(client, upstream, false));
                start(() -> pass(upstream, client, true));
            }
        } catch (IOException closed) {
            // the end
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
        for (Socket socket : sockets) {
            socket.close();
        }
        synchronized (this) {
            notifyAll();
        }
    }
}
