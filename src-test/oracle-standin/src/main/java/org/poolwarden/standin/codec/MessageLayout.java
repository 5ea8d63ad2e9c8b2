package org.poolwarden.standin.codec;

/**
 * The layout of messages that both sides agreed on. Each release of Oracle added fields; the constants name the first
 * release that has them.
 *
 * @param fieldVersion the lower of both sides'
 * @param byteScales whether a scale is one byte, as node-oracledb asks for; it is an integer of variable length for
 *     ojdbc and python-oracledb 1
 * @param longErrors whether error messages have the fields that Oracle 20 added: the client must know them, whatever
 *     its field version; python-oracledb 1 does not
 */
public record MessageLayout(int fieldVersion, boolean byteScales, boolean longErrors) {

    public static final int ORACLE_12_1 = 7;
    public static final int ORACLE_12_2 = 8;
    public static final int ORACLE_12_2_EXT = 9;
    public static final int ORACLE_18_EXT = 11;
    public static final int ORACLE_20 = 14;
    public static final int ORACLE_21 = 16;
    public static final int ORACLE_23 = 17;
    public static final int ORACLE_23_EXT = 18;
    public static final int ORACLE_23_EXT3 = 20;
    public static final int ORACLE_23_4 = 24;

    /** Nothing older or newer was tried with the driver. */
    public MessageLayout {
        if (fieldVersion < ORACLE_12_1 || fieldVersion > ORACLE_23_4) {
            throw new IllegalArgumentException("field version " + fieldVersion);
        }
    }

    /** As ojdbc wants it. */
    public MessageLayout(int fieldVersion) {
        this(fieldVersion, false, fieldVersion >= ORACLE_20);
    }

    public boolean since(int release) {
        return fieldVersion >= release;
    }
}
