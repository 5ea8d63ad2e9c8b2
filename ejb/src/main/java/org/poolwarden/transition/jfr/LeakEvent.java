package org.poolwarden.transition.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import jdk.jfr.Timestamp;

/** A lease has become SUSPECT, LEAKED or ZOMBIE, or looks leaked although its session is unknown. */
@Name("org.poolwarden.Leak")
@Label("Leak")
@Description("A lease has become SUSPECT, LEAKED or ZOMBIE, or looks leaked although its session is unknown.")
@Category("Poolwarden")
@StackTrace(false)
final class LeakEvent extends OfLease {

    @Label("Verdict")
    String verdict;

    @Label("Proof")
    String proof;

    @Label("Reasons")
    String reasons;

    @Timespan(Timespan.MILLISECONDS)
    @Label("Age")
    long age;

    @Timestamp(Timestamp.MILLISECONDS_SINCE_EPOCH)
    @Label("Checkout Time")
    long checkoutTime;

    @Label("Borrowing Thread")
    String thread;

    @Label("Call Chain")
    String callChain;

    @Label("Checkout Stack")
    String checkoutStack;

    @Label("Current Stack")
    String currentStack;
}
