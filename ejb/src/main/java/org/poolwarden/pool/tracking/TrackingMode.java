package org.poolwarden.pool.tracking;

import java.util.Objects;
import java.util.Set;
import org.poolwarden.pool.Tracking;
import org.poolwarden.pool.identity.DriverQuestions;
import org.poolwarden.pool.invocation.Invocations;
import org.poolwarden.pool.invocation.Traces;
import org.poolwarden.pool.site.SiteReader;
import org.poolwarden.threads.OwnThreads;

/** The present {@link Tracking}, one for all pools of the server but our own. */
public final class TrackingMode {

    private final Set<String> ours;
    private final SiteReader siteReader;
    private final DriverQuestions questions = new DriverQuestions(OwnThreads.UNMANAGED);
    private final Traces traces = Traces.ofServer();
    private volatile Tracking tracking;
    private volatile Invocations invocations = Invocations.unknown("nobody has looked for it yet");

    /**
     * @param ours pools whose checkouts are always stamped, by JNDI name: the rehearsal of a kill looks for its own
     * @param siteReader reads the stacks of checkouts
     */
    public TrackingMode(Set<String> ours, Tracking tracking, SiteReader siteReader) {
        this.siteReader = siteReader;
        this.ours = Set.copyOf(ours);
        set(tracking);
    }

    /** Read at every checkout, without a lock. */
    public Tracking get() {
        return tracking;
    }

    /** Counts from the next checkout. Checkouts that are recorded stay as they are. */
    public void set(Tracking now) {
        tracking = Objects.requireNonNull(now, "tracking");
    }

    /** Who tells whose invocation borrows. */
    public Invocations invocations() {
        return invocations;
    }

    /** From the next checkout on. */
    public void invocations(Invocations now) {
        invocations = Objects.requireNonNull(now, "invocations");
    }

    /** Who tells which trace a thread is in. */
    Traces traces() {
        return traces;
    }

    /** Who asks drivers what they may not answer at once: one for all pools, so that its threads are counted. */
    public DriverQuestions questions() {
        return questions;
    }

    SiteReader siteReader() {
        return siteReader;
    }

    boolean isOurs(String pool) {
        return ours.contains(pool);
    }
}
