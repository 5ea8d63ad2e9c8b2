package org.poolwarden.standin.packet;

import java.io.IOException;

/** The client sent something malformed, or something that the stand-in does not know. The session ends with it. */
public final class ProtocolException extends IOException {

    private static final long serialVersionUID = 1L;

    /** What was wrong, for {@code Listener.protocolErrors()}. */
    public ProtocolException(String message) {
        super(message);
    }

    /** What was wrong, with the decoder's own exception. */
    public ProtocolException(String message, Throwable cause) {
        super(message, cause);
    }
}
