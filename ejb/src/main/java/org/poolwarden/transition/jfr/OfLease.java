package org.poolwarden.transition.jfr;

import jdk.jfr.Event;
import jdk.jfr.Label;

/** What events about a lease have in common. What is unknown is null; the lease is 0 for a session without one. */
abstract class OfLease extends Event {

    @Label("Lease")
    long leaseId;

    @Label("Pool")
    String pool;

    @Label("Call Site")
    String callSite;

    @Label("Deployment")
    String deployment;

    @Label("Database")
    String database;

    @Label("Session")
    String session;

    @Label("Trace")
    String traceId;

    @Label("Span")
    String spanId;

    @Label("Trace Source")
    String traceSource;
}
