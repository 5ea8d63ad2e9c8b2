package org.poolwarden.standin.fault;

import java.io.IOException;

/** A fault ends the connection, without another word to the client. */
public final class ConnectionCut extends IOException {

    private static final long serialVersionUID = 1L;

    ConnectionCut(String why) {
        super(why);
    }
}
