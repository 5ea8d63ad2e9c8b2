package org.poolwarden.leak.evidence;

import java.util.List;
import org.poolwarden.leak.evidence.Borrower.Known;
import org.poolwarden.leak.evidence.Borrower.Whereabouts;

/**
 * Builds a {@link Borrower} for a test, which says only what matters to it. Without more its thread is known, its
 * deployment is there, and neither stack nor invocation is known.
 */
public final class BorrowerSample {

    private final String thread;
    private final long threadId;
    private final Whereabouts whereabouts;
    private Known known;
    private String callSite;
    private String deployment;
    private boolean deploymentPresent = true;
    private List<String> stackThen = List.of();
    private List<String> chain = List.of();
    private String overlay;
    private String alias;
    private Invocation invocation = Invocation.UNKNOWN;
    private TraceContext trace;

    private BorrowerSample(String thread, long threadId, Whereabouts whereabouts) {
        this.thread = thread;
        this.threadId = threadId;
        this.whereabouts = whereabouts;
        this.known = thread == null ? Known.BEFORE_US : Known.THREAD;
    }

    /** @param thread null for a checkout of which nothing was recorded */
    public static BorrowerSample by(String thread, long threadId, Whereabouts whereabouts) {
        return new BorrowerSample(thread, threadId, whereabouts);
    }

    /** @param place null if it is not known */
    public BorrowerSample at(String place) {
        callSite = place;
        known = place == null ? known : Known.SITE;
        return this;
    }

    /** @param name null if it is not known */
    public BorrowerSample of(String name) {
        deployment = name;
        return this;
    }

    public BorrowerSample present(boolean now) {
        deploymentPresent = now;
        return this;
    }

    public BorrowerSample known(Known recorded) {
        known = recorded;
        return this;
    }

    /** Every frame, and the application's own among them. */
    public BorrowerSample stack(List<String> frames, List<String> own) {
        stackThen = frames;
        chain = own;
        return this;
    }

    public BorrowerSample overlay(String pool) {
        overlay = pool;
        return this;
    }

    public BorrowerSample alias(String name) {
        alias = name;
        return this;
    }

    public BorrowerSample invocation(Invocation borrowing) {
        invocation = borrowing;
        return this;
    }

    public BorrowerSample trace(TraceContext current) {
        trace = current;
        return this;
    }

    public Borrower build() {
        return new Borrower(
                thread,
                threadId,
                whereabouts,
                known,
                callSite,
                deployment,
                deploymentPresent,
                stackThen,
                chain,
                overlay,
                alias,
                invocation,
                trace);
    }
}
