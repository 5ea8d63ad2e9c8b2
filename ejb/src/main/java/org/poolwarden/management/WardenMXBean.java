package org.poolwarden.management;

import java.util.List;

/**
 * Poolwarden over JMX, at {@value #NAME}. The caller must be authenticated by the server's management interface; the
 * name it has there becomes the kill's requester. All types are open types. No attribute carries SQL text: every
 * management user can read attributes.
 */
public interface WardenMXBean {

    /** The MBean's name. */
    String NAME = "org.poolwarden:type=Warden";

    /** The version of Poolwarden. */
    String getVersion();

    /** One line: whether leases can be read, which guards answer, and what to do if not. Does not ask the database. */
    String getStatus();

    /** What is recorded of each checkout: OFF, STAMP or SITES. */
    String getTracking();

    /** Changes that for every pool, from the next checkout on and until the next deployment. */
    void setTracking(String tracking);

    /** Every pool of this server. */
    List<PoolData> listPools();

    /** Every lease with its verdict, the oldest first. Asks the database. */
    List<LeaseData> listLeases();

    /** Leases that are SUSPECT, LEAKED or ZOMBIE. Asks the database. */
    List<LeaseData> listLeaks();

    /** What the last scan could not see and what to do about it. */
    List<String> listProblems();

    /** What a kill of the lease would meet, a line for each rule; the first line says ALLOWED or DENIED. */
    List<String> preview(long leaseId);

    /**
     * Ends the lease's session and reclaims its slot.
     *
     * @param reason why; required
     * @return the id to ask {@link #killState} with; nothing has been ended yet
     */
    String kill(long leaseId, String reason);

    /**
     * The same in a mode, or in several one after the other.
     *
     * @param modes CANCEL, POST_TRANSACTION, IMMEDIATE, KILL; several are separated by commas, the mildest first
     * @param escalateAfterSeconds how long each but the last is given; of no meaning with one mode
     */
    String killInMode(long leaseId, String modes, int escalateAfterSeconds, String reason);

    /** Takes a kill back that waits for its turn, or what was still to come of one that is followed. */
    KillData withdraw(String killId);

    /** Everything that is known of a kill as text, a line for each fact, with the SQL: for a ticket or for Oracle. */
    List<String> killReport(String killId);

    /**
     * What a batch would meet; the first line says ALLOWED or DENIED, then a line for each lease.
     *
     * @param leaseIds separated by commas; empty to choose every LEAKED lease by the next three
     * @param pool JNDI name, or empty
     * @param deployment or empty
     * @param callSite or empty
     * @param most how many may match at most
     */
    List<String> previewBatch(String leaseIds, String pool, String deployment, String callSite, int most);

    /**
     * Ends all of them, each by a kill of its own, in mode IMMEDIATE.
     *
     * @return the batch's id
     */
    String killBatch(String leaseIds, String pool, String deployment, String callSite, int most, String reason);

    /** One batch as it stands now. */
    BatchData batchState(String batchId);

    /** Lets nothing of a batch begin any more; what is under way goes to its end. */
    BatchData stopBatch(String batchId);

    /**
     * Who ended a session: what the guard's audit says of it, a line for each row, the newest first. Asks the database.
     *
     * @param database such as FREE/FREEPDB1; empty where there is only one
     * @param session {@code inst,sid,serial#}
     */
    List<String> whoKilled(String database, String session);

    /** The newest rows of the guards' audits, a line for each: also of before the last start. Asks the databases. */
    List<String> listAudit(int most);

    /** One kill as it stands now. */
    KillData killState(String killId);

    /** The kills that are remembered, the newest first. */
    List<KillData> listKills();
}
