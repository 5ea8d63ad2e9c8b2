package org.poolwarden.transition.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timestamp;

/** A kill was requested, or the state of its session or of its slot has changed. */
@Name("org.poolwarden.Kill")
@Label("Kill")
@Description("A kill was requested, or the state of its session or of its slot has changed.")
@Category("Poolwarden")
@StackTrace(false)
final class KillEvent extends OfLease {

    @Label("Kill")
    String killId;

    @Label("Batch")
    String batchId;

    @Label("Mode")
    String mode;

    @Label("Requester")
    String requester;

    @Label("Reason")
    String reason;

    @Timestamp(Timestamp.MILLISECONDS_SINCE_EPOCH)
    @Label("Step Time")
    long stepTime;

    @Label("Session State")
    String sessionState;

    @Label("Slot State")
    String slotState;

    @Label("Message")
    String message;

    @Label("Checkout Stack")
    String checkoutStack;
}
