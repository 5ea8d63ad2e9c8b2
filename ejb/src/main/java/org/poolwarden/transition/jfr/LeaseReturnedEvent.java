package org.poolwarden.transition.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A lease that was called a leak is none any more. */
@Name("org.poolwarden.LeaseReturned")
@Label("Lease Returned")
@Description("A lease that was called a leak is none any more: it was returned, freed by a kill, is gone with its"
        + " connection, or is in use.")
@Category("Poolwarden")
@StackTrace(false)
@Enabled(false)
final class LeaseReturnedEvent extends OfLease {

    @Label("Verdict Before")
    String verdictBefore;

    @Label("Verdict")
    String verdict;

    @Label("End")
    @Description("RETURNED, KILLED, GONE (its connection is gone) or CLEARED (it is rightly in use again).")
    String end;

    @Label("Kill")
    String killId;

    @Label("Checkout Stack")
    String checkoutStack;
}
