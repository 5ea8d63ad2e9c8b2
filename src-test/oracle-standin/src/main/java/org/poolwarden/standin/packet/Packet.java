package org.poolwarden.standin.packet;

/**
 * One TNS packet.
 *
 * @param body what follows the eight bytes of the header
 */
public record Packet(PacketType type, byte[] body) {

    boolean isBreak() throws ProtocolException {
        return type == PacketType.MARKER && Marker.of(body) != Marker.RESET;
    }

    boolean isReset() throws ProtocolException {
        return type == PacketType.MARKER && Marker.of(body) == Marker.RESET;
    }
}
