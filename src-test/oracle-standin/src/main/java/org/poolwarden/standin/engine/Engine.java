package org.poolwarden.standin.engine;

/** The database behind the wire: knows users and opens sessions. Safe for use by many threads. */
public interface Engine {

    /** The user's password, or null if there is no such user. Names are in upper case. */
    String password(String username);

    /** Whether it takes no more sessions now: the listener refuses clients before they log in. */
    default boolean isFull() {
        return false;
    }

    /**
     * Opens a session for a client that has proved its password.
     *
     * @param wire what the engine may do to the client's connection
     * @throws OraException why it cannot log in, 18 if the engine has become full meanwhile
     */
    EngineSession open(Handshake handshake, Wire wire) throws OraException;

    /** What the client said of itself at login. */
    record Handshake(String username, String program, String machine, String process, String osuser, String driver) {}

    /** The client's connection as the engine sees it. */
    interface Wire {
        /** Cuts the socket at once and without a word, as an IMMEDIATE kill does. Never waits; safe from any thread. */
        void cut();
    }
}
