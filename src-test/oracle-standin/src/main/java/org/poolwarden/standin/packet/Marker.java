package org.poolwarden.standin.packet;

/** The out-of-order signals of TNS. */
enum Marker {
    BREAK(1),
    RESET(2),
    INTERRUPT(3);

    private final int code;

    Marker(int code) {
        this.code = code;
    }

    /** A marker that carries one data byte. */
    byte[] body() {
        return new byte[] {1, 0, (byte) code};
    }

    static Marker of(byte[] body) throws ProtocolException {
        for (Marker marker : values()) {
            if (body.length == 3 && body[2] == marker.code) {
                return marker;
            }
        }
        throw new ProtocolException("malformed marker");
    }
}
