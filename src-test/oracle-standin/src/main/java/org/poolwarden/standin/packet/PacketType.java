package org.poolwarden.standin.packet;

/** The TNS packets that the stand-in sends or understands. */
public enum PacketType {
    CONNECT(1),
    ACCEPT(2),
    REFUSE(4),
    DATA(6),
    MARKER(12);

    private final int code;

    PacketType(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static PacketType of(int code) throws ProtocolException {
        for (PacketType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        throw new ProtocolException("unknown packet type " + code);
    }
}
