package org.poolwarden.standin.packet;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Puts packets on the wire. Used by one thread at a time. */
final class PacketWriter {

    private final OutputStream out;
    private boolean wideLengths;

    PacketWriter(OutputStream out) {
        this.out = out;
    }

    void useWideLengths() {
        wideLengths = true;
    }

    void write(PacketType type, byte[] body) throws IOException {
        write(type, ByteBuffer.wrap(body));
    }

    /** Sends the message in as many DATA packets as the SDU asks for. */
    void writeData(byte[] message) throws IOException {
        int room = Channel.SDU - PacketReader.HEADER - 2;
        int sent = 0;
        do {
            int size = Math.min(room, message.length - sent);
            ByteBuffer body = ByteBuffer.allocate(2 + size).putShort((short) 0);
            body.put(message, sent, size).flip();
            write(PacketType.DATA, body);
            sent += size;
        } while (sent < message.length);
    }

    private void write(PacketType type, ByteBuffer body) throws IOException {
        int length = PacketReader.HEADER + body.remaining();
        ByteBuffer packet = ByteBuffer.allocate(length);
        if (wideLengths) {
            packet.putInt(length);
        } else {
            packet.putShort((short) length).putShort((short) 0);
        }
        packet.put((byte) type.code()).put((byte) 0).putShort((short) 0).put(body);
        out.write(packet.array());
        out.flush();
    }
}
