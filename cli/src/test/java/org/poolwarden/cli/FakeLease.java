package org.poolwarden.cli;

import java.util.List;

/** A lease of which little is known: its borrower is, its session is not. */
public final class FakeLease {

    private final long leaseId;

    FakeLease(long leaseId) {
        this.leaseId = leaseId;
    }

    /** The id. */
    public long getLeaseId() {
        return leaseId;
    }

    /** The verdict. */
    public String getVerdict() {
        return "LEAKED";
    }

    /** Why. */
    public List<String> getReasons() {
        return List.of("idle for 42 s", "its thread has ended");
    }

    /** Where it was borrowed. */
    public String getCallSite() {
        return "Shop.java:17";
    }

    /** The session's status, which nobody knows. */
    public String getSessionStatus() {
        return null;
    }

    /** Since when, which nobody knows either. */
    public Long getStatusSeconds() {
        return null;
    }

    /** Undo. */
    public long getUndoRecords() {
        return 5_000_000_000L;
    }
}
