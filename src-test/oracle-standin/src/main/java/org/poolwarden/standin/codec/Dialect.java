package org.poolwarden.standin.codec;

/**
 * The layout of messages that both sides agreed on: the lower of their field versions. Each release of Oracle added
 * fields; the constants name the first release that has them.
 */
public record Dialect(int fieldVersion) {

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
    public Dialect {
        if (fieldVersion < ORACLE_12_1 || fieldVersion > ORACLE_23_4) {
            throw new IllegalArgumentException("field version " + fieldVersion);
        }
    }

    public boolean since(int release) {
        return fieldVersion >= release;
    }
}
