package org.poolwarden.standin.scripted;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HexFormat;

/** Stands between one client and the server and keeps what the server says. */
public final class Tap implements AutoCloseable {

    private final ServerSocket entrance;
    private final int server;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    public Tap(int server) throws IOException {
        this.server = server;
        entrance = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        start(this::connect);
    }

    public int port() {
        return entrance.getLocalPort();
    }

    /** Whether the server has sent these bytes, in hexadecimal digits. */
    public boolean heard(String hex) {
        synchronized (said) {
            return HexFormat.of().formatHex(said.toByteArray()).contains(hex);
        }
    }

    private void connect() {
        try (Socket client = entrance.accept();
                Socket there = new Socket(InetAddress.getLoopbackAddress(), server)) {
            start(() -> copy(client, there, false));
            copy(there, client, true);
        } catch (IOException expected) {
            // One of the two has gone, and with it the connection.
        }
    }

    private void copy(Socket from, Socket to, boolean keep) {
        byte[] buffer = new byte[8192];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (keep) {
                    synchronized (said) {
                        said.write(buffer, 0, read);
                    }
                }
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException expected) {
            // As above.
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "tap");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
    }
}
