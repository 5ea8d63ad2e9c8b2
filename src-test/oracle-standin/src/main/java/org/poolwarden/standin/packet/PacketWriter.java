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

    /** Sends half of the first packet that the message would take, header included. */
    void writeHalf(byte[] message) throws IOException {
        int size = Math.min(Channel.SDU - PacketReader.HEADER - 2, message.length);
        ByteBuffer body = ByteBuffer.allocate(2 + size).putShort((short) 0);
        byte[] packet = packet(PacketType.DATA, body.put(message, 0, size).flip());
        out.write(packet, 0, packet.length / 2);
        out.flush();
    }

    private void write(PacketType type, ByteBuffer body) throws IOException {
        out.write(packet(type, body));
        out.flush();
    }

    private byte[] packet(PacketType type, ByteBuffer body) {
        int length = PacketReader.HEADER + body.remaining();
        ByteBuffer packet = ByteBuffer.allocate(length);
        if (wideLengths) {
            packet.putInt(length);
        } else {
            packet.putShort((short) length).putShort((short) 0);
        }
        packet.put((byte) type.code()).put((byte) 0).putShort((short) 0).put(body);
        return packet.array();
    }
}
