package org.poolwarden.leak.waits;

import org.poolwarden.leak.evidence.Borrower;
import org.poolwarden.leak.evidence.Lease;

/** Who holds a lease, in words. */
public final class LeaseWords {

    private LeaseWords() {}

    /** {@code shop.ear, GET /cart, at Cart.pay(Cart.java:42), thread worker-1}, as far as it is known. */
    public static String of(Lease lease) {
        Borrower borrower = lease.borrower();
        String request = borrower.invocation().request();
        return (borrower.deployment() == null ? Frees.UNKNOWN : borrower.deployment())
                + (request == null ? "" : ", " + request)
                + (borrower.callSite() == null ? "" : ", at " + borrower.callSite())
                + (borrower.thread() == null ? "" : ", thread " + borrower.thread());
    }
}
