package org.poolwarden.standin.fuzz;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;

/** Stands between a client and the server, for one connection, and may change what the client sends. */
final class Relay implements AutoCloseable {

    private static final int HEADER = 8;

    private final ServerSocket listening;
    private final int target;
    private final Change change;
    private final Thread thread = new Thread(this::relay, "relay");
    private Socket client;
    private Socket server;

    /** What is sent instead of the client's packet of that number, from 0. */
    @FunctionalInterface
    interface Change {
        byte[] apply(int number, byte[] packet);
    }

    Relay(int target, Change change) throws IOException {
        this.target = target;
        this.change = change;
        listening = new ServerSocket(0, 1, loopback());
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listening.getLocalPort();
    }

    private void relay() {
        try {
            Socket accepted = listening.accept();
            synchronized (this) {
                client = accepted;
                server = new Socket(loopback(), target);
            }
            Thread back = new Thread(this::answers, "relay-back");
            back.setDaemon(true);
            back.start();
            requests(new DataInputStream(client.getInputStream()), server.getOutputStream());
        } catch (IOException expected) {
            // Either side has gone.
        } finally {
            close();
        }
    }

    private void requests(DataInputStream in, OutputStream out) throws IOException {
        for (int number = 0; ; number++) {
            byte[] packet = read(in, number > 0);
            out.write(change.apply(number, packet));
        }
    }

    /** Lengths have two bytes until the first packet is answered, then four. */
    private static byte[] read(DataInputStream in, boolean wide) throws IOException {
        byte[] header = in.readNBytes(HEADER);
        if (header.length < HEADER) {
            throw new EOFException();
        }
        ByteBuffer fields = ByteBuffer.wrap(header);
        int length = wide ? fields.getInt(0) : Short.toUnsignedInt(fields.getShort(0));
        byte[] packet = ByteBuffer.allocate(length).put(header).array();
        in.readFully(packet, HEADER, length - HEADER);
        return packet;
    }

    private void answers() {
        try {
            server.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException expected) {
            // Either side has gone.
        } finally {
            close();
        }
    }

    @Override
    public synchronized void close() {
        try {
            listening.close();
            if (client != null) {
                client.close();
            }
            if (server != null) {
                server.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }
}
