package org.poolwarden.transition.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A pool has no connection left. */
@Name("org.poolwarden.PoolExhausted")
@Label("Pool Exhausted")
@Description("A pool has no connection left.")
@Category("Poolwarden")
@StackTrace(false)
final class PoolExhaustedEvent extends Event {

    @Label("Pool")
    String pool;

    @Label("Size")
    int maxPoolSize;

    @Label("In Use")
    int inUse;

    /** A text, because no number of a recording can be unknown. */
    @Label("Waiting Threads")
    @Description("How many threads wait for a connection; null if the pool does not tell.")
    String waitingThreads;

    @Label("Holders")
    String holders;
}
