package org.poolwarden.management;

import java.util.List;
import org.poolwarden.leak.ClientSession;
import org.poolwarden.leak.Row;

/** One lease as JMX and the CLI show it. Text is null where nothing is known. */
public final class LeaseData {

    private final Row row;

    /** A snapshot. */
    public LeaseData(Row row) {
        this.row = row;
    }

    /** The id to preview or kill it by. */
    public long getLeaseId() {
        return row.lease().id();
    }

    /** JNDI name of the pool. */
    public String getPool() {
        return row.lease().pool();
    }

    /** IN_USE, BUSY, SUSPECT, LEAKED, ZOMBIE or UNMATCHED. */
    public String getVerdict() {
        return row.judgement().verdict().name();
    }

    /** Why, in words. */
    public List<String> getReasons() {
        return row.judgement().reasons();
    }

    /** STRONG, WEAK or NONE. */
    public String getProof() {
        return row.judgement().proof().name();
    }

    /** Seconds since checkout. */
    public long getAgeSeconds() {
        return row.lease().age().toSeconds();
    }

    /** Name of the borrowing thread. */
    public String getThread() {
        return row.lease().borrower().thread();
    }

    /** The application's frame that borrowed. */
    public String getCallSite() {
        return row.lease().borrower().callSite();
    }

    /** The deployment that borrowed. */
    public String getDeployment() {
        return row.lease().borrower().deployment();
    }

    /** DB_UNIQUE_NAME/container. */
    public String getDatabase() {
        return client() == null ? null : client().session().database().toString();
    }

    /** {@code inst,sid,serial#}. */
    public String getSession() {
        return client() == null ? null : client().session().key();
    }

    /** The database user. */
    public String getUsername() {
        return client() == null ? null : client().username();
    }

    /** ACTIVE, INACTIVE, KILLED...; null when the guard does not show it. */
    public String getSessionStatus() {
        return row.session() == null ? null : row.session().status();
    }

    /** Seconds in that status; null when the guard does not show it. */
    public Long getStatusSeconds() {
        return row.session() == null || row.session().status() == null
                ? null
                : row.session().lastCallSeconds();
    }

    /** How many sessions wait for this one. */
    public int getBlocks() {
        return row.session() == null ? 0 : row.session().blocks();
    }

    /** Undo records of the open transaction. */
    public long getUndoRecords() {
        return row.session() == null ? 0 : row.session().undoRecords();
    }

    private ClientSession client() {
        return row.lease().client();
    }
}
