package org.poolwarden.standin.packet;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Cuts a byte stream into packets. Lengths are two bytes wide until the connection is accepted, then four. */
final class PacketReader {

    static final int HEADER = 8;
    /** No packet of a client that keeps to our SDU comes near it. */
    private static final int LONGEST = 65_535;

    private final DataInputStream in;
    private volatile boolean wideLengths;

    PacketReader(InputStream in) {
        this.in = new DataInputStream(in);
    }

    /** Takes effect with the next header, even if a thread waits for it already. */
    void useWideLengths() {
        wideLengths = true;
    }

    /** Waits for a whole packet; {@link EOFException} at the end of the stream. */
    Packet read() throws IOException {
        byte[] header = in.readNBytes(HEADER);
        if (header.length < HEADER) {
            throw new EOFException("client has gone");
        }
        long length = unsigned(header, 0, wideLengths ? 4 : 2);
        if (length < HEADER || length > LONGEST) {
            throw new ProtocolException("packet of " + length + " bytes");
        }
        PacketType type = PacketType.of(header[4] & 0xff);
        byte[] body = new byte[(int) length - HEADER];
        in.readFully(body);
        return new Packet(type, body);
    }

    private static long unsigned(byte[] bytes, int from, int count) {
        long value = 0;
        for (int i = from; i < from + count; i++) {
            value = value << 8 | bytes[i] & 0xff;
        }
        return value;
    }
}
