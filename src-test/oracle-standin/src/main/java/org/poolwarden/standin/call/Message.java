package org.poolwarden.standin.call;

/** The first byte of a message, or of a part of a reply. */
public final class Message {

    public static final int FUNCTION = 3;
    public static final int PARAMETERS = 8;
    static final int ERROR = 4;
    static final int ROW_HEADER = 6;
    static final int ROW = 7;
    static final int STATUS = 9;
    static final int BIND_DIRECTIONS = 11;
    static final int DESCRIBE = 16;
    static final int PIGGYBACK = 17;

    private Message() {}
}
