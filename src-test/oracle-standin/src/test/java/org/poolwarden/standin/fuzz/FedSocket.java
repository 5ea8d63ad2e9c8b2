package org.poolwarden.standin.fuzz;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/**
 * A client in memory. It sends its next packet when the server has answered, or waits for more; after the last one it
 * is gone. The thread that makes it is the one that serves it.
 */
final class FedSocket extends Socket {

    private static final long PAUSE_NANOS = 20_000;
    private static final int MOST_PAUSES = 50;

    private final Thread server = Thread.currentThread();
    private final Iterator<byte[]> packets;
    private byte[] packet = new byte[0];
    private int position;
    private volatile boolean answered;
    private volatile boolean closed;

    FedSocket(List<byte[]> packets) {
        this.packets = packets.iterator();
    }

    @Override
    public InputStream getInputStream() {
        return new InputStream() {
            @Override
            public int read() {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                Objects.checkFromIndexSize(offset, length, into.length);
                while (position == packet.length) {
                    awaitTurn();
                    if (closed || !packets.hasNext()) {
                        return -1;
                    }
                    packet = packets.next();
                    position = 0;
                }
                int part = Math.min(length, packet.length - position);
                System.arraycopy(packet, position, into, offset, part);
                position += part;
                return part;
            }
        };
    }

    /** A server that waits for a time, for a lock or in a sleep, is given a moment to end by itself. */
    private void awaitTurn() {
        int pauses = 0;
        while (!closed && !answered && server.getState() != Thread.State.WAITING && pauses < MOST_PAUSES) {
            LockSupport.parkNanos(PAUSE_NANOS);
            pauses = server.getState() == Thread.State.TIMED_WAITING ? pauses + 1 : 0;
        }
        answered = false;
    }

    @Override
    public OutputStream getOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int b) {
                answered = true;
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                answered = true;
            }
        };
    }

    @Override
    public void setTcpNoDelay(boolean on) {
        // There is no network.
    }

    @Override
    public void close() {
        closed = true;
    }
}
