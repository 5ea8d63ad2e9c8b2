package org.poolwarden.standin.packet;

import java.io.IOException;

/** The client sent a break where data was expected. Answer it with {@link Channel#resetAfterBreak}. */
public final class BreakReceived extends IOException {

    private static final long serialVersionUID = 1L;

    BreakReceived() {
        super("break");
    }
}
