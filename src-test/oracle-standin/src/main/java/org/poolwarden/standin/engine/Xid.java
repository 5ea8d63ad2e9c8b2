package org.poolwarden.standin.engine;

import java.util.HexFormat;

/**
 * The name of a branch of a global transaction, as its transaction manager gave it.
 *
 * @param globalId hexadecimal, upper case, at most 64 bytes; the same for all branches of one global transaction
 * @param branchId as the other
 */
public record Xid(long formatId, String globalId, String branchId) {

    /** Of the bytes. */
    public static Xid of(long formatId, byte[] globalId, byte[] branchId) {
        HexFormat hex = HexFormat.of().withUpperCase();
        return new Xid(formatId, hex.formatHex(globalId), hex.formatHex(branchId));
    }
}
