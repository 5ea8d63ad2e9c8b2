package org.poolwarden.standin.session;

/** What the server says it can do. All that is not set here keeps the driver from using it. */
final class Capabilities {

    static final int FIELD_VERSION = 7;
    static final int CHUNK_LENGTHS = 37;
    static final int LONG_CHUNKS = 0x20;
    private static final int SIZE = 41;

    private Capabilities() {}

    static byte[] compileTime(int fieldVersion) {
        byte[] caps = new byte[SIZE];
        caps[0] = 6;
        // O5LOGON with the 12c verifier, long identifiers.
        caps[4] = 0x6a;
        caps[FIELD_VERSION] = (byte) fieldVersion;
        caps[8] = 1;
        caps[9] = 1;
        // Call status in the error message: whether a transaction is open.
        caps[15] = 0x29;
        caps[16] = 1;
        caps[17] = 3;
        caps[18] = 7;
        caps[19] = 3;
        caps[21] = 1;
        caps[23] = (byte) 0xcf;
        caps[26] = 4;
        // Type numbers of two bytes in the data type negotiation.
        caps[27] = 1;
        caps[CHUNK_LENGTHS] = LONG_CHUNKS;
        return caps;
    }

    static byte[] runTime() {
        return new byte[] {2, 0, 0, 0, 0, 0, 0};
    }
}
