package org.poolwarden.standin.packet;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.function.BooleanSupplier;

/**
 * One client's connection. The session's thread reads and writes; a reader thread of its own sees breaks and the
 * client's end even while that thread is busy with a call, and stops the call.
 */
public final class Channel implements Closeable {

    /** The largest packet that we send, and offer to take. */
    public static final int SDU = 8192;

    /**
     * How long we wait before we answer a break. With an answer at once, the two threads of ojdbc that cancel and read
     * take each other's markers, and the driver hangs.
     */
    private static final long BREAK_PAUSE_MILLIS = 50;

    private static final long FAREWELL_MILLIS = 2_000;

    private static final long LOOK_MILLIS = 20;

    private final Socket socket;
    private final BooleanSupplier unnoticed;
    private final PacketReader reader;
    private final PacketWriter writer;
    private final Inbox inbox = new Inbox();
    private final RunningCall running = new RunningCall();
    private final Thread readerThread;

    /** Starts to read at once; the name is that of the reader thread. */
    public Channel(Socket socket, String name) throws IOException {
        this(socket, name, () -> false);
    }

    /**
     * The same for a network in which a client may vanish.
     *
     * @param unnoticed while true, the end of the client is not seen, unless the connection is closed here
     */
    public Channel(Socket socket, String name, BooleanSupplier unnoticed) throws IOException {
        this.socket = socket;
        this.unnoticed = unnoticed;
        socket.setTcpNoDelay(true);
        reader = new PacketReader(new BufferedInputStream(socket.getInputStream(), SDU));
        writer = new PacketWriter(socket.getOutputStream());
        readerThread = new Thread(this::readOn, name + "-reader");
        readerThread.setDaemon(true);
        readerThread.start();
    }

    /** Sends ACCEPT, the last packet with the short form of lengths in either direction. */
    public void accept(byte[] body) throws IOException {
        reader.useWideLengths();
        writer.write(PacketType.ACCEPT, body);
        writer.useWideLengths();
    }

    /** The next packet of login, of the given type. */
    public Packet take(PacketType type) throws IOException {
        Packet packet = inbox.take();
        if (packet.type() != type) {
            throw new ProtocolException("expected " + type + ", got " + packet.type());
        }
        return packet;
    }

    /**
     * The content of the next DATA packet.
     *
     * @throws BreakReceived if the client sent a break instead
     * @throws EOFException when the client has closed the connection, or said that it will
     */
    public byte[] takeData() throws IOException {
        Packet packet = inbox.take();
        if (packet.isBreak()) {
            throw new BreakReceived();
        }
        if (packet.type() != PacketType.DATA || packet.body().length < 2) {
            throw new ProtocolException("expected DATA, got " + packet.type() + " of " + packet.body().length);
        }
        boolean endOfFile = (packet.body()[1] & 0x40) != 0;
        if (endOfFile) {
            throw new EOFException("client has closed");
        }
        return packet.body();
    }

    /** Sends a packet other than DATA. */
    public void send(PacketType type, byte[] body) throws IOException {
        writer.write(type, body);
    }

    /** Sends a message, in several packets if need be. */
    public void sendData(byte[] message) throws IOException {
        writer.writeData(message);
    }

    /** Sends the first half of the message's first packet, whose header tells the whole length. */
    public void sendHalf(byte[] message) throws IOException {
        writer.writeHalf(message);
    }

    /** From now on a break, or the end of the client, runs this on the reader thread until {@link #callEnds}. */
    public void callBegins(Runnable cancel) {
        running.begins(cancel);
    }

    /** When this returns no cancel of the call runs any more. */
    public void callEnds() {
        running.ends();
    }

    /** Whether the client has sent a break that is not answered yet, or has gone. */
    public boolean interrupted() {
        return inbox.interrupted();
    }

    /** Whether the connection has ended, whoever ended it. */
    public boolean hasEnded() {
        return inbox.hasEnded();
    }

    /** Whether a break waits for {@link #resetAfterBreak}. */
    public boolean breakWaits() {
        return inbox.breakWaits();
    }

    /** Answers a break with break and reset, and waits for the client's reset. What else it sent is dropped. */
    public void resetAfterBreak() throws IOException {
        pause();
        reset();
    }

    /** What Oracle does from 21c on before it answers with an error; a break that comes meanwhile is answered too. */
    public void announceError() throws IOException {
        reset();
    }

    private void reset() throws IOException {
        send(PacketType.MARKER, Marker.BREAK.body());
        send(PacketType.MARKER, Marker.RESET.body());
        Packet packet;
        do {
            packet = inbox.take();
        } while (!packet.isReset());
        inbox.breakAnswered();
    }

    /** Waits a moment for a client that is about to close the connection, so that its last packet meets no reset. */
    public void awaitEnd() throws InterruptedIOException {
        inbox.awaitEnd(FAREWELL_MILLIS);
    }

    /** Closes the socket with a reset, which the client sees as such. */
    public void closeWithReset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Closes the socket at once. Takes no lock that a running call could hold; safe from any thread. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the reader thread, after {@link #close}. */
    public void join(long millis) throws InterruptedException {
        readerThread.join(millis);
    }

    private void readOn() {
        try {
            while (true) {
                Packet packet = reader.read();
                inbox.put(packet);
                if (packet.isBreak()) {
                    running.stop();
                }
            }
        } catch (ProtocolException e) {
            end(e);
        } catch (IOException e) {
            end(noticed(e));
        } catch (RuntimeException e) {
            end(new ProtocolException("the engine cannot cancel: " + e, e));
        }
    }

    /** Returns when the end of the client is to be seen. */
    private IOException noticed(IOException reason) {
        try {
            while (unnoticed.getAsBoolean() && !socket.isClosed()) {
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reason.addSuppressed(e);
        }
        return reason;
    }

    /** The end is told first: a statement that starts after it sees it, one that started before it is stopped. */
    private void end(IOException reason) {
        inbox.end(reason);
        try {
            running.stop();
        } catch (InterruptedIOException e) {
            inbox.end(e);
        }
    }

    private static void pause() throws InterruptedIOException {
        try {
            Thread.sleep(BREAK_PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted before answering a break");
        }
    }
}
