package org.poolwarden.standin.database.catalog;

/** USED_UBLK of a transaction, which the stand-in derives from its number of undo records. */
public final class UndoBlocks {

    private static final int RECORDS_IN_BLOCK = 60;

    private UndoBlocks() {}

    /** About as many blocks as Oracle fills with records of small rows; at least one. */
    public static long of(long records) {
        return 1 + records / RECORDS_IN_BLOCK;
    }
}
