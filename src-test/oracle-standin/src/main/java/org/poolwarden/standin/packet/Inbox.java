package org.poolwarden.standin.packet;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** What has arrived and is not yet read: the reader thread fills it while the session's thread may be busy. */
final class Inbox {

    /** A client waits for its answers, so it is never more than one request ahead. */
    private static final int MOST_BYTES_AHEAD = 32 << 20;

    private final Deque<Packet> packets = new ArrayDeque<>();
    private int bytes;
    private boolean breakWaits;
    private IOException end;

    synchronized void put(Packet packet) throws ProtocolException {
        bytes += packet.body().length + PacketReader.HEADER;
        if (bytes > MOST_BYTES_AHEAD) {
            throw new ProtocolException("client is " + bytes + " bytes ahead");
        }
        breakWaits |= packet.isBreak();
        packets.add(packet);
        notifyAll();
    }

    /** Nothing will come any more; the first reason counts. */
    synchronized void end(IOException reason) {
        if (end == null) {
            end = reason;
        }
        notifyAll();
    }

    /** The next packet; what arrived before the end is still handed out. */
    synchronized Packet take() throws IOException {
        while (packets.isEmpty()) {
            if (end != null) {
                throw end;
            }
            await(0);
        }
        Packet packet = packets.remove();
        bytes -= packet.body().length + PacketReader.HEADER;
        return packet;
    }

    /** Whether the client wants its running call to stop, or has gone. */
    synchronized boolean interrupted() {
        return breakWaits || end != null;
    }

    synchronized boolean hasEnded() {
        return end != null;
    }

    synchronized boolean breakWaits() {
        return breakWaits;
    }

    /** The client's reset has been read: all breaks before it are answered. */
    synchronized void breakAnswered() throws ProtocolException {
        breakWaits = false;
        for (Packet packet : packets) {
            breakWaits |= packet.isBreak();
        }
    }

    /** Returns when nothing will come any more, or after that time. */
    synchronized void awaitEnd(long millis) throws InterruptedIOException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        long left = millis;
        while (end == null && left > 0) {
            await(left);
            left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        }
    }

    private void await(long millis) throws InterruptedIOException {
        try {
            wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the client");
        }
    }
}
