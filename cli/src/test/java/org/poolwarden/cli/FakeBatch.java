package org.poolwarden.cli;

/** A batch that was just requested. */
public final class FakeBatch {

    private final String batchId;

    FakeBatch(String batchId) {
        this.batchId = batchId;
    }

    /** The id. */
    public String getBatchId() {
        return batchId;
    }

    /** How it stands. */
    public String getMessage() {
        return "0 of 1 are over.";
    }

    /** How many leases it has. */
    public int getTotal() {
        return 1;
    }
}
