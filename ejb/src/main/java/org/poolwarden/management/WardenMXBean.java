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

    /** One kill as it stands now. */
    KillData killState(String killId);

    /** The kills that are remembered, the newest first. */
    List<KillData> listKills();
}
