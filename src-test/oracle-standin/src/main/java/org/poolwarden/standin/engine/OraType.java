package org.poolwarden.standin.engine;

/** The data types that cross the wire, with their code there. */
public enum OraType {
    VARCHAR2(1),
    NUMBER(2),
    LONG(8),
    DATE(12),
    RAW(23),
    CHAR(96),
    TIMESTAMP(180),
    TIMESTAMP_TZ(181);

    private final int code;

    OraType(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The type of a wire code, or null if it is none of these. */
    public static OraType of(int code) {
        for (OraType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        // VARNUM is a NUMBER with another name.
        return code == 6 ? NUMBER : null;
    }
}
