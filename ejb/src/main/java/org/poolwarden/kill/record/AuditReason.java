package org.poolwarden.kill.record;

import org.poolwarden.leak.Row;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.Session;

/**
 * The reason as the guard's audit has it: what the requester said, then the essence of the evidence. The audit cuts
 * long texts, so the evidence comes last.
 */
public final class AuditReason {

    private static final int LENGTH = 400;

    private AuditReason() {}

    /**
     * Such as {@code ticket 4711 [LEAKED/WEAK lease 7 of java:/ShopDS by shop.ear at OrderDao.list(OrderDao.java:88)
     * ...]}.
     */
    public static String of(String reason, Row row) {
        Lease lease = row.lease();
        Session session = row.session();
        String essence =
                " [" + row.judgement().verdict() + "/" + row.judgement().proof() + " "
                        + (lease.isNone() ? "without a lease" : of(lease))
                        + (session == null
                                ? ""
                                : ", " + session.status() + " " + session.lastCallSeconds() + " s, undo "
                                        + session.undoRecords() + ", blocks " + session.blocks() + ", SQL "
                                        + known(session.sqlId(), "none"))
                        + "]";
        String whole = reason + essence;
        return whole.length() <= LENGTH ? whole : whole.substring(0, LENGTH);
    }

    private static String of(Lease lease) {
        return "lease " + lease.id() + " of " + lease.pool() + ", "
                + lease.age().toSeconds() + " s, by "
                + known(lease.borrower().deployment(), "unknown") + " at "
                + known(lease.borrower().callSite(), "unknown") + ", JTA " + lease.transaction();
    }

    private static String known(String text, String otherwise) {
        return text == null ? otherwise : text;
    }
}
