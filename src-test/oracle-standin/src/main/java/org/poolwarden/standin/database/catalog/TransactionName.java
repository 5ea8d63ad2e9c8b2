package org.poolwarden.standin.database.catalog;

/**
 * XIDUSN, XIDSLOT and XIDSQN of a transaction, as gv$transaction and gv$fast_start_transactions agree on them. No two
 * sessions ever have the same; here, unlike on Oracle, the transactions of one session do, one after the other.
 */
public record TransactionName(int usn, int slot, int seq) {

    private static final int SEGMENTS = 10;
    private static final int SLOTS = 34;
    private static final int SERIALS = 100_000;

    /** Of whatever transaction that session has. */
    public static TransactionName of(SessionId session) {
        return new TransactionName(
                1 + session.sid() % SEGMENTS,
                (session.serial() + session.instance()) % SLOTS,
                session.sid() * SERIALS + session.serial() % SERIALS);
    }

    /** {@code 3.17.2001004}. */
    @Override
    public String toString() {
        return usn + "." + slot + "." + seq;
    }
}
