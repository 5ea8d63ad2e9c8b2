package org.poolwarden.standin.call.message;

/** The first byte of a message, or of a part of a reply. */
public final class MessageCode {

    public static final int FUNCTION = 3;
    public static final int PARAMETERS = 8;
    static final int ERROR = 4;
    public static final int ROW_HEADER = 6;
    public static final int ROW = 7;
    static final int STATUS = 9;
    public static final int BIND_DIRECTIONS = 11;
    public static final int DESCRIBE = 16;
    public static final int PIGGYBACK = 17;

    private MessageCode() {}
}
